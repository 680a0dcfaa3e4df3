"""How a person, or something to be passed on, is asked for."""

from __future__ import annotations

import pytest

from advice.content import load_content
from advice.handoff.wishes import Wishes

WISHES = Wishes(load_content().requests)


@pytest.mark.parametrize(
    "text",
    [
        "GET ME A HUMAN",
        "personnnn",
        "staff pls",
        "I'd rather discuss this with one of your therapists directly",
        "could somebody at the studio give me a ring",
        "my back is fine, just connect me to somebody, would you",
        "i don't want a bot, i want to speak to someone",
        "customer service",
        "is anyone there???",
    ],
)
def test_who_wants_a_person(text: str) -> None:
    assert WISHES.wants_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "are you a real person?",
        "do i have to talk to the therapist",
        "what is deep tissue massage",
        "my manager gives me headaches and a stiff neck",
        "can a therapist help with my shoulder",
        "feel human again",
        "neck",
        "",
    ],
)
def test_who_does_not(text: str) -> None:
    assert not WISHES.wants_person(text)


@pytest.mark.parametrize(
    ("text", "intent", "kind"),
    [
        ("cancel my appointment tomorrow", "faq_cancellation", "cancellation"),
        ("need to move my thursday session", "faq_cancellation", "change"),
        ("tell sarah I'm running late", "faq_arrival_late", "change"),
        ("book me in for friday", "faq_booking", "booking"),
        ("can you pass on a message", "talk_to_person", "question"),
        ("have someone call me", "talk_to_person", "question"),
        ("what's your cancellation policy", "faq_cancellation", None),
        ("do you charge if i cancel my session the same day", "faq_cancellation", None),
        ("how do i book", "faq_booking", None),
        ("What happens if I'm running late?", "faq_arrival_late", None),
        ("get me a human", "talk_to_person", None),
        ("cancel", "cancel", None),
        ("book me a doctor", "report_warning_sign", None),
        ("i can't breathe, cancel my massage today", "report_warning_sign", "cancellation"),
    ],
)
def test_what_is_to_be_passed_on(text: str, intent: str, kind: str | None) -> None:
    assert WISHES.kind_of(text, intent) == kind


@pytest.mark.parametrize(
    ("text", "intent", "wanted", "kind"),
    [
        ("gotta bail on my 2pm", "nlu_fallback", "cancellation", "cancellation"),
        ("any chance today", "state_symptoms", "booking", "booking"),
        ("call me", "talk_to_person", "person", "question"),
        ("get me a human", "talk_to_person", "person", None),
        ("what's your cancellation policy", "faq_cancellation", "", None),
        ("can I ask them to stop halfway", "faq_boundaries", "none", None),
    ],
)
def test_what_was_learned_says_what_kind_it_is(
    text: str, intent: str, wanted: str, kind: str | None
) -> None:
    assert WISHES.kind_of(text, intent, wanted) == kind


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("gotta bail on my 2pm", "cancellation", True),
        ("gotta bail on my 2pm", "", False),
        ("have someone call me back", "question", False),
        ("my bracelet is still on your sill", "question", True),
    ],
)
def test_a_request_tells_what_is_to_be_passed_on(text: str, wanted: str, expected: bool) -> None:
    assert WISHES.says_more(text, wanted) == expected


@pytest.mark.parametrize("text", ["", "get me a human", "shiatsu", "tell them I'm late"])
def test_marks_are_always_as_many(text: str) -> None:
    marks = WISHES.marks(text)
    assert len(marks) == len(WISHES.marks("x"))
    assert any(marks) == (text in ("get me a human", "tell them I'm late"))

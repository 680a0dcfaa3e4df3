"""Who asks for a person in so many words is understood beside whatever was read."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.examples import WISH
from components.person_seeker import WANTED, PersonSeeker
from components.question_collector import QUESTIONS

SEEKER = PersonSeeker()


def read(text: str, intent: str, confidence: float) -> tuple[str, list[str]]:
    message = Message({TEXT: text, INTENT: {"name": intent, "confidence": confidence}})
    (message,) = SEEKER.process([message])
    questions = message.get(QUESTIONS) or []
    return message.get(INTENT)["name"], [q["intent"]["name"] for q in questions]


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "expected"),
    [
        ("get me a human", "bot", 0.9, ("talk_to_person", [])),
        ("get me a human", "nlu_fallback", 0.4, ("talk_to_person", [])),
        (
            "is parking free? let me talk to someone",
            "faq_parking",
            0.95,
            ("several_questions", ["faq_parking", "talk_to_person"]),
        ),
        ("let me talk to someone", "faq_talking", 0.6, ("talk_to_person", [])),
        ("get me a human", "delete_chat", 0.9, ("delete_chat", [])),
        ("are you a real person", "bot", 0.9, ("bot", [])),
    ],
)
def test_what_a_message_is_read_as(
    text: str, intent: str, confidence: float, expected: tuple[str, list[str]]
) -> None:
    assert read(text, intent, confidence) == expected


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        (0.67, ("talk_to_person", [])),
        (0.9, ("several_questions", ["faq_phone", "talk_to_person"])),
    ],
)
def test_a_doubtful_question_beside_the_wish_is_dropped(
    phone: float, expected: tuple[str, list[str]]
) -> None:
    parts = [
        {"text": "i dont do numbers.", "intent": {"name": "faq_phone", "confidence": phone}},
        {"text": "get me a person", "intent": {"name": "talk_to_person", "confidence": 0.99}},
    ]
    message = Message({TEXT: "i dont do numbers. get me a person", QUESTIONS: parts})
    message.set(INTENT, {"name": "several_questions", "confidence": phone})
    (message,) = SEEKER.process([message])
    questions = message.get(QUESTIONS) or []
    assert (message.get(INTENT)["name"], [q["intent"]["name"] for q in questions]) == expected


@pytest.mark.parametrize(
    ("intent", "confidence", "wish", "share", "expected", "wanted"),
    [
        ("nlu_fallback", 0.9, "person", 0.6, "talk_to_person", "person"),
        ("nlu_fallback", 0.9, "person", 0.3, "nlu_fallback", None),
        ("row_focus", 0.5, "person", 0.4, "talk_to_person", "person"),
        ("row_focus", 0.8, "person", 0.8, "row_focus", None),
        ("row_focus", 0.8, "person", 0.92, "talk_to_person", "person"),
        ("insult", 0.5, "person", 0.95, "insult", None),
        ("insult", 0.5, "person", 0.99, "talk_to_person", "person"),
        ("faq_cancellation", 0.99, "cancellation", 0.25, "faq_cancellation", "cancellation"),
        ("faq_cancellation", 0.99, "person", 0.25, "faq_cancellation", None),
        ("state_symptoms", 0.8, "booking", 0.95, "talk_to_person", "booking"),
        ("faq_cancellation", 0.99, "cancellation", 0.6, "faq_cancellation", "cancellation"),
        ("faq_booking", 0.5, "question", 0.6, "talk_to_person", "question"),
        ("talk_to_person", 0.9, "question", 0.6, "talk_to_person", "question"),
        ("delete_chat", 0.3, "person", 0.99, "delete_chat", None),
        ("faq_boundaries", 0.9, "question", 0.005, "faq_boundaries", "none"),
    ],
)
def test_a_learned_wish_counts_the_more_the_less_sure_the_reading_is(
    intent: str, confidence: float, wish: str, share: float, expected: str, wanted: str | None
) -> None:
    message = Message({TEXT: "x", INTENT: {"name": intent, "confidence": confidence}})
    message.set(WISH, {"name": wish, "share": share})
    (message,) = SEEKER.process([message])
    assert message.get(INTENT)["name"] == expected
    assert message.get(WANTED) == wanted


@pytest.mark.parametrize("share", [0.001, 0.08])
def test_phrases_ask_for_no_person_where_it_is_hardly_one(share: float) -> None:
    message = Message({TEXT: "staff hours", INTENT: {"name": "faq_hours", "confidence": 0.9}})
    message.set(WISH, {"name": "person", "share": share})
    (message,) = SEEKER.process([message])
    assert message.get(INTENT)["name"] == "faq_hours"


@pytest.mark.parametrize(
    ("confidence", "share", "expected"),
    [(0.99, 0.6, "bot"), (0.99, 0.99, "talk_to_person"), (0.5, 0.6, "talk_to_person")],
)
def test_whether_it_is_a_person_or_a_machine_is_no_wish(
    confidence: float, share: float, expected: str
) -> None:
    message = Message({TEXT: "am i chatting with a real person or a computer?"})
    message.set(INTENT, {"name": "bot", "confidence": confidence})
    message.set(WISH, {"name": "person", "share": share})
    (message,) = SEEKER.process([message])
    assert message.get(INTENT)["name"] == expected


@pytest.mark.parametrize("more", [[], ["faq_parking"]])
def test_a_part_that_sounds_like_a_wish_is_none_where_the_whole_is_surely_none(
    more: list[str],
) -> None:
    names = ["faq_undressing", *more, "talk_to_person"]
    parts = [
        {"text": name, "intent": {"name": name, "confidence": 0.9}, "entities": []}
        for name in names
    ]
    message = Message({TEXT: "i'm shy. is anybody with me then", QUESTIONS: parts})
    message.set(INTENT, {"name": "several_questions", "confidence": 0.9})
    message.set(WISH, {"name": "person", "share": 0.002})
    (message,) = SEEKER.process([message])
    questions = [q["intent"]["name"] for q in message.get(QUESTIONS)]
    assert message.get(INTENT)["name"] == ("several_questions" if more else "faq_undressing")
    assert questions == (names[:-1] if more else [])


@pytest.mark.parametrize(
    ("text", "is_wanted"),
    [
        ("i will be ten minutes late", True),
        ("what if i am ten minutes late", False),
        ("what happens if i run late", False),
    ],
)
def test_what_is_only_supposed_is_no_request(text: str, is_wanted: bool) -> None:
    message = Message({TEXT: text, INTENT: {"name": "faq_arrival_late", "confidence": 0.99}})
    message.set(WISH, {"name": "change", "share": 0.6})
    (read_,) = SEEKER.process([message])
    assert bool(read_.get(WANTED)) is is_wanted


def test_an_address_tells_no_wish() -> None:
    message = Message({TEXT: "jo@exampl", INTENT: {"name": "nlu_fallback", "confidence": 0.9}})
    message.set(WISH, {"name": "person", "share": 0.9})
    (message,) = SEEKER.process([message])
    assert (message.get(INTENT)["name"], message.get(WANTED)) == ("nlu_fallback", None)

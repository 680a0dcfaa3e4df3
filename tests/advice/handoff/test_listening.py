"""What the message form takes from what visitors type."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import load_content
from advice.handoff.draft import Draft
from advice.handoff.listening import Hearing, Told

CONTENT = load_content()
HEARING = Hearing(CONTENT.requests, "US")
OPEN = Draft(is_open=True, began_at=1.0)
FULL = replace(OPEN, about="parking", name="Jo", contact="555 0134", contact_kind="phone")
INTENTS = ["nlu_fallback", "state_symptoms", "affirm", "deny", "cancel", "faq_price"]


def hear(draft: Draft, text: str, intent: str = "nlu_fallback", **more: object) -> Draft | None:
    return HEARING.hear(draft, Told(text, intent, 0.9, at=5.0, **more), draft.asked)  # type: ignore[arg-type]


def told(draft: Draft) -> tuple[str, str, str]:
    return draft.about, draft.name, draft.contact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm Jo, 555 0134, call me about parking", ("call me about parking", "Jo", "555 0134")),
        (
            "name: Jo Miller\nphone: 555 0134\nmessage: I left my ring",
            ("I left my ring", "Jo Miller", "555 0134"),
        ),
        ("name: Jo\nemail: jo@example.com\nmessage: hi", ("hi", "Jo", "jo@example.com")),
        ("I left my ring in room two", ("I left my ring in room two", "", "")),
    ],
)
def test_several_fields_in_one_message(text: str, expected: tuple[str, str, str]) -> None:
    draft = hear(OPEN, text)
    assert draft is not None
    assert told(draft) == expected


def test_one_by_one() -> None:
    draft = OPEN
    for text in ("a question about parking", "Mary-Jane O'Brien", "mj@example.com"):
        heard = hear(draft, text)
        assert heard is not None
        draft = heard
    assert told(draft) == ("a question about parking", "Mary-Jane O'Brien", "mj@example.com")
    assert draft.asked == "consent"


@pytest.mark.parametrize(
    ("text", "intent", "answer"),
    [
        ("yes", "affirm", "send"),
        ("ok send it", "nlu_fallback", "send"),
        ("go ahead", "affirm", "send"),
        ("send with this chat", "nlu_fallback", "send_all"),
        ("no", "deny", "dont_send"),
        ("don't send", "cancel", "dont_send"),
    ],
)
def test_consent_in_words(text: str, intent: str, answer: str) -> None:
    draft = hear(FULL, text, intent)
    assert draft is not None
    assert (draft.answer, draft.answered_at) == (answer, 5.0)


def test_who_wants_everything_forgotten_sends_nothing() -> None:
    assert hear(FULL, "forget everything", "delete_chat") is None
    doubtful = hear(FULL, "wipe everything", is_doubtful=True)
    assert doubtful is not None
    assert (doubtful.answer, doubtful.misses) == ("", 1)


@pytest.mark.parametrize("intent", ["affirm", "deny"])
def test_a_doubtful_yes_or_no_neither_sends_nor_drops(intent: str) -> None:
    draft = HEARING.hear(FULL, Told("mm hm", intent, 0.5, at=5.0), "consent")
    assert draft is not None
    assert (draft.answer, draft.misses) == ("", 1)


def test_a_yes_may_add_something() -> None:
    draft = hear(FULL, "yes. and cancel my appointment tomorow", "faq_cancellation")
    assert draft is not None
    assert draft.answer == "send"
    assert draft.kind == "cancellation"
    assert draft.about == "parking\ncancel my appointment tomorow"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("no, the number is 555 0199", "contact", "555 0199"),
        ("it's 555 0199, not 555 0134", "contact", "555 0199"),
        ("no, it's Joanna", "name", "Joanna"),
        ("my name is jo miller", "name", "jo miller"),
        ("rather write to jo@example.com", "contact", "jo@example.com"),
    ],
)
def test_corrections_are_shown_again_and_not_sent(text: str, field: str, value: str) -> None:
    draft = hear(FULL, text, "deny")
    assert draft is not None
    assert getattr(draft, field) == value
    assert draft.changed
    assert not draft.answer


@pytest.mark.parametrize(
    ("asked", "text", "intent"),
    [
        ("about", "what does an hour cost?", "faq_price"),
        ("name", "are you open on sundays?", "faq_hours"),
        ("contact", "where are you?", "faq_location"),
        ("consent", "what happens to my data?", "faq_privacy"),
        ("name", "get me a human", "talk_to_person"),
        ("name", "never mind", "cancel"),
        ("about", "start over", "restart_chat"),
    ],
)
def test_what_is_no_answer_is_left_to_others(asked: str, text: str, intent: str) -> None:
    fields = {
        "about": OPEN,
        "name": replace(OPEN, about="x"),
        "contact": replace(OPEN, about="x", name="Jo"),
        "consent": FULL,
    }
    assert fields[asked].asked == asked
    assert hear(fields[asked], text, intent, asks=True) is None


def test_what_the_visitor_asks_the_team_is_the_message() -> None:
    draft = hear(OPEN, "can my guide dog come with me, and is the room quiet", "nlu_fallback")
    assert draft is not None
    assert draft.about.startswith("can my guide dog")


def test_a_name_is_not_insisted_on() -> None:
    draft = hear(replace(OPEN, about="x"), "skip", "skip_question")
    assert draft is not None
    assert draft.asked == "contact"


@pytest.mark.parametrize(("text", "problem"), [("55501", "short"), ("jo@example", "email")])
def test_a_bad_contact_is_explained(text: str, problem: str) -> None:
    draft = hear(replace(OPEN, about="x", name="Jo"), text)
    assert draft is not None
    assert (draft.problem, draft.asked) == (problem, "contact")


def test_without_a_contact_it_ends_after_some_tries() -> None:
    draft = replace(OPEN, about="x", name="Jo")
    for text in ("dunno", "dunno really", "i said i dunno"):
        heard = hear(draft, text)
        assert heard is not None
        draft = heard
    assert draft.answer == "dont_send"


def test_going_back_takes_the_last_field() -> None:
    draft = hear(FULL, "go back", "go_back")
    assert draft is not None
    assert draft.asked == "contact"
    again = hear(draft, "go back", "go_back")
    assert again is not None
    assert again.asked == "name"


def test_an_unasked_number_asks_only_whether_to_send() -> None:
    message = Told("I ALREADY TOLD YOU my number 555 0134", "talk_to_person", 1.0, at=2.0)
    draft = HEARING.begun(Draft(), message, resumes=False)
    assert (draft.contact, draft.asked) == ("555 0134", "consent")


def test_what_was_sent_is_over() -> None:
    sent = replace(FULL, answer="send").closed(is_sent=True)
    again = HEARING.begun(sent, Told("leave a message", "talk_to_person", 1.0, at=9.0), False)
    assert (again.about, again.name, again.contact) == ("", "Jo", "555 0134")
    assert not again.is_sent


def test_a_parent_is_heard() -> None:
    heard = HEARING.outside(Draft(), Told("hi yes I'm his mother, go ahead"))
    assert heard.is_parent


@given(st.text(), st.sampled_from(INTENTS), st.booleans())
def test_nothing_that_is_typed_is_lost_or_sent_unasked(text: str, intent: str, asks: bool) -> None:
    for draft in (OPEN, replace(OPEN, about="x"), replace(OPEN, about="x", name="Jo")):
        heard = hear(draft, text, intent, asks=asks)
        assert heard is None or heard.answer in ("", "dont_send")
        assert heard is None or heard.about.startswith(draft.about)


@given(st.text(), st.sampled_from(INTENTS))
def test_a_draft_survives_its_slot(text: str, intent: str) -> None:
    for draft in (OPEN, FULL):
        heard = hear(draft, text, intent)
        if heard is not None:
            assert Draft.from_json(heard.as_json()) == heard

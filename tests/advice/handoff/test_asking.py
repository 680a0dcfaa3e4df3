"""What the message form says: short, with everything told, and no promise."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import load_content
from advice.content.message_models import Kind
from advice.handoff.asking import ask, cancelled, failed, nothing_to_send, sent, summary
from advice.handoff.draft import GRAVITY, Draft
from advice.wording import WORD_LIMIT

CONTENT = load_content()
FULL = Draft(about="parking", name="Jo", contact="555 0134", contact_kind="phone", is_open=True)
PROMISES = re.compile(
    r"\b(you are|you're|is|are|has been|have been|was) (now )?(booked|confirmed|cancelled|moved|"
    r"reserved|rescheduled)\b|see you (on|then|at)\b|we have (booked|cancelled|moved|reserved)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("kind", GRAVITY)
def test_a_request_is_no_promise(kind: Kind) -> None:
    draft = replace(FULL, kind=kind, answer="send")
    messages = [ask(CONTENT, draft, "consent", False), sent(CONTENT, draft)]
    messages += [sent(CONTENT, draft, again=True), cancelled(CONTENT, draft), failed(CONTENT)]
    for message in messages:
        assert not PROMISES.search(message.text), message.text
        assert len(message.text.split()) <= WORD_LIMIT
    if kind != "question":
        assert CONTENT.message.request in sent(CONTENT, draft).text


def test_no_text_of_the_content_says_that_something_is_booked() -> None:
    texts = [CONTENT.message.json(), CONTENT.wording.json(), json.dumps(CONTENT.practice.facts)]
    texts += [topic.json() for topic in CONTENT.faq.values()]
    assert [found[0] for text in texts for found in PROMISES.finditer(text)] == []


@pytest.mark.parametrize("kind", ["change", "cancellation"])
def test_the_policy_and_the_phone_go_with_a_late_change(kind: Kind) -> None:
    text = sent(CONTENT, replace(FULL, kind=kind, answer="send")).text
    assert "24 hours" in text
    assert CONTENT.practice.phone in text


def test_the_fields_asked_are_those_of_the_form() -> None:
    card = ask(CONTENT, Draft(), "about", True).card
    assert card is not None
    assert card.as_json()["fields"] == ("message", "name", "phone", "email")
    card = ask(CONTENT, FULL, "consent", False).card
    assert card is not None
    assert card.as_json()["fields"] == ()


def test_where_it_stood_is_offered_after_it() -> None:
    assert sent(CONTENT, replace(FULL, resumes=True)).buttons[0].intent == "choose_style"
    assert cancelled(CONTENT, replace(FULL, resumes=True)).buttons[0].intent == "choose_style"
    assert sent(CONTENT, FULL).buttons == ()
    assert nothing_to_send(CONTENT).buttons[0].intent == "leave_message"


@given(st.text(min_size=1, max_size=2000), st.text(max_size=60))
def test_however_long_it_is_short_and_whole_on_the_card(about: str, name: str) -> None:
    draft = replace(FULL, about=about, name=name)
    message = ask(CONTENT, draft, "consent", False)
    assert len(message.text.split()) <= WORD_LIMIT
    assert message.card is not None
    assert message.card.as_json()["summary"] == summary(CONTENT, draft)

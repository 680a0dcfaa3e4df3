"""Smalltalk, the closing question, repeating, and the service's own answers."""

from __future__ import annotations

import pytest

from advice import service
from advice.content import Content
from advice.content.ids import SMALLTALK_IDS
from advice.handoff.offering import offer_person
from advice.messages import Message
from advice.opening import opening
from advice.smalltalk import goodbye, repeat, smalltalk


@pytest.mark.parametrize("id_", SMALLTALK_IDS)
def test_each_has_text_and_card(content: Content, id_: str) -> None:
    message = smalltalk(content, id_)
    assert message.text
    assert "{" not in message.text
    assert message.card is not None
    assert (message.card.kind, message.card.id) == ("smalltalk", id_)


def test_goodbye_asks_the_articles_closing_question(content: Content) -> None:
    _, feedback = goodbye(content)
    assert content.article.closing_question in feedback.text
    assert [dict(b.entities) for b in feedback.buttons] == [
        {"used_medical_massage": "yes"},
        {"used_medical_massage": "no"},
    ]


def test_repeat_says_the_last_two_messages_again(content: Content) -> None:
    last = [Message("one"), Message("two"), Message("three")]
    assert [m.text for m in repeat(content, last)][1:] == ["one", "two"]
    (nothing,) = repeat(content, [])
    assert nothing.text


def test_a_person_is_offered_with_phone_and_hours(content: Content) -> None:
    message = offer_person(content)
    assert content.practice.phone in message.text
    assert "Sunday closed" in message.text
    assert content.practice.email is not None
    assert content.practice.email in message.text


def test_an_apology_has_the_phone(content: Content) -> None:
    assert content.practice.phone in service.unavailable(content).text


def test_the_opening_is_filled_in(content: Content) -> None:
    body = opening(content)
    texts = [value for value in body.values() if isinstance(value, str)]
    assert not any("{" in text for text in texts)
    assert all(body[name] for name in ("greeting", "suggestions", "privacy_notice"))


@pytest.mark.parametrize("id_", ["greet", "bot", "capabilities"])
def test_it_says_whose_assistant_it_is(content: Content, id_: str) -> None:
    practice = content.practice.copy(update={"name": "Harbor Hands"})
    other = content.copy(update={"practice": practice})
    assert "Harbor Hands" in smalltalk(other, id_).text


def test_before_the_first_message_the_notice_says_what_it_must(content: Content) -> None:
    # P1: a bot, how long it is stored, where the full notice is, the emergency number.
    body = opening(content)
    for said in ("automated", "stored for 30 days", "delete", "health", "call 911", "https://"):
        assert said in body["privacy_notice"]
    assert "automated" in body["greeting"]

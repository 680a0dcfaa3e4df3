"""What reaches the practice's inbox, and what doesn't."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import connect

import pytest

from inbox.message import PracticeMessage
from inbox.store import Inbox, open_inbox
from kneadwise.client import Answer, WebsiteClient
from kneadwise.servers import Servers
from tests.conversations.recommendation.paths import go_to

LINES = "name: Jo Miller\nphone: 555 0134\nmessage: I left my scarf in room two"


@pytest.fixture
def inbox(database: Path) -> Inbox:
    return open_inbox({"KNEADWISE_TRACKER_URL": f"sqlite:///{database}"})


@pytest.fixture
def database(assistant: Servers) -> Path:
    return assistant.state_directory / "conversations.db"


def messages(inbox: Inbox) -> list[PracticeMessage]:
    return [entry.message for entry in inbox.list(limit=10_000)]


def tap(visitor: WebsiteClient, answer: Answer, title: str) -> Answer:
    buttons = [b for m in answer.messages for b in m.get("buttons", [])]
    return visitor.tap(next(b["payload"] for b in buttons if b["title"] == title))


def test_what_is_agreed_is_stored_as_it_was_typed(visitor: WebsiteClient, inbox: Inbox) -> None:
    before = len(messages(inbox))
    visitor.say("leave a message")
    confirm = visitor.say(LINES)
    assert len(messages(inbox)) == before
    assert tap(visitor, confirm, "Send").cards == ["handoff/sent"]
    sent = messages(inbox)[0]
    assert (sent.name, sent.contact, sent.contact_kind) == ("Jo Miller", "555 0134", "phone")
    assert (sent.kind, sent.about) == ("question", "I left my scarf in room two")
    assert (sent.summary, sent.transcript, sent.known, sent.level) == ((), (), None, None)


def test_a_double_click_sends_once(visitor: WebsiteClient, inbox: Inbox) -> None:
    visitor.say("leave a message")
    confirm = visitor.say(LINES)
    before = len(messages(inbox))
    for _ in range(3):
        assert tap(visitor, confirm, "Send").cards == ["handoff/sent"]
    assert len(messages(inbox)) == before + 1


def test_what_is_not_agreed_is_not_stored(visitor: WebsiteClient, inbox: Inbox) -> None:
    before = len(messages(inbox))
    visitor.say("leave a message")
    confirm = visitor.say(LINES)
    assert tap(visitor, confirm, "Don't send").cards == ["handoff/cancelled"]
    assert len(messages(inbox)) == before


def test_with_the_chat_goes_what_it_has_learnt(visitor: WebsiteClient, inbox: Inbox) -> None:
    go_to(visitor, "health")
    begun = visitor.say("can someone call me")
    assert "Your answers so far are kept" in begun.messages[-1]["text"]
    confirm = visitor.say(LINES)
    sent = tap(visitor, confirm, "Send with this chat")
    assert sent.cards == ["handoff/sent"]
    message = messages(inbox)[0]
    assert ("Where it is", "neck") in message.summary
    assert ("visitor", "less pain") in message.transcript
    assert message.known is not None
    assert message.known["answers"]["area"]["values"] == ["neck"]
    # The answers are kept, and the questions go on where they stopped.
    assert tap(visitor, sent, "Go on with the questions").cards == ["question/health"]


def test_side_questions_are_answered_and_the_field_asked_again(visitor: WebsiteClient) -> None:
    visitor.say("leave a message")
    steps = ["the light in room two", "Jo Miller", "555 0134"]
    for step in ("", *steps):
        if step:
            assert visitor.say(step).cards == ["handoff/form"], step
        answer = visitor.say("how much is a massage?")
        assert answer.cards == ["faq/price", "handoff/form"], step
        assert visitor.say("why do you ask?").cards == ["notice/privacy", "handoff/form"], step


def test_an_unreachable_database_loses_nothing(
    visitor: WebsiteClient, inbox: Inbox, database: Path
) -> None:
    visitor.say("leave a message")
    confirm = visitor.say(LINES)
    before = len(messages(inbox))
    with inbox_away(database):
        failed = tap(visitor, confirm, "Send")
    assert failed.cards == ["error/unavailable", "handoff/form"]
    assert "could not be stored" in failed.messages[0]["text"]
    assert "Contact: 555 0134" in failed.messages[1]["text"]
    assert len(messages(inbox)) == before
    assert tap(visitor, failed, "Send").cards == ["handoff/sent"]
    assert len(messages(inbox)) == before + 1


@contextmanager
def inbox_away(database: Path) -> Iterator[None]:
    """The table of messages is not where it is looked for; the conversations' are."""
    rename = "ALTER TABLE {} RENAME TO {}"
    tables = ("kneadwise_messages", "kneadwise_messages_away")
    with connect(database) as connection:
        connection.execute(rename.format(*tables))
    try:
        yield
    finally:
        with connect(database) as connection:
            connection.execute(rename.format(*reversed(tables)))

"""Messages are kept once, listed, marked and counted, in SQLite and PostgreSQL."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from sqlalchemy import select

from inbox.message import PracticeMessage
from inbox.schema import DELIVERIES
from inbox.store import Inbox, InboxUnavailable, open_inbox
from stores.connection import connect
from tests.inbox.messages import AT, MESSAGES, message


def test_a_message_is_kept_as_it_was(inbox: Inbox) -> None:
    odd = message(name="Zoë \x00 \ud800 \U0001f486", about="it's\r\n\u2028 100 % \\u0041")
    assert inbox.add(odd)
    entry = inbox.get(odd.id)
    assert entry is not None
    assert entry.message == odd
    assert entry.state == "new"
    states = [(d.way, d.state, d.attempts, d.finished_at) for d in entry.deliveries]
    assert states == [("email", "waiting", 0, None), ("webhook", "waiting", 0, None)]


@settings(max_examples=15, deadline=None)
@given(MESSAGES)
def test_every_message_is_kept_as_it_was(whole: PracticeMessage) -> None:
    with tempfile.TemporaryDirectory() as directory:
        inbox = open_inbox({"KNEADWISE_TRACKER_URL": f"sqlite:///{directory}/kept.db"})
        assert inbox.add(whole)
        (entry,) = inbox.list()
        inbox.engine.dispose()
    assert entry.message == whole
    # Nothing is configured: it stays in the inbox.
    assert entry.deliveries == ()


def test_the_same_consent_is_one_message(inbox: Inbox) -> None:
    assert inbox.add(message())
    assert not inbox.add(message(name="Somebody else"))
    (entry,) = inbox.list()
    assert entry.message == message()
    assert len(entry.deliveries) == 2


def test_of_many_at_once_one_stores_it(inbox: Inbox) -> None:
    inbox.counts()
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda _: inbox.add(message()), range(8)))
    assert sorted(added) == [False] * 7 + [True]
    with inbox.engine.connect() as connection:
        assert len(connection.execute(select([DELIVERIES])).fetchall()) == 2


def test_newest_come_first_and_states_are_counted(inbox: Inbox) -> None:
    for number in range(4):
        inbox.add(message(number, created_at=AT + timedelta(minutes=number)))
    assert inbox.mark(message(1).id, "read")
    assert inbox.mark(message(2).id, "done")
    assert not inbox.mark("nobody", "done")
    assert [e.message.id for e in inbox.list()] == [message(n).id for n in (3, 2, 1, 0)]
    assert [e.message.id for e in inbox.list("new", limit=1)] == [message(3).id]
    assert [e.message.id for e in inbox.list("done")] == [message(2).id]
    assert inbox.counts() == {"new": 2, "read": 1, "done": 1}
    assert inbox.get("nobody") is None


def test_a_state_that_there_is_not_is_refused(inbox: Inbox) -> None:
    inbox.add(message())
    with pytest.raises(ValueError, match="new, read, done"):
        inbox.mark(message().id, "lost")  # type: ignore[arg-type]


def test_what_was_given_up_can_be_tried_again(inbox: Inbox) -> None:
    inbox.add(message())
    assert not inbox.deliver_again(message().id)
    given_up = DELIVERIES.update().where(DELIVERIES.c.way == "email")
    with inbox.engine.begin() as connection:
        connection.execute(given_up.values(state="failed", finished_at=1.0, first_tried_at=1.0))
    assert inbox.failed() == 1
    assert inbox.deliver_again(message().id)
    assert inbox.failed() == 0
    entry = inbox.get(message().id)
    assert entry is not None
    assert [(d.state, d.finished_at) for d in entry.deliveries] == [("waiting", None)] * 2


def test_a_database_that_is_away_is_said(tmp_path: Path) -> None:
    inbox = Inbox(connect(f"sqlite:///{tmp_path / 'missing' / 'conversations.db'}"))
    with pytest.raises(InboxUnavailable):
        inbox.add(message())
    away = Inbox(connect("postgresql://nobody@127.0.0.1:1/nothing"))
    with pytest.raises(InboxUnavailable):
        away.counts()

"""What is kept goes with its conversation, in SQLite and in PostgreSQL."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain

from kneadwise.services import PostgresServer
from learning.unanswered import MOST_CHARACTERS, UNANSWERED, drop, keep, kept
from stores.erasing import erase, forget
from stores.retention import Rules, apply
from tests.stores.conversations import DAY, bytes_of, save

TODAY = date(2026, 5, 20)
RULES = Rules(session_hours=24, redact_hours=24, retention_days=30)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    server = PostgresServer(tmp_path_factory.mktemp("postgresql"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SQLTrackerStore]:
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'conversations.db'}"
    else:
        address = request.getfixturevalue("server").url
    store = SQLTrackerStore(Domain.empty(), host=address)
    yield store
    UNANSWERED.drop(store.engine, checkfirst=True)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM events")
    store.engine.dispose()


def texts(store: SQLTrackerStore, today: date = TODAY) -> list[str]:
    return [message.text for message in kept(store.engine, 30, today)]


async def test_it_is_erased_with_its_conversation(store: SQLTrackerStore) -> None:
    assert texts(store) == []
    for name in ("one", "two", "three"):
        await save(store, name, 0)
        assert keep(store.engine, name, f"do you have {name}", 30, TODAY)
    assert texts(store) == ["do you have one", "do you have two", "do you have three"]
    erase(store.engine, "one", "visitor")
    forget(store.engine, "two")
    assert texts(store) == ["do you have three"]


async def test_retention_takes_it_too(store: SQLTrackerStore) -> None:
    now = time.time()
    today = date.fromtimestamp(now)
    await save(store, "old", 31 * DAY)
    await save(store, "goes on", 0)
    keep(store.engine, "old", "from the old chat", 30, today)
    keep(store.engine, "goes on", "too old by itself", 30, today - timedelta(days=31))
    keep(store.engine, "goes on", "young", 90, today)
    apply(store.engine, RULES, now)
    assert [message.text for message in kept(store.engine, 90, today)] == ["young"]


async def test_nothing_is_kept_of_a_conversation_that_is_gone(store: SQLTrackerStore) -> None:
    await save(store, "here", 0)
    assert not keep(store.engine, "gone", "do you have wifi", 30, TODAY)
    assert texts(store) == []


async def test_the_row_tells_neither_conversation_nor_time(store: SQLTrackerStore) -> None:
    await save(store, "secret-id", 0)
    keep(store.engine, "secret-id", "do\0 you \ud83d have wifi" + "x" * 900, 30, TODAY)
    with store.engine.connect() as connection:
        (row,) = connection.execute(UNANSWERED.select()).mappings()
    assert set(row) == {"id", "conversation", "day", "text"}
    assert "secret-id" not in str(dict(row))
    assert row["day"] == TODAY
    assert len(row["text"]) == MOST_CHARACTERS


async def test_what_is_answered_is_dropped(store: SQLTrackerStore) -> None:
    await save(store, "a", 0)
    for text in ("one", "two"):
        keep(store.engine, "a", text, 30, TODAY)
    first, _ = kept(store.engine, 30, TODAY)
    assert drop(store.engine, [first.id]) == 1
    assert texts(store) == ["two"]


async def test_sqlite_keeps_no_byte_of_what_is_erased(tmp_path: Path) -> None:
    path = tmp_path / "conversations.db"
    store = SQLTrackerStore(Domain.empty(), host=f"sqlite:///{path}")
    await save(store, "one", 0, text="x")
    keep(store.engine, "one", "CANARY-wifi", 30, TODAY)
    assert b"CANARY-wifi" in bytes_of(path)
    erase(store.engine, "one", "visitor")
    assert b"CANARY-wifi" not in bytes_of(path)

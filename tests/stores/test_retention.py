"""What is due is redacted and erased, and nothing else is touched."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import event as sql_event
from sqlalchemy.engine import Engine

from stores.audit import AUDIT, digest
from stores.erasing import erase, forget
from stores.retention import Rules, apply
from stores.schema import EVENTS
from tests.stores.conversations import CANARY, DAY, HOUR, bytes_of, save, sql_store

RULES = Rules(session_hours=24, redact_hours=24, retention_days=30)


@pytest.mark.parametrize(
    ("rules", "age", "expected"),
    [
        (RULES, 0, None),
        (RULES, 24 * HOUR - 1, None),
        (RULES, 24 * HOUR, "redact"),
        (RULES, 30 * DAY - 1, "redact"),
        (RULES, 30 * DAY, "erase"),
        # A chat that may go on is never touched.
        (Rules(48, 1, 1), 47 * HOUR, None),
        (Rules(48, 1, 1), 48 * HOUR, "erase"),
        (Rules(2, 1, 30), 1.5 * HOUR, None),
        (Rules(1, 2, 30), 1.5 * HOUR, None),
        # A clock that was set back.
        (RULES, -HOUR, None),
    ],
)
def test_what_is_due(rules: Rules, age: float, expected: str | None) -> None:
    assert rules.what(age) == expected


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "conversations.db"


def audit(engine: Engine) -> list[tuple[str, str, str, int]]:
    with engine.connect() as connection:
        rows = connection.execute(AUDIT.select().order_by(AUDIT.c.id)).mappings()
        return [(r["what"], r["by"], r["conversation"], r["events"]) for r in rows]


async def test_each_is_treated_by_its_last_event(path: Path) -> None:
    store = sql_store(path)
    await save(store, "old", 40 * DAY, 31 * DAY, text=f"{CANARY}-old")
    await save(store, "over", 40 * DAY, 2 * DAY, text=f"{CANARY}-over")
    await save(store, "going on", 40 * DAY, 1 * HOUR, text=f"{CANARY}-going-on")
    looked = apply(store.engine, RULES, time.time(), dry_run=True)
    assert f"{CANARY}-old".encode() in bytes_of(path)
    done = apply(store.engine, RULES, time.time())
    assert looked == done
    assert (set(done.erased), set(done.redacted)) == ({"old"}, {"over"})
    # Nothing is left in free pages or in the log either.
    kept = bytes_of(path)
    assert f"{CANARY}-old".encode() not in kept
    assert f"{CANARY}-over".encode() not in kept
    assert f"{CANARY}-going-on".encode() in kept
    assert set(await store.keys()) == {"over", "going on"}
    tracker = await store.retrieve_full_tracker("over")
    assert tracker is not None
    assert len(tracker.events) == done.redacted["over"]
    assert audit(store.engine) == [
        ("erased", "retention", digest("old"), done.erased["old"]),
        ("redacted", "retention", digest("over"), done.redacted["over"]),
    ]


async def test_nothing_is_done_twice(path: Path) -> None:
    store = sql_store(path)
    await save(store, "over", 2 * DAY)
    assert apply(store.engine, RULES, time.time()).redacted
    again = apply(store.engine, RULES, time.time())
    assert (again.redacted, again.erased) == ({}, {})
    assert len(audit(store.engine)) == 1


async def test_a_conversation_that_goes_on_meanwhile_is_left_alone(path: Path) -> None:
    store = sql_store(path)
    await save(store, "over", 2 * DAY)
    await save(store, "old", 31 * DAY)

    came: list[str] = []

    def another_event(connection: object, cursor: object, statement: str, *_: object) -> None:
        # After retention has looked, before it has begun to write.
        if statement == "PRAGMA secure_delete = ON" and not came:
            came.extend(("over", "old"))
            with store.engine.begin() as other:
                for id_ in came:
                    row = {"sender_id": id_, "type_name": "user", "timestamp": time.time()}
                    other.execute(EVENTS.insert().values(data="{}", **row))

    sql_event.listen(store.engine, "before_cursor_execute", another_event)
    done = apply(store.engine, RULES, time.time())
    assert came
    assert (done.redacted, done.erased) == ({}, {})
    assert CANARY.encode() in bytes_of(path)


async def test_what_rasa_cannot_read_is_erased(path: Path) -> None:
    store = sql_store(path)
    await save(store, "broken", 2 * DAY)
    with store.engine.begin() as connection:
        connection.execute(EVENTS.update().values(data=f"{CANARY}{{"))
    apply(store.engine, RULES, time.time())
    assert CANARY.encode() not in bytes_of(path)


async def test_an_ended_session_leaves_nothing(path: Path) -> None:
    store = sql_store(path)
    await save(store, "ended", 0)
    forget(store.engine, "ended")
    # A message that was being answered while the operator erased it.
    await save(store, "ended", 0)
    done = apply(store.engine, RULES, time.time())
    assert set(done.erased) == {"ended"}
    assert CANARY.encode() not in bytes_of(path)


@pytest.fixture(params=["delete", "wal"])
def journal(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def test_erasing_one_of_many_leaves_no_copy_in_the_files(path: Path, journal: str) -> None:
    store = sql_store(path)
    with store.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA journal_mode = {journal}")
    for number in range(40):
        await save(store, f"c{number}", 0, text=f"{CANARY}-{number:02}-" + "x" * (number * 97))
    for number in range(0, 40, 3):
        assert erase(store.engine, f"c{number}", "visitor") > 0
        assert f"{CANARY}-{number:02}-".encode() not in bytes_of(path)
    assert f"{CANARY}-01-".encode() in bytes_of(path)
    assert {by for _, by, _, _ in audit(store.engine)} == {"visitor"}


async def test_the_audit_names_nobody(path: Path) -> None:
    store = sql_store(path)
    await save(store, "somebody", 0)
    erase(store.engine, "somebody", "visitor")
    assert b"somebody" not in bytes_of(path)


def test_an_empty_database_is_no_error(path: Path) -> None:
    store = sql_store(path)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE events")
    assert apply(store.engine, RULES, time.time()).erased == {}

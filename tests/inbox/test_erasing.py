"""A conversation's messages go with it, wherever it is erased, and are in its visitor's copy."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from inbox.claims import claim_next
from inbox.migrating import migrate
from inbox.schema import DELIVERIES, MESSAGES
from inbox.store import Inbox
from stores.audit import AUDIT, digest
from stores.database import open_database
from stores.erasing import erase, forget
from stores.export import export, find, is_kept
from stores.retention import Rules, apply
from tests.inbox.messages import CANARY, message
from tests.stores.conversations import DAY, HOUR, bytes_of, save

RULES = Rules(session_hours=24, redact_hours=24, retention_days=30)


@pytest.fixture
def store(url: str) -> SQLTrackerStore:
    return SQLTrackerStore(Domain.empty(), host=url)


@pytest.fixture
def engine(store: SQLTrackerStore, url: str, tmp_path: Path) -> Engine:
    """As commands reach it."""
    return open_database({"KNEADWISE_TRACKER_URL": url}, tmp_path)


def left(engine: Engine, number: int = 0, age: float = 0.0) -> bool:
    """Whether the inbox still has a message; None of its deliveries outlives it."""
    inbox = Inbox(engine, ("email",))
    is_left = inbox.get(message(number).id) is not None
    count = select([func.count()]).where(DELIVERIES.c.message_id == message(number).id)
    with engine.connect() as connection:
        assert connection.execute(count).scalar() == (1 if is_left else 0)
    return is_left


def put(engine: Engine, number: int, age: float = 0.0) -> None:
    """Passes a message on, `age` seconds ago, in a conversation of its own."""
    at = datetime.fromtimestamp(time.time() - age, timezone.utc)
    Inbox(engine, ("email",)).add(message(number, created_at=at))


def audit(engine: Engine) -> list[tuple[str, str, str, int]]:
    with engine.connect() as connection:
        rows = connection.execute(AUDIT.select().order_by(AUDIT.c.id)).mappings()
        return [(r["what"], r["by"], r["conversation"], r["events"]) for r in rows]


async def test_erasing_takes_messages_and_what_waits(
    store: SQLTrackerStore, engine: Engine
) -> None:
    for number in range(2):
        await save(store, f"conversation-{number}", 0)
        put(engine, number)
    events = erase(engine, "conversation-0", "visitor")
    assert not left(engine, 0)
    assert left(engine, 1)
    claim = claim_next(Inbox(engine), "email", time.time() + 1, 60)
    assert claim is not None
    assert claim.message.id == message(1).id
    assert claim_next(Inbox(engine), "email", time.time() + 1, 60) is None
    forget(engine, "conversation-1")
    assert not left(engine, 1)
    assert audit(engine)[:2] == [
        ("erased", "visitor", digest("conversation-0"), events),
        ("messages_erased", "visitor", digest("conversation-0"), 1),
    ]
    assert [line[1] for line in audit(engine)[2:]] == ["operator", "operator"]


async def test_nothing_of_an_erased_message_is_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "conversations.db"
    store = SQLTrackerStore(Domain.empty(), host=f"sqlite:///{path}")
    await save(store, "conversation-0", 0, text="hello")
    put(store.engine, 0)
    assert CANARY.encode() in bytes_of(path)
    erase(store.engine, "conversation-0", "visitor")
    assert CANARY.encode() not in bytes_of(path)


async def test_retention_keeps_messages_as_long_as_their_conversation(
    store: SQLTrackerStore, engine: Engine
) -> None:
    # Redacted, expired; and three that were stored while their conversation was being erased.
    for number, age in enumerate((2 * DAY, 31 * DAY)):
        await save(store, f"conversation-{number}", age)
        put(engine, number, age)
    put(engine, 2, 2 * DAY)
    put(engine, 3, HOUR)
    put(engine, 4, HOUR)
    forget(engine, "conversation-4")
    put(engine, 4, HOUR)
    looked = apply(engine, RULES, time.time(), dry_run=True)
    assert [left(engine, number) for number in range(5)] == [True] * 5
    done = apply(engine, RULES, time.time())
    assert looked == done
    assert set(done.redacted) == {"conversation-0"}
    assert set(done.erased) == {f"conversation-{n}" for n in (1, 2, 4)}
    # The third's conversation is perhaps just beginning.
    assert [left(engine, number) for number in range(5)] == [True, False, False, True, False]


async def test_a_copy_has_the_messages_and_their_words_find_it(
    store: SQLTrackerStore, engine: Engine
) -> None:
    await save(store, "conversation-0", 0, text="hello")
    put(engine, 0)
    kept = export(engine, "conversation-0")
    assert kept is not None
    (passed_on,) = kept["passed_on"]
    assert (passed_on["name"], passed_on["about"]) == ("Jo Tester", message().about)
    assert find(engine, "555 010 0177") == find(engine, "jo tester") == ["conversation-0"]
    assert find(engine, "nobody") == []
    # Of one whose events are gone, too.
    put(engine, 1)
    assert is_kept(engine, "conversation-1")
    assert export(engine, "conversation-1") is not None
    assert not is_kept(engine, "conversation-2")


@pytest.mark.parametrize("revision", [None, "1"])
async def test_a_database_of_an_older_version_is_served(
    store: SQLTrackerStore, engine: Engine, revision: str | None
) -> None:
    await save(store, "conversation-0", 0)
    if revision is not None:
        migrate(engine, revision)
        row = {"id": "m", "conversation_id": "conversation-0", "data": "{}"}
        with engine.begin() as connection:
            connection.execute(MESSAGES.insert().values(state="new", created_at=1.0, **row))
    assert apply(engine, RULES, time.time()).erased == {}
    assert export(engine, "conversation-0") is not None
    assert erase(engine, "conversation-0", "visitor") > 0
    assert not is_kept(engine, "conversation-0")

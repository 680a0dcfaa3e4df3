"""The same on PostgreSQL: what is due is done, and its dump and its table hold nothing more."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain

from kneadwise.services import PostgresServer, program
from stores.audit import AUDIT
from stores.database import open_database
from stores.erasing import forget
from stores.export import export, find
from stores.retention import Rules, apply
from tests.stores.conversations import CANARY, DAY, HOUR, save

RULES = Rules(session_hours=24, redact_hours=24, retention_days=30)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    server = PostgresServer(tmp_path_factory.mktemp("postgresql"))
    server.start()
    yield server
    server.stop()


def dump(server: PostgresServer) -> str:
    return server.run([program("pg_dump", "postgresql-client"), server.url])


async def test_redacting_erasing_exporting_and_forgetting(
    server: PostgresServer, tmp_path: Path
) -> None:
    store = SQLTrackerStore(Domain.empty(), host=server.url)
    await save(store, "old", 31 * DAY, text=f"{CANARY}-old")
    await save(store, "over", 2 * DAY, text=f"{CANARY}-over")
    await save(store, "going on", HOUR, text="jo@example.com")
    await save(store, "forgotten", 0, text=f"{CANARY}-forgotten")
    engine = open_database({"KNEADWISE_TRACKER_URL": server.url}, tmp_path)
    assert CANARY in dump(server)
    done = apply(engine, RULES, time.time())
    assert (set(done.erased), set(done.redacted)) == ({"old"}, {"over"})
    assert find(engine, "JO@example.com") == ["going on"]
    copy = export(engine, "going on")
    assert copy is not None
    assert copy["answers"]["concern"]["quote"] == "jo@example.com"
    assert forget(engine, "forgotten") == 15
    assert apply(engine, RULES, time.time()).erased == {}
    assert CANARY not in dump(server)
    tracker = await store.retrieve_full_tracker("over")
    assert tracker is not None
    assert len(tracker.events) == done.redacted["over"]
    with engine.connect() as connection:
        lines = connection.execute(AUDIT.select().order_by(AUDIT.c.id)).mappings()
        assert [(line["what"], line["by"]) for line in lines] == [
            ("erased", "retention"),
            ("redacted", "retention"),
            ("exported", "operator"),
            ("erased", "operator"),
        ]

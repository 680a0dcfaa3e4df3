"""An older database is brought up to date with nothing lost, whoever starts first."""

from __future__ import annotations

import json
import logging
import subprocess
import sys

import pytest
from sqlalchemy import inspect
from sqlalchemy.engine import Engine

from inbox.claims import claim_next
from inbox.migrating import migrate
from inbox.schema import MESSAGES, METADATA
from inbox.store import Inbox, InboxUnavailable
from kneadwise.environment import ROOT
from tests.inbox.messages import message

START = "from inbox.store import open_inbox; print(open_inbox().counts())"


def keep(engine: Engine, count: int) -> None:
    """Stores messages as the first revision did."""
    with engine.begin() as connection:
        for number in range(count):
            row = {"created_at": float(number), "data": json.dumps(message(number).as_json())}
            here = {"id": message(number).id, "conversation_id": f"c{number}", "state": "read"}
            connection.execute(MESSAGES.insert().values(**here, **row))


def test_messages_of_an_older_database_are_all_there(engine: Engine) -> None:
    migrate(engine, "1")
    assert not inspect(engine).has_table("kneadwise_deliveries")
    keep(engine, 25)
    inbox = Inbox(engine, ("email",))
    assert inbox.counts() == {"new": 0, "read": 25, "done": 0}
    assert [e.message for e in inbox.list()] == [message(n) for n in range(25)][::-1]
    # They were never to be e-mailed, and aren't all of a sudden.
    assert claim_next(inbox, "email", 1e12, 60) is None
    assert inbox.add(message(99))
    assert claim_next(inbox, "email", 1e12, 60) is not None


def test_the_last_revision_makes_the_tables_that_are_used(engine: Engine) -> None:
    migrate(engine)
    for table in METADATA.tables.values():
        columns = {c["name"]: c for c in inspect(engine).get_columns(table.name)}
        assert set(columns) == set(table.columns.keys())
        for column in table.columns:
            assert columns[column.name]["nullable"] == column.nullable, column
        indexes = {index["name"] for index in inspect(engine).get_indexes(table.name)}
        assert {index.name for index in table.indexes} <= indexes


def test_other_tables_and_logging_are_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('of-another-program')")
    logger = logging.getLogger("alembic.runtime.migration")
    before = (logging.root.handlers[:], logging.root.level, logger.disabled, logger.level)
    migrate(engine)
    assert (logging.root.handlers, logging.root.level, logger.disabled, logger.level) == before
    with engine.connect() as connection:
        theirs = connection.exec_driver_sql("SELECT version_num FROM alembic_version").fetchall()
        ours = connection.exec_driver_sql("SELECT * FROM kneadwise_inbox_version").fetchall()
    assert [tuple(row) for row in theirs] == [("of-another-program",)]
    assert [tuple(row) for row in ours] == [("2",)]


def test_processes_that_start_together_do_not_break(engine: Engine, url: str) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", START],
            cwd=ROOT,
            env={"KNEADWISE_TRACKER_URL": url},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in started:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        assert "'new': 0" in out


def test_a_newer_database_is_not_touched(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE kneadwise_inbox_version SET version_num = '99'")
    with pytest.raises(InboxUnavailable, match="newer version"):
        Inbox(engine).counts()

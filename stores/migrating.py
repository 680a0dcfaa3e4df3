"""Brings tables of ours up to date by alembic; several processes may do it at once."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

# So long a process waits for others that start with it, in SQLite.
RETRY_SECONDS = 10.0
PAUSE_SECONDS = 0.1
# alembic's context is one for the process, whatever tables it upgrades.
_one_at_a_time = threading.Lock()


class NewerTables(Exception):
    """The database has a revision that is unknown here: it is of a newer version."""


@dataclass(frozen=True)
class Revisions:
    """The revisions of some tables.

    Attributes:
        scripts: alembic's folder, whose `env.py` names a version table of its own.
        lock: any number that no other tables have: processes that start together agree on it.
    """

    scripts: Path
    lock: int


def upgrade(engine: Engine, revisions: Revisions, revision: str = "head") -> None:
    """Upgrades tables in one transaction; other tables are left alone.

    Args:
        engine: the database, SQLite or PostgreSQL.
        revisions: of which tables.
        revision: up to which.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if the database doesn't answer, or stays locked.
        NewerTables: if it has a revision that is unknown here.
    """
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        try:
            with _one_at_a_time:
                _upgrade(engine, revisions, revision)
            return
        except CommandError as error:
            raise NewerTables(revisions.scripts.parent.name) from error
        except OperationalError as error:
            # SQLite's file, while another process starts. In PostgreSQL the lock below waits.
            if "locked" not in str(error.orig) or time.monotonic() > deadline:
                raise
            time.sleep(PAUSE_SECONDS)


def _upgrade(engine: Engine, revisions: Revisions, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(revisions.scripts).replace("%", "%%"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select([func.pg_advisory_xact_lock(revisions.lock)]))
        elif engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

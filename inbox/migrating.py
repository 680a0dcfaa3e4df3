"""Brings the inbox's tables up to date; several processes may do it at once."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

SCRIPTS = Path(__file__).with_name("migrations")
# Any number but the events' one: processes that start together agree on it.
MIGRATION_LOCK = 5_323_922
# So long a process waits for others that start with it, in SQLite.
RETRY_SECONDS = 10.0
PAUSE_SECONDS = 0.1
# alembic's context is one for the process.
_one_at_a_time = threading.Lock()


class NewerInbox(Exception):
    """The database is of a newer version of Kneadwise than this one."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrades the inbox's tables in one transaction; other tables are left alone.

    Args:
        engine: the database, SQLite or PostgreSQL.
        revision: up to which.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if the database doesn't answer, or stays locked.
        NewerInbox: if it has a revision that is unknown here.
    """
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        try:
            with _one_at_a_time:
                _upgrade(engine, revision)
            return
        except CommandError as error:
            raise NewerInbox("The inbox is of a newer version of Kneadwise.") from error
        except OperationalError as error:
            # SQLite's file, while another process starts. In PostgreSQL the lock below waits.
            if "locked" not in str(error.orig) or time.monotonic() > deadline:
                raise
            time.sleep(PAUSE_SECONDS)


def _upgrade(engine: Engine, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select([func.pg_advisory_xact_lock(MIGRATION_LOCK)]))
        elif engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

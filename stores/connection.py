"""How the conversations' database is reached: what is lost when, and how long is waited."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import QueuePool

# Nobody waits longer for a database that doesn't answer: the visitor is told instead.
WAIT_SECONDS = 5
CONNECTIONS = 5


def connect(address: str) -> Engine:
    """The engine of a database that may be away for a while.

    SQLite writes its log to the disk at every commit, so that what was acknowledged survives
    a power failure, and readers don't wait for writers. PostgreSQL's connections are tried
    before they are used, and its statements are bounded in time.

    Args:
        address: an SQLAlchemy address, sqlite or postgresql.

    Returns:
        The engine; nothing is connected yet.

    Raises:
        sqlalchemy.exc.ArgumentError: if the address can't be read.
    """
    url = make_url(address)
    options: dict[str, Any] = {"poolclass": QueuePool, "pool_size": CONNECTIONS}
    if url.get_backend_name() == "sqlite":
        options["connect_args"] = {"timeout": WAIT_SECONDS, "check_same_thread": False}
    elif url.get_backend_name() == "postgresql":
        milliseconds = WAIT_SECONDS * 1000
        options["pool_pre_ping"] = True
        options["connect_args"] = {
            "connect_timeout": WAIT_SECONDS,
            "options": f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}",
        }
    engine = create_engine(url, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()

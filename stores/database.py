"""The database of the conversations: its address, its tables, transactions that erase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Float, MetaData, String, Table, create_engine, inspect
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from inbox.schema import DELIVERIES, MESSAGES
from insights.schema import COUNTED
from stores.schema import EVENTS

METADATA = MetaData()
# Sessions that their visitor or the operator ended: their tokens are refused.
ENDED = Table(
    "kneadwise_ended_sessions",
    METADATA,
    Column("conversation_id", String(64), primary_key=True),
    Column("ended_at", Float, nullable=False),
)
# Seconds that a command waits while the server writes.
WAIT_SECONDS = 30
# While a SQLite file is written anew nobody else can write: a second or two at this size.
MOST_BYTES_WRITTEN_ANEW = 256 * 1024 * 1024


class NoDatabase(Exception):
    """There is no database of conversations; the message says where it was looked for."""


def open_database(environment: Mapping[str, str], root: Path) -> Engine:
    """The database that `KNEADWISE_TRACKER_URL` names.

    Args:
        environment: as `kneadwise.environment.process_environment` gives it.
        root: the project; a relative SQLite file is looked for there, as the servers do.

    Raises:
        NoDatabase: where it isn't there, or no conversation was ever kept in it.
    """
    try:
        url = make_url(environment["KNEADWISE_TRACKER_URL"])
    except ArgumentError as error:
        raise NoDatabase("KNEADWISE_TRACKER_URL is no address of a database.") from error
    options: dict[str, Any] = {}
    if url.get_backend_name() == "sqlite":
        file = root / (url.database or "")
        if not url.database or not file.is_file():
            raise NoDatabase(f"There is no database at {file}. Is KNEADWISE_TRACKER_URL right?")
        url = url.set(database=str(file))
        options = {"timeout": WAIT_SECONDS}
    engine = create_engine(url, connect_args=options)
    try:
        found = has_events(engine)
    except DatabaseError as error:
        shown = url.render_as_string(hide_password=True)
        raise NoDatabase(f"{shown} doesn't answer: {error.orig}".strip()) from error
    if not found:
        raise NoDatabase(f"{url.render_as_string(hide_password=True)} has no conversations yet.")
    return engine


def has_events(engine: Engine) -> bool:
    """Whether Rasa's table is there."""
    return bool(inspect(engine).has_table(EVENTS.name))


def ensure(engine: Engine, table: Table) -> None:
    """Creates a table of ours where it is missing; several processes may try at once."""
    try:
        table.create(engine, checkfirst=True)
    except DatabaseError:
        if not inspect(engine).has_table(table.name):
            raise


@contextmanager
def erasing(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else writes events, and whose erasures are overwritten.

    SQLite leaves deleted text in free pages and in its log unless it is told otherwise.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
        with connection.begin():
            if is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            elif engine.dialect.name == "postgresql":
                connection.exec_driver_sql("LOCK TABLE events IN SHARE ROW EXCLUSIVE MODE")
            yield connection
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def compact(engine: Engine, is_less: bool = True) -> None:
    """Has the database let go of what was erased, now or since it was done last.

    Args:
        engine: the database.
        is_less: whether something was erased just now. SQLite's file is written anew then, while
            it is small: what is erased is overwritten there at once anyway.
    """
    name = engine.dialect.name
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if name == "postgresql":
            for table in (EVENTS, MESSAGES, DELIVERIES, COUNTED):
                if inspect(connection).has_table(table.name):
                    connection.exec_driver_sql(f"VACUUM {table.name}")
        elif name == "sqlite" and is_less:
            pages, size = (
                connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
                for pragma in ("page_count", "page_size")
            )
            if pages * size <= MOST_BYTES_WRITTEN_ANEW:
                connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

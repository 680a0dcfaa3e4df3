"""Takes away what a chat was counted for, in the caller's transaction; the counts stay."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import inspect
from sqlalchemy.engine import Connection

from insights.counting import digest
from insights.schema import COUNTED


def erase_marks(connection: Connection, conversation_id: str) -> None:
    """Erases the marks of a chat; the database may be of a version without them."""
    if has_marks(connection):
        here = COUNTED.c.chat == digest(conversation_id)
        connection.execute(COUNTED.delete().where(here))


def prune_marks(connection: Connection, retention_days: float, today: date) -> None:
    """Erases marks that are older than any chat is kept, whatever became of it."""
    if has_marks(connection):
        before = COUNTED.c.day < today - timedelta(days=int(retention_days) + 1)
        connection.execute(COUNTED.delete().where(before))


def has_marks(connection: Connection) -> bool:
    """Whether the database has such a table."""
    return bool(inspect(connection).has_table(COUNTED.name))

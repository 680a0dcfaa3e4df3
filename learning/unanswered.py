"""Messages that were not understood, kept for the practice to answer (docs/privacy.md)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Column, Date, Integer, String, Table, Text, inspect, select
from sqlalchemy.engine import Connection, Engine

from stores.database import METADATA, ensure
from stores.schema import EVENTS

UNANSWERED = Table(
    "kneadwise_unanswered",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    # The day only: a time would lead to the visitor in other logs.
    Column("day", Date, nullable=False, index=True),
    Column("text", Text, nullable=False),
)
MOST_CHARACTERS = 300
# So many are shown to the practice; a flood of nonsense must not fill the database.
MOST_KEPT = 2000


@dataclass(frozen=True)
class Unanswered:
    """One message.

    Attributes:
        id: its row.
        day: on which it was sent, in the practice's time zone.
        text: masked.
    """

    id: int
    day: date
    text: str


def digest(conversation_id: str) -> str:
    """The conversation's name here: who has its id can find it to erase it.

    The id is the key. It is a keyed hash itself (`channels.website.sessions`) that nobody can
    guess, and it is gone from the database together with the conversation.
    """
    return hmac.new(conversation_id.encode(), b"kneadwise unanswered", hashlib.sha256).hexdigest()


def keep(engine: Engine, conversation_id: str, text: str, retention_days: int, today: date) -> bool:
    """Keeps a message, unless its conversation has been erased meanwhile.

    Args:
        engine: the database of the conversations.
        conversation_id: whose message; kept as its digest only.
        text: as `learning.noticing.to_keep` gives it.
        retention_days: older messages are dropped.
        today: in the practice's time zone.

    Returns:
        Whether it was kept.
    """
    ensure(engine, UNANSWERED)
    text = text.replace("\0", "").encode("utf-8", "replace").decode()[:MOST_CHARACTERS]
    with engine.connect() as connection, connection.begin():
        _keep_erasures_out(connection)
        prune(connection, retention_days, today)
        here = select([EVENTS.c.id]).where(EVENTS.c.sender_id == conversation_id).limit(1)
        if connection.execute(here).first() is None:
            return False
        row = {"conversation": digest(conversation_id), "day": today, "text": text}
        connection.execute(UNANSWERED.insert().values(**row))
        oldest = select([UNANSWERED.c.id]).order_by(UNANSWERED.c.id.desc()).offset(MOST_KEPT)
        too_old = [id_ for (id_,) in connection.execute(oldest.limit(1))]
        for id_ in too_old:
            connection.execute(UNANSWERED.delete().where(UNANSWERED.c.id <= id_))
    return True


def _keep_erasures_out(connection: Connection) -> None:
    # Both locks exclude the one of `stores.database.erasing`: what is erased in between would
    # otherwise leave this message behind.
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE events IN ROW EXCLUSIVE MODE")


def kept(engine: Engine, retention_days: int, today: date) -> list[Unanswered]:
    """The messages of the last `retention_days`, oldest first."""
    if not inspect(engine).has_table(UNANSWERED.name):
        return []
    columns = [UNANSWERED.c.id, UNANSWERED.c.day, UNANSWERED.c.text]
    since = UNANSWERED.c.day >= today - timedelta(days=retention_days)
    with engine.connect() as connection:
        rows = connection.execute(select(columns).where(since).order_by(UNANSWERED.c.id))
        return [Unanswered(*row) for row in rows]


def drop(engine: Engine, ids: Iterable[int]) -> int:
    """Drops messages that the practice has answered or wants to ignore; how many there were."""
    if not inspect(engine).has_table(UNANSWERED.name):
        return 0
    with engine.begin() as connection:
        here = UNANSWERED.c.id.in_(list(ids))
        return int(connection.execute(UNANSWERED.delete().where(here)).rowcount)


def erase_unanswered(connection: Connection, conversation_id: str) -> None:
    """Erases what is kept of a conversation, in the caller's transaction."""
    if inspect(connection).has_table(UNANSWERED.name):
        here = UNANSWERED.c.conversation == digest(conversation_id)
        connection.execute(UNANSWERED.delete().where(here))


def prune(connection: Connection, retention_days: float, today: date) -> None:
    """Drops what is older than `retention_days`, in the caller's transaction."""
    if inspect(connection).has_table(UNANSWERED.name):
        before = UNANSWERED.c.day < today - timedelta(days=int(retention_days))
        connection.execute(UNANSWERED.delete().where(before))

"""What was done with conversations, by whom and when; nothing of what stood in them."""

from __future__ import annotations

import hashlib
import time
from typing import Literal

from sqlalchemy import Column, Float, Integer, String, Table, func, select
from sqlalchemy.engine import Connection

from stores.database import METADATA

What = Literal["erased", "redacted", "exported", "messages_erased"]
By = Literal["visitor", "operator", "retention"]
AUDIT = Table(
    "kneadwise_audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("what", String(16), nullable=False),
    Column("by", String(16), nullable=False),
    Column("conversation", String(64), nullable=False, index=True),
    Column("events", Integer, nullable=False),
)
# Long enough to show that a wish was followed; nobody is named in it.
KEPT_DAYS = 730
DAY_SECONDS = 24 * 3600


def digest(conversation_id: str) -> str:
    """The conversation's name in the audit: who has its id can find it, and nobody else."""
    return hashlib.sha256(b"kneadwise audit " + conversation_id.encode()).hexdigest()


def record(
    connection: Connection,
    what: What,
    by: By,
    conversation_id: str,
    events: int,
    at: float | None = None,
) -> None:
    """Writes one line, in the transaction in which it is done.

    Args:
        connection: of that transaction.
        what: was done.
        by: whom.
        conversation_id: kept as its digest only.
        events: how many events it was done to, or messages to the practice.
        at: seconds since 1970; now where not given.
    """
    at = time.time() if at is None else at
    connection.execute(AUDIT.delete().where(AUDIT.c.at < at - KEPT_DAYS * DAY_SECONDS))
    line = {"at": at, "what": what, "by": by, "events": events}
    connection.execute(AUDIT.insert().values(conversation=digest(conversation_id), **line))


def redacted_at(connection: Connection) -> dict[str, float]:
    """When each conversation was redacted last, by its digest."""
    latest = select([AUDIT.c.conversation, func.max(AUDIT.c.at)])
    found = connection.execute(
        latest.where(AUDIT.c.what == "redacted").group_by(AUDIT.c.conversation)
    )
    return {str(conversation): float(at) for conversation, at in found}

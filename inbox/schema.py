"""The inbox's tables, as the latest revision in `migrations/versions/` leaves them."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text, inspect
from sqlalchemy.engine import Connection

METADATA = MetaData()
MESSAGES = Table(
    "kneadwise_messages",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("conversation_id", String(255), nullable=False, index=True),
    # new, read, done.
    Column("state", String(16), nullable=False),
    # Seconds since 1970, as in every table here.
    Column("created_at", Float, nullable=False),
    # The message's JSON, in ASCII: a NUL or half a character, which PostgreSQL refuses, is
    # escaped in it.
    Column("data", Text, nullable=False),
)
# One row for each message and each way on which it goes to the practice.
DELIVERIES = Table(
    "kneadwise_deliveries",
    METADATA,
    Column("message_id", String(64), primary_key=True),
    Column("way", String(16), primary_key=True),
    # waiting, delivered, failed.
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_tried_at", Float),
    Column("due_at", Float, nullable=False),
    # Who delivers it just now, and until when nobody else may.
    Column("claim", String(36)),
    Column("claimed_until", Float, nullable=False),
    Column("finished_at", Float),
    Index("kneadwise_deliveries_due", "way", "state", "due_at"),
)


def has_messages(connection: Connection) -> bool:
    """Whether the database has an inbox at all: one of an older version hasn't."""
    return bool(inspect(connection).has_table(MESSAGES.name))


def has_deliveries(connection: Connection) -> bool:
    """Whether it has the second revision's table."""
    return bool(inspect(connection).has_table(DELIVERIES.name))

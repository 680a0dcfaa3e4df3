"""The tables of counts, as the latest revision in `migrations/versions/` leaves them."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, MetaData, String, Table

METADATA = MetaData()
LONGEST_WHAT = 120
# How many chats showed what on which day: nothing of any single chat.
COUNTS = Table(
    "kneadwise_counts",
    METADATA,
    # In the practice's time zone; the day on which the chats began.
    Column("day", Date, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("what", String(LONGEST_WHAT), primary_key=True),
    Column("number", Integer, nullable=False),
)
# What a chat that isn't over was counted for. Erased with the chat, and when it is redacted.
COUNTED = Table(
    "kneadwise_counted",
    METADATA,
    # A keyed hash of the conversation's id (`insights.counting.digest`).
    Column("chat", String(64), primary_key=True),
    Column("what", String(LONGEST_WHAT), primary_key=True),
    Column("day", Date, nullable=False, index=True),
)

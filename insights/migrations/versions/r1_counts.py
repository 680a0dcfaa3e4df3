"""Counts by day, and what a chat was counted for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    """Makes both tables."""
    op.create_table(
        "kneadwise_counts",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("what", sa.String(120), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_table(
        "kneadwise_counted",
        sa.Column("chat", sa.String(64), primary_key=True),
        sa.Column("what", sa.String(120), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
    )
    op.create_index("ix_kneadwise_counted_day", "kneadwise_counted", ["day"])

"""Deliveries by e-mail and webhook: what waits, who has it in hand, what was delivered.

Messages from before were only ever read in the inbox: nothing of them waits.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Makes the table of deliveries."""
    op.create_table(
        "kneadwise_deliveries",
        sa.Column("message_id", sa.String(64), primary_key=True),
        sa.Column("way", sa.String(16), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("first_tried_at", sa.Float),
        sa.Column("due_at", sa.Float, nullable=False),
        sa.Column("claim", sa.String(36)),
        sa.Column("claimed_until", sa.Float, nullable=False),
        sa.Column("finished_at", sa.Float),
    )
    op.create_index("kneadwise_deliveries_due", "kneadwise_deliveries", ["way", "state", "due_at"])

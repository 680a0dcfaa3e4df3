"""Conversations of the tests, as far as counting asks for them, and what was counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.engine import Engine

from insights.schema import COUNTED, COUNTS
from stores.schema import EVENTS

DAY = date(2026, 5, 1)


def keep(engine: Engine, ids: Iterable[str]) -> None:
    """Stores an event of each conversation, so that it is there."""
    with engine.begin() as connection:
        for id_ in ids:
            row = {"sender_id": id_, "number": 1, "type_name": "user", "timestamp": 1.0}
            connection.execute(EVENTS.insert().values(**row, data="{}"))


def clear(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in (COUNTS, COUNTED, EVENTS):
            connection.execute(table.delete())


def counted(engine: Engine) -> dict[tuple[date, str, str], int]:
    with engine.connect() as connection:
        rows = connection.execute(COUNTS.select())
        return {(row.day, row.kind, row.what): row.number for row in rows}


def marks(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return sorted(row.chat for row in connection.execute(COUNTED.select()))

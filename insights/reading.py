"""Reads counts from the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.engine import Engine

from insights.migrating import migrate
from insights.schema import COUNTS


@dataclass(frozen=True)
class Count:
    """How many chats began on a day and showed something; of openings, how many there were."""

    day: date
    kind: str
    what: str
    number: int


def counts(engine: Engine, first: date, last: date) -> list[Count]:
    """The counts of some days.

    Args:
        engine: the database of the conversations.
        first: the first day, in the practice's time zone.
        last: the last day, included.

    Returns:
        By day; none for a day on which nothing was counted.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if the database doesn't answer.
        stores.migrating.NewerTables: if it is of a newer version.
    """
    migrate(engine)
    wanted = COUNTS.select().where(COUNTS.c.day.between(first, last)).order_by(COUNTS.c.day)
    with engine.connect() as connection:
        return [Count(*row) for row in connection.execute(wanted)]

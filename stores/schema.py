"""Rasa's table of events with a number for each event of a conversation, and how it got it."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, String, Text, func, inspect, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import declarative_base

Base = declarative_base()
NUMBERED = "kneadwise_events_numbered"
# Any number: the servers that start together and share a database agree on it.
MIGRATION_LOCK = 5_323_921


class EventRow(Base):  # type: ignore[misc, valid-type]
    """An event as Rasa's SQLTrackerStore keeps it, and its number in the conversation.

    Two servers that answer one conversation at once would write the same number:
    the second one fails, instead of leaving a conversation of two threads.
    """

    __tablename__ = "events"
    __table_args__ = (Index(NUMBERED, "sender_id", "number", unique=True),)

    id = Column(Integer, primary_key=True)
    sender_id = Column(String(255), nullable=False, index=True)
    number = Column(Integer)
    type_name = Column(String(255), nullable=False)
    timestamp = Column(Float)
    intent_name = Column(String(255))
    action_name = Column(String(255))
    data = Column(Text)


EVENTS = EventRow.__table__


def migrate(engine: Engine) -> None:
    """Makes the table, or numbers the events of one that Rasa's own store has made.

    Several servers may do it at once.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if the database doesn't answer.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select([func.pg_advisory_xact_lock(MIGRATION_LOCK)]))
        elif engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        Base.metadata.create_all(connection)
        if "number" not in {column["name"] for column in inspect(connection).get_columns("events")}:
            _number(connection)


def _number(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE events ADD COLUMN number INTEGER")
    earlier = EVENTS.alias()
    count = (
        select([func.count() + 1])
        .where(earlier.c.sender_id == EVENTS.c.sender_id, earlier.c.id < EVENTS.c.id)
        .scalar_subquery()
    )
    connection.execute(EVENTS.update().values(number=count))
    next(index for index in EVENTS.indexes if index.name == NUMBERED).create(connection)

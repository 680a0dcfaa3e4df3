"""Sessions that their visitor ended: their tokens are refused until they expire anyway."""

from __future__ import annotations

import time
from typing import Protocol

from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from sqlalchemy import select
from sqlalchemy.engine import Engine

from channels.website.conversations import underlying
from stores.database import ENDED, ensure


class EndedSessions(Protocol):
    """Remembers ended conversations."""

    def add(self, conversation_id: str) -> None:
        """Remembers that the conversation was ended."""

    def holds(self, conversation_id: str) -> bool:
        """Whether the conversation was ended."""


class SqlEndedSessions:
    """In the tracker store's own database; rows are pruned when their token has expired."""

    def __init__(self, engine: Engine, lifetime_seconds: float) -> None:
        self._engine = engine
        self._lifetime = lifetime_seconds
        self._table = ENDED
        ensure(engine, ENDED)

    def add(self, conversation_id: str) -> None:
        """See `EndedSessions`."""
        if self.holds(conversation_id):
            return
        now = time.time()
        with self._engine.begin() as connection:
            expired = self._table.c.ended_at < now - self._lifetime
            connection.execute(self._table.delete().where(expired))
            row = {"conversation_id": conversation_id, "ended_at": now}
            connection.execute(self._table.insert().values(**row))

    def holds(self, conversation_id: str) -> bool:
        """See `EndedSessions`."""
        column = self._table.c.conversation_id
        with self._engine.connect() as connection:
            found = connection.execute(select([column]).where(column == conversation_id))
            return found.first() is not None


class MemoryEndedSessions:
    """For tracker stores without a database; forgets when the process ends."""

    def __init__(self) -> None:
        self._ended: set[str] = set()

    def add(self, conversation_id: str) -> None:
        """See `EndedSessions`."""
        self._ended.add(conversation_id)

    def holds(self, conversation_id: str) -> bool:
        """See `EndedSessions`."""
        return conversation_id in self._ended


def ended_sessions(store: TrackerStore, lifetime_seconds: float) -> EndedSessions:
    """The memory of ended sessions that fits a tracker store."""
    inner = underlying(store)
    if isinstance(inner, SQLTrackerStore):
        return SqlEndedSessions(inner.engine, lifetime_seconds)
    return MemoryEndedSessions()

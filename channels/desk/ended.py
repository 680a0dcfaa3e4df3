"""Logins that were logged out: their cookie no longer counts, at any worker."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from channels.website.ended_sessions import SqlEndedSessions


class EndedLogins:
    """In the conversations' database, where the chat's ended sessions are."""

    def __init__(self, engine: Engine, lifetime_seconds: float) -> None:
        """Connects to nothing yet.

        Args:
            engine: the database.
            lifetime_seconds: of the chat's sessions; no login lasts longer.
        """
        self._engine = engine
        self._lifetime = lifetime_seconds
        self._store: SqlEndedSessions | None = None

    def add(self, id_: str) -> None:
        """Remembers that a login was ended; raises `SQLAlchemyError`."""
        self._ended().add(_row(id_))

    def holds(self, id_: str) -> bool:
        """Whether a login was ended; raises `SQLAlchemyError`."""
        return self._ended().holds(_row(id_))

    def _ended(self) -> SqlEndedSessions:
        if self._store is None:
            self._store = SqlEndedSessions(self._engine, self._lifetime)
        return self._store


def _row(id_: str) -> str:
    # No conversation's id has a colon.
    return f"desk:{id_}"

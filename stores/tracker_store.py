"""Rasa's tracker store on a database: it never exits, never forgets silently, reads little."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import func, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from stores.connection import connect
from stores.recent import Recent, RecentConversations
from stores.schema import EVENTS, EventRow, migrate
from stores.window import latest_session, shortened, window, without_old_cards

logger = logging.getLogger(__name__)


class StoreUnavailable(Exception):
    """The database doesn't answer; nothing was read or written."""


class ConversationMoved(Exception):
    """Another server has written to the conversation meanwhile; nothing was written."""


class ConversationStore(SQLTrackerStore):
    """Keeps conversations in SQLite or PostgreSQL.

    Differs from Rasa's `SQLTrackerStore` in this: a fault of the database is raised as
    `StoreUnavailable` and never ends the process; two servers can't both add to a
    conversation; recent conversations are remembered, and read again only where the
    database holds other events; Rasa is given the last turns of a long one (`window`).

    Attributes:
        gives_whole_conversations: whether Rasa is given every turn of a session.
    """

    SQLEvent = EventRow

    def __init__(
        self,
        domain: Domain | None = None,
        host: str = "",
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        """Creates the store; the database may be away.

        Args:
            domain: Rasa's domain.
            host: the database's SQLAlchemy address (`url` in endpoints.yml).
            event_broker: as Rasa's.
            kwargs: as Rasa's.
        """
        self.engine = connect(host)
        self.sessionmaker = sessionmaker(bind=self.engine)
        self.gives_whole_conversations = False
        self._is_migrated = False
        self._recent = RecentConversations()
        TrackerStore.__init__(self, domain, event_broker, **kwargs)
        try:
            self._migrate()
        except StoreUnavailable:
            logger.error("The database of the conversations doesn't answer yet.")

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A session of SQLAlchemy's, as Rasa's own methods use it.

        Raises:
            StoreUnavailable: if the database doesn't answer.
        """
        self._migrate()
        with _as_unavailable(), self.sessionmaker() as session:
            yield session

    def check(self) -> None:
        """Asks the database.

        Raises:
            StoreUnavailable: if it doesn't answer.
        """
        with self._connection() as connection:
            connection.execute(select([1]))

    def forget(self, conversation_id: str) -> None:
        """Drops what is remembered of a conversation beside the database."""
        self._recent.drop(conversation_id)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation's latest session, of a long one the last turns.

        Raises:
            StoreUnavailable: if the database doesn't answer.
        """
        recent = self._current(sender_id)
        if not recent.number:
            return None
        tracker = DialogueStateTracker.from_events(sender_id, recent.events, self.domain.slots)
        _remember_stored(tracker, recent.number)
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Every event of the conversation.

        Raises:
            StoreUnavailable: if the database doesn't answer.
        """
        events = await self.events(conversation_id)
        if not events:
            return None
        tracker = DialogueStateTracker.from_events(conversation_id, events, self.domain.slots)
        _remember_stored(tracker, self._current(conversation_id).number)
        return tracker

    async def events(self, conversation_id: str) -> list[Event]:
        """Every event of the conversation, oldest first; none where there is none.

        Raises:
            StoreUnavailable: if the database doesn't answer.
        """
        with self._connection() as connection:
            return _read(connection, conversation_id)

    async def events_since(self, conversation_id: str, message_id: str) -> Sequence[Event]:
        """The visitor's message with this id and at least what the bot answered.

        Args:
            conversation_id: the conversation.
            message_id: as the client sent it.

        Returns:
            Events among which those are; none where no such message is stored.

        Raises:
            StoreUnavailable: if the database doesn't answer.
        """
        recent = self._current(conversation_id)
        if message_id not in recent.message_ids:
            return ()
        if any(_message_id(event) == message_id for event in recent.events):
            return recent.events
        return await self.events(conversation_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores what is new in a tracker that this store gave, or in a new one.

        Raises:
            StoreUnavailable: if the database doesn't answer.
            ConversationMoved: if the conversation has other events than the tracker knows.
        """
        await self.stream_events(tracker)
        number, given = getattr(tracker, "stored", (0, 0))
        new = list(tracker.events)[given:]
        if not new:
            return
        written = [_columns(event) for event in new]
        with self._connection() as connection, connection.begin():
            rows = [
                {"sender_id": tracker.sender_id, "number": number + at, **columns}
                for at, columns in enumerate(written, start=1)
            ]
            try:
                connection.execute(EVENTS.insert(), rows)
            except IntegrityError as error:
                self._recent.drop(tracker.sender_id)
                raise ConversationMoved from error
        before = self._recent.get(tracker.sender_id)
        number += len(new)
        _remember_stored(tracker, number)
        if given and (before is None or before.number != number - len(new)):
            # What came before isn't remembered: the next turn reads it.
            self._recent.drop(tracker.sender_id)
            return
        self._remember(
            tracker.sender_id,
            number,
            before.message_ids if before else set(),
            before.events if before else [],
            # As they will be read: the same answer with and without a memory.
            deserialise_events([json.loads(columns["data"]) for columns in written]),
        )

    def _current(self, conversation_id: str) -> Recent:
        """What the database holds, remembered or read now."""
        with self._connection() as connection:
            latest = select([func.max(EVENTS.c.number)])
            found = connection.execute(latest.where(EVENTS.c.sender_id == conversation_id))
            number = int(found.scalar() or 0)
            recent = self._recent.get(conversation_id)
            if recent is not None and recent.number == number:
                return recent
            events = _read(connection, conversation_id) if number else []
        return self._remember(conversation_id, number, set(), [], events)

    def _remember(
        self,
        conversation_id: str,
        number: int,
        message_ids: set[str],
        before: Iterable[Event],
        new: Sequence[Event],
    ) -> Recent:
        message_ids |= {id_ for id_ in map(_message_id, new) if id_}
        if self.gives_whole_conversations:
            events = latest_session([*before, *new])
        else:
            # What was remembered before is short already.
            session = without_old_cards(latest_session([*before, *map(shortened, new)]))
            events = window(conversation_id, session, self.domain.slots)
        recent = Recent(number, message_ids, events)
        if number:
            self._recent.put(conversation_id, recent)
        return recent

    def _migrate(self) -> None:
        if not self._is_migrated:
            with _as_unavailable():
                migrate(self.engine)
            self._is_migrated = True

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        self._migrate()
        with _as_unavailable(), self.engine.connect() as connection:
            yield connection


def _columns(event: Event) -> dict[str, Any]:
    """What Rasa's own store writes of an event."""
    written = event.as_dict()
    intent = (written.get("parse_data") or {}).get("intent") or {}
    return {
        "type_name": event.type_name,
        "timestamp": written.get("timestamp"),
        "intent_name": intent.get("name"),
        "action_name": written.get("name"),
        "data": json.dumps(written),
    }


@contextmanager
def _as_unavailable() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreUnavailable(type(error).__name__) from error


def _read(connection: Connection, conversation_id: str) -> list[Event]:
    here = select([EVENTS.c.data]).where(EVENTS.c.sender_id == conversation_id)
    rows = connection.execute(here.order_by(EVENTS.c.number))
    return list(deserialise_events([json.loads(data) for (data,) in rows]))


def _remember_stored(tracker: DialogueStateTracker, number: int) -> None:
    """Notes on a tracker which of its events are stored: the last number, and how many."""
    tracker.stored = (number, len(tracker.events))


def _message_id(event: Event) -> str | None:
    return event.message_id if isinstance(event, UserUttered) else None

"""The messages in the database: added, read, marked, counted."""

from __future__ import annotations

import builtins
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Literal, cast, get_args

from sqlalchemy import func, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from inbox.delivery.settings import DeliverySettings, Way
from inbox.message import PracticeMessage
from inbox.migrating import NewerInbox, migrate
from inbox.schema import DELIVERIES, MESSAGES
from stores.connection import connect

State = Literal["new", "read", "done"]
DeliveryState = Literal["waiting", "delivered", "failed"]
STATES: tuple[State, ...] = get_args(State)
LISTED = 200


class InboxUnavailable(Exception):
    """The database doesn't answer, or is of a newer version; nothing was read or written."""


@dataclass(frozen=True)
class Delivery:
    """How far a message is on one way to the practice.

    Attributes:
        way: e-mail or webhook.
        state: waiting (for its first or next attempt), delivered, or failed: given up.
        attempts: how many were begun.
        finished_at: when it was delivered or given up, UTC; None while it waits.
    """

    way: Way
    state: DeliveryState
    attempts: int
    finished_at: datetime | None


@dataclass(frozen=True)
class Entry:
    """A message in the inbox, what the staff has done with it, and how it was delivered."""

    message: PracticeMessage
    state: State
    deliveries: tuple[Delivery, ...]


class Inbox:
    """Messages to the practice, in the conversations' database.

    Every method raises `InboxUnavailable` where the database doesn't answer.

    Attributes:
        engine: the database.
        ways: on which new messages are delivered.
    """

    def __init__(self, engine: Engine, ways: Sequence[Way] = ()) -> None:
        """Connects to nothing yet: the tables are brought up to date at the first use.

        Args:
            engine: the database of the conversations.
            ways: those on which new messages are to be delivered.
        """
        self.engine = engine
        self.ways = tuple(ways)
        self._is_migrated = False

    def add(self, message: PracticeMessage) -> bool:
        """Stores a message, and that it is to be delivered on each way, or nothing at all.

        Args:
            message: its id says whether it is there already.

        Returns:
            False where it was, and nothing was changed.

        Raises:
            InboxUnavailable: then nothing was stored.
            ValueError: if `created_at` has no time zone.
        """
        written = message.as_json()
        row = {
            "id": message.id,
            "conversation_id": message.conversation_id,
            "state": "new",
            "created_at": message.created_at.timestamp(),
            "data": json.dumps(written),
        }
        waiting = {"state": "waiting", "attempts": 0, "due_at": time.time(), "claimed_until": 0.0}
        rows = [{"message_id": message.id, "way": way, **waiting} for way in self.ways]
        with self.writing() as connection:
            here = select([MESSAGES.c.id]).where(MESSAGES.c.id == message.id)
            if connection.execute(here).first() is not None:
                return False
            try:
                with connection.begin_nested():
                    connection.execute(MESSAGES.insert().values(**row))
            except IntegrityError:
                # Another process has stored it in between.
                return False
            if rows:
                connection.execute(DELIVERIES.insert(), rows)
        return True

    def get(self, id_: str) -> Entry | None:
        """A message by its id; None where there is none."""
        found = self._entries(MESSAGES.select().where(MESSAGES.c.id == id_))
        return found[0] if found else None

    def list(self, state: State | None = None, limit: int = LISTED) -> builtins.list[Entry]:
        """Messages, newest first.

        Args:
            state: only those; all where None.
            limit: at most so many.
        """
        wanted = MESSAGES.select().order_by(MESSAGES.c.created_at.desc(), MESSAGES.c.id)
        if state is not None:
            wanted = wanted.where(MESSAGES.c.state == state)
        return self._entries(wanted.limit(limit))

    def mark(self, id_: str, state: State) -> bool:
        """Notes what the staff has done with a message.

        Returns:
            False where there is no such message.

        Raises:
            ValueError: for a state that there isn't.
        """
        if state not in STATES:
            raise ValueError(f"a message's state is one of {', '.join(STATES)}")
        marked = MESSAGES.update().where(MESSAGES.c.id == id_).values(state=state)
        with self.writing() as connection:
            return bool(connection.execute(marked).rowcount)

    def counts(self) -> dict[State, int]:
        """How many messages are in each state, 0 included."""
        counted = select([MESSAGES.c.state, func.count()]).group_by(MESSAGES.c.state)
        with self.reading() as connection:
            found = {str(state): int(count) for state, count in connection.execute(counted)}
        return {state: found.get(state, 0) for state in STATES}

    def failed(self) -> int:
        """How many messages could not be delivered on some way, and were given up."""
        counted = select([func.count(DELIVERIES.c.message_id.distinct())])
        with self.reading() as connection:
            given_up = counted.where(DELIVERIES.c.state == "failed")
            return int(connection.execute(given_up).scalar() or 0)

    def deliver_again(self, id_: str) -> bool:
        """Tries again on the ways that were given up, as if they were new.

        Returns:
            False where nothing of this message was given up.
        """
        here = (DELIVERIES.c.message_id == id_) & (DELIVERIES.c.state == "failed")
        anew = {"state": "waiting", "due_at": time.time(), "first_tried_at": None}
        with self.writing() as connection:
            changed = DELIVERIES.update().where(here).values(finished_at=None, **anew)
            return bool(connection.execute(changed).rowcount)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to tables that are up to date; `InboxUnavailable` where it fails."""
        with _as_unavailable():
            if not self._is_migrated:
                migrate(self.engine)
                self._is_migrated = True
            with self.engine.connect() as connection:
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The same in a transaction, undone where anything is raised in it."""
        with self.reading() as connection, connection.begin():
            if connection.dialect.name == "sqlite":
                # Otherwise two that read first and write then would fail instead of waiting.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def _entries(self, wanted: Any) -> builtins.list[Entry]:
        with self.reading() as connection:
            rows = connection.execute(wanted).mappings().fetchall()
            ids = [row["id"] for row in rows]
            here = DELIVERIES.select().where(DELIVERIES.c.message_id.in_(ids))
            found = connection.execute(here.order_by(DELIVERIES.c.way)).mappings().fetchall()
        deliveries: dict[str, builtins.list[Delivery]] = {}
        for row in found:
            deliveries.setdefault(row["message_id"], []).append(_delivery(row))
        return [_entry(row, deliveries.get(row["id"], ())) for row in rows]


def open_inbox(environment: Mapping[str, str] | None = None) -> Inbox:
    """The inbox in the database of `KNEADWISE_TRACKER_URL`.

    Its tables are brought up to date at the first use, so that a server starts even while the
    database is away.

    Args:
        environment: the process's own where None. A relative SQLite file is looked for in the
            current folder, as the servers do.

    Raises:
        ValueError: naming the setting to mend.
    """
    settings = DeliverySettings.of(environment)
    return Inbox(connect(settings.tracker_url), settings.ways)


def _delivery(row: Mapping[str, Any]) -> Delivery:
    at = row["finished_at"]
    finished = None if at is None else datetime.fromtimestamp(at, timezone.utc)
    return Delivery(cast(Way, row["way"]), row["state"], int(row["attempts"]), finished)


def _entry(row: Mapping[str, Any], deliveries: Iterable[Delivery]) -> Entry:
    message = PracticeMessage.from_json(json.loads(row["data"]))
    return Entry(message, row["state"], tuple(deliveries))


@contextmanager
def _as_unavailable() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise InboxUnavailable(type(error).__name__) from error
    except NewerInbox as error:
        raise InboxUnavailable(str(error)) from error

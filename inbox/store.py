"""The messages in the database: added, read, marked, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.engine import Engine

from inbox.message import PracticeMessage

State = Literal["new", "read", "done"]
Way = Literal["email", "webhook"]
DeliveryState = Literal["waiting", "delivered", "failed"]


class InboxUnavailable(Exception):
    """The database doesn't answer; nothing was read or written."""


@dataclass(frozen=True)
class Delivery:
    """How far a message is on one way to the practice."""

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
    """Messages to the practice."""

    def __init__(self, engine: Engine, ways: Sequence[Way] = ()) -> None:
        """`ways` are those on which new messages are to be delivered."""
        raise NotImplementedError

    def add(self, message: PracticeMessage) -> bool:
        """Stores a message and what is to be delivered; False where it was there already."""
        raise NotImplementedError

    def get(self, id_: str) -> Entry | None:
        """A message by its id."""
        raise NotImplementedError

    def list(self, state: State | None = None, limit: int = 200) -> list[Entry]:
        """Messages, newest first."""
        raise NotImplementedError

    def mark(self, id_: str, state: State) -> bool:
        """Sets the state; False where there is no such message."""
        raise NotImplementedError

    def counts(self) -> dict[State, int]:
        """How many messages are in each state."""
        raise NotImplementedError

    def erase(self, conversation_id: str) -> int:
        """Erases a conversation's messages; how many there were."""
        raise NotImplementedError


def open_inbox(environment: Mapping[str, str] | None = None) -> Inbox:
    """The inbox of KNEADWISE_TRACKER_URL, its tables up to date; the process's own environment
    where none is given. Raises `InboxUnavailable`, `ValueError` (a setting to mend).
    """
    raise NotImplementedError

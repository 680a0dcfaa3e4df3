"""What a server remembers of recent conversations, so that it needn't read them anew."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, field

from rasa.shared.core.events import Event

# A chat that pauses longer is read from the database again.
IDLE_SECONDS = 1800.0
# About 10 kB an event: some 100 MB where as many as this are remembered.
MOST_EVENTS = 10_000


@dataclass
class Recent:
    """A conversation as it was stored last.

    Attributes:
        number: of its last event in the database, 0 for none.
        message_ids: of every message of the visitor's.
        events: that a turn needs: what led here in short, then the last turns whole.
        used_at: monotonic seconds.
    """

    number: int
    message_ids: set[str]
    events: list[Event]
    used_at: float = field(default_factory=time.monotonic)


class RecentConversations:
    """The conversations used last, oldest use first; bounded in events and in idle time."""

    def __init__(self, most_events: int = MOST_EVENTS, idle_seconds: float = IDLE_SECONDS) -> None:
        """Creates an empty memory.

        Args:
            most_events: how many events are remembered in all.
            idle_seconds: how long a conversation is remembered after its last use.
        """
        self._most = most_events
        self._idle = idle_seconds
        self._kept: OrderedDict[str, Recent] = OrderedDict()
        self._events = 0

    def get(self, conversation_id: str) -> Recent | None:
        """What is remembered of a conversation."""
        self._drop_idle()
        recent = self._kept.get(conversation_id)
        if recent is not None:
            recent.used_at = time.monotonic()
            self._kept.move_to_end(conversation_id)
        return recent

    def put(self, conversation_id: str, recent: Recent) -> None:
        """Remembers a conversation, and drops the oldest where it gets too much."""
        self.drop(conversation_id)
        self._kept[conversation_id] = recent
        self._events += len(recent.events)
        while self._events > self._most and self._kept:
            self._drop_oldest()

    def drop(self, conversation_id: str) -> None:
        """Forgets a conversation."""
        recent = self._kept.pop(conversation_id, None)
        if recent is not None:
            self._events -= len(recent.events)

    def _drop_idle(self) -> None:
        before = time.monotonic() - self._idle
        while self._kept and next(iter(self._kept.values())).used_at < before:
            self._drop_oldest()

    def _drop_oldest(self) -> None:
        _, oldest = self._kept.popitem(last=False)
        self._events -= len(oldest.events)

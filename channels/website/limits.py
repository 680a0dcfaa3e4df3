"""Limits that are checked before anything costly runs, in memory of this process."""

from __future__ import annotations

import math
import time

from channels.website.problems import Problem
from channels.website.settings import WebsiteSettings
from channels.website.windows import MovingWindow

MINUTE = 60.0
HOUR = 3600.0
# Of a key's hundred bytes and more; a practice's website has a few hundred visitors a day.
MOST_KEYS = 50_000
BUSY_SECONDS = 2


class RateLimits:
    """Counts what visitors do; raises `Problem` 429 with `Retry-After`."""

    def __init__(self, settings: WebsiteSettings) -> None:
        """Creates the counts of a server; its settings say how much is allowed."""

        def window(most: int, seconds: float) -> MovingWindow:
            return MovingWindow(most, seconds, MOST_KEYS)

        self._messages = window(settings.messages_per_minute, MINUTE)
        self._messages_of_address = window(settings.messages_per_minute_per_address, MINUTE)
        self._reads = window(settings.reads_per_minute, MINUTE)
        self._reads_of_address = window(settings.reads_per_minute_per_address, MINUTE)
        self._sessions = window(settings.sessions_per_hour_per_address, HOUR)

    def count_message(self, conversation_id: str, address: str) -> None:
        """Counts a message of a conversation from an address."""
        _hit(self._messages, conversation_id)
        _hit(self._messages_of_address, address)

    def count_form(self, address: str) -> None:
        """Counts a form of the guide, which has no session, only an address."""
        _hit(self._messages_of_address, address)

    def count_read(self, conversation_id: str, address: str) -> None:
        """Counts a look at a conversation, or its end, from an address."""
        _hit(self._reads, conversation_id)
        _hit(self._reads_of_address, address)

    def count_look(self, address: str) -> None:
        """Counts a look at what is public, from an address."""
        _hit(self._reads_of_address, address)

    def count_session(self, address: str) -> None:
        """Counts a new session from an address."""
        _hit(self._sessions, address)


def check_room(running: int, most: int) -> None:
    """Refuses a turn where the server answers as many as it can.

    Raises:
        Problem: 503.
    """
    if running >= most:
        raise Problem(503, "Many visitors are writing. Please try again.", BUSY_SECONDS)


def _hit(window: MovingWindow, key: str) -> None:
    wait = window.hit(key, time.monotonic())
    if wait:
        seconds = max(1, math.ceil(wait))
        raise Problem(429, "Too many at once. Please wait a moment.", retry_after=seconds)

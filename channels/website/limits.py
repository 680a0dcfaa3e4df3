"""Rate limits, by session and by address, in memory of this process."""

from __future__ import annotations

import math
import time

from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from channels.website.problems import Problem
from channels.website.settings import WebsiteSettings


class RateLimits:
    """Counts messages and sessions; raises `Problem` 429 with `Retry-After`."""

    def __init__(self, settings: WebsiteSettings) -> None:
        # The limiter itself keeps only a weak reference to its storage.
        self._storage = MemoryStorage()
        self._limiter = MovingWindowRateLimiter(self._storage)
        self._by_session = RateLimitItemPerMinute(settings.messages_per_minute)
        self._by_address = RateLimitItemPerMinute(settings.messages_per_minute_per_address)
        self._sessions = RateLimitItemPerHour(settings.sessions_per_hour_per_address)

    def count_message(self, conversation_id: str, address: str) -> None:
        """Counts a message of a conversation from an address."""
        self._hit(self._by_session, "session", conversation_id)
        self._hit(self._by_address, "address", address)

    def count_session(self, address: str) -> None:
        """Counts a new session from an address."""
        self._hit(self._sessions, "sessions", address)

    def _hit(self, item: RateLimitItemPerMinute | RateLimitItemPerHour, *key: str) -> None:
        if self._limiter.hit(item, *key):
            return
        reset, _ = self._limiter.get_window_stats(item, *key)
        wait = max(1, math.ceil(reset - time.time()))
        raise Problem(429, "Too many at once. Please wait a moment.", retry_after=wait)

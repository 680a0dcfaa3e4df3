"""Locks of conversations inside one process: first come, first served, nothing left behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class WaitedTooLong(Exception):
    """The lock was not free within the time given."""


class MemoryLocks:
    """One lock for each conversation that somebody holds or waits for.

    Rasa's own looks every second whether it is its turn (`LockStore._acquire_lock`);
    here the next one is woken.
    """

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._users: dict[str, int] = {}

    def __len__(self) -> int:
        """How many conversations are held or waited for."""
        return len(self._locks)

    @asynccontextmanager
    async def hold(self, conversation_id: str, wait_seconds: float) -> AsyncIterator[None]:
        """Holds the conversation's lock inside the `async with`.

        Args:
            conversation_id: whose lock.
            wait_seconds: longest wait.

        Raises:
            WaitedTooLong: if it was not free in that time.
        """
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        self._users[conversation_id] = self._users.get(conversation_id, 0) + 1
        try:
            try:
                await asyncio.wait_for(lock.acquire(), wait_seconds)
            except asyncio.TimeoutError:
                raise WaitedTooLong(f"not free within {wait_seconds:g} s") from None
            try:
                yield
            finally:
                lock.release()
        finally:
            self._users[conversation_id] -= 1
            if not self._users[conversation_id]:
                del self._users[conversation_id], self._locks[conversation_id]

    async def close(self) -> None:
        """There is nothing to close."""

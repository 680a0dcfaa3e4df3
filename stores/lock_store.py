"""Rasa's lock store: one conversation's messages are answered one after another.

endpoints.yml names the class; which kind of lock it uses is `KNEADWISE_LOCK_STORE`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockError, LockStore
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from redis.exceptions import RedisError

from channels.website.settings import WebsiteSettings
from stores.memory_locks import MemoryLocks, WaitedTooLong
from stores.redis_locks import RedisLocks, Timing

IN_MEMORY = "in_memory"
REDIS = "redis"
# Added to a turn's longest time for what is done after it under the same lock.
MARGIN_SECONDS = 10.0


class ConversationLocks(LockStore):
    """Locks in this process's memory, or in Redis where several servers share conversations."""

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        """Creates it as Rasa does (`_load_from_module_name_in_endpoint_config`).

        Args:
            endpoint_config: `kind` is in_memory or redis, `url` the address of Redis,
                `processes` how many processes Rasa is told to start.

        Raises:
            RasaException: naming the setting to mend.
        """
        super().__init__()
        kind = str(endpoint_config.kwargs.get("kind"))
        self.longest_seconds = WebsiteSettings().turn_seconds + MARGIN_SECONDS
        self.is_shared = kind == REDIS
        if kind == REDIS:
            self._locks: MemoryLocks | RedisLocks = self._in_redis(endpoint_config.url)
        elif kind == IN_MEMORY:
            # Rasa starts several processes with any lock store of one's own.
            if str(endpoint_config.kwargs.get("processes", 1)) != "1":
                raise RasaException(
                    "SANIC_WORKERS is more than 1, but locks in memory hold in one process "
                    "only. Set KNEADWISE_LOCK_STORE=redis."
                )
            self._locks = MemoryLocks()
        else:
            raise RasaException(
                f"KNEADWISE_LOCK_STORE is {kind!r}; it must be {IN_MEMORY} or {REDIS}."
            )

    def _in_redis(self, url: str | None) -> RedisLocks:
        if not url:
            raise RasaException("KNEADWISE_LOCK_STORE=redis needs KNEADWISE_REDIS_URL.")
        try:
            return RedisLocks(url, Timing(longest=self.longest_seconds))
        except ValueError as error:
            # The address itself may hold a password.
            raise RasaException(f"KNEADWISE_REDIS_URL can't be used: {error}") from None

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float | None = None,
        wait_time_in_seconds: float = 1,
    ) -> AsyncIterator[TicketLock]:
        """Holds a conversation's lock; the next in line gets it when it is given back.

        Args:
            conversation_id: whose lock.
            lock_lifetime: longest wait in seconds; a turn's longest time where not given.
            wait_time_in_seconds: of Rasa's own stores; not needed here.

        Yields:
            A lock in name only: Rasa's callers don't use it.

        Raises:
            LockError: if it could not be had in time, or Redis doesn't answer.
        """
        wait_seconds = self.longest_seconds if lock_lifetime is None else lock_lifetime
        held = self._locks.hold(conversation_id, wait_seconds)
        try:
            await held.__aenter__()
        except (WaitedTooLong, RedisError, OSError) as error:
            raise LockError(
                f"A conversation's lock could not be had: {type(error).__name__}."
            ) from error
        try:
            yield TicketLock(conversation_id)
        except BaseException as error:
            await held.__aexit__(type(error), error, error.__traceback__)
            raise
        await held.__aexit__(None, None, None)

    async def close(self) -> None:
        """Closes the connections to Redis."""
        await self._locks.close()

    def get_lock(self, conversation_id: str) -> Any:
        """Locks are held by `lock`; there is nothing to read.

        Raises:
            NotImplementedError: always.
        """
        raise NotImplementedError("Use 'async with lock(conversation_id)'.")

    delete_lock = get_lock
    save_lock = get_lock

"""Locks of conversations for several servers: a queue of tickets in Redis, changed by scripts.

Rasa's own Redis store reads a lock, changes it and writes it back, so that tickets drawn at
the same moment are lost. Here each step is one Lua script, which Redis runs alone.

A ticket lives for a lease and is renewed by whoever holds or waits; one whose server was
killed is passed over when its lease is over. Who is stopped for longer than a lease may find
the lock in other hands: what it then writes, the tracker store must refuse.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from redis.asyncio import Redis
from redis.exceptions import RedisError

from stores.memory_locks import WaitedTooLong

logger = logging.getLogger(__name__)

T = TypeVar("T")

PREFIX = "kneadwise:lock:"
TICKET_BYTES = 16

# KEYS: the queue of tickets, when each expires. ARGV: ticket, lease in milliseconds.
# Draws the ticket where it isn't in the queue, renews it, drops expired ones before it,
# and returns how many are before it: 0 is the holder.
TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if not redis.call('HGET', KEYS[2], ARGV[1]) then
  redis.call('RPUSH', KEYS[1], ARGV[1])
end
redis.call('HSET', KEYS[2], ARGV[1], now + ARGV[2])
local before = 0
for _, ticket in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
  if ticket == ARGV[1] then break end
  local expires = redis.call('HGET', KEYS[2], ticket)
  if expires and tonumber(expires) > now then
    before = before + 1
  else
    redis.call('LREM', KEYS[1], 1, ticket)
    redis.call('HDEL', KEYS[2], ticket)
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return before
"""

# Renews the ticket only while it is the first: 1, or 0 where the lock was lost.
RENEW = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if redis.call('LINDEX', KEYS[1], 0) ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[2], ARGV[1], now + ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1
"""

# Gives the ticket back; nobody else's is touched.
LEAVE = """
redis.call('HDEL', KEYS[2], ARGV[1])
return redis.call('LREM', KEYS[1], 1, ARGV[1])
"""


@dataclass(frozen=True)
class Timing:
    """Seconds.

    Attributes:
        lease: after which the ticket of a server that was killed is passed over. A server
            whose event loop stands still for longer loses its lock.
        renew: between two renewals of the holder.
        poll: between two looks of one who waits.
        answer: longest wait for Redis itself.
        longest: a holder is no longer renewed after it.
    """

    longest: float
    lease: float = 6.0
    renew: float = 1.5
    poll: float = 0.05
    answer: float = 2.0


async def _whole(command: Awaitable[T]) -> T:
    """Sends a command to its end, and only then is cancelled.

    A cancellation that comes while Redis' client looks whether its connection is still
    readable (a timeout of 0 seconds) is taken for that timeout's own and lost. And a ticket
    still being drawn while it is given back would stay until its lease ends.
    """
    sending = asyncio.ensure_future(command)
    try:
        return await asyncio.shield(sending)
    except asyncio.CancelledError:
        await asyncio.wait([sending])
        if not sending.cancelled():
            sending.exception()
        raise


class RedisLocks:
    """A queue of tickets for each conversation, in Redis 5 or later."""

    def __init__(self, url: str, timing: Timing) -> None:
        """Creates it; Redis is called with the first lock.

        Args:
            url: redis://[user:password@]host:port/db, rediss:// for TLS, or unix://path.
            timing: of leases and waits.

        Raises:
            ValueError: for an address of another kind.
        """
        self._timing = timing
        self._redis: Redis[bytes] = Redis.from_url(
            url,
            socket_timeout=timing.answer,
            socket_connect_timeout=timing.answer,
            health_check_interval=30,
        )
        self._take = self._redis.register_script(TAKE)
        self._renew = self._redis.register_script(RENEW)
        self._leave = self._redis.register_script(LEAVE)

    @asynccontextmanager
    async def hold(self, conversation_id: str, wait_seconds: float) -> AsyncIterator[None]:
        """Holds the conversation's lock inside the `async with`.

        Args:
            conversation_id: whose lock.
            wait_seconds: longest wait.

        Raises:
            WaitedTooLong: if it was not free in that time.
            RedisError: if Redis doesn't answer before the lock is held.
        """
        # Braces: in a cluster both are on the same node.
        keys = [f"{PREFIX}{{{conversation_id}}}:{part}" for part in ("queue", "expires")]
        ticket = secrets.token_hex(TICKET_BYTES)
        try:
            await self._wait(keys, ticket, wait_seconds)
            renewing = asyncio.create_task(self._keep_renewing(keys, ticket))
            try:
                yield
            finally:
                renewing.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await renewing
        finally:
            # Whole: who is cancelled here would leave the others waiting for a lease.
            await _whole(self._give_back(keys, ticket))

    async def _wait(self, keys: list[str], ticket: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while await _whole(self._take(keys, [ticket, self._lease])):
            if time.monotonic() >= deadline:
                raise WaitedTooLong(f"not free within {seconds:g} s")
            await asyncio.sleep(self._timing.poll)

    @property
    def _lease(self) -> int:
        return int(self._timing.lease * 1000)

    async def _keep_renewing(self, keys: list[str], ticket: str) -> None:
        deadline = time.monotonic() + self._timing.longest
        while time.monotonic() < deadline:
            await asyncio.sleep(self._timing.renew)
            try:
                if not await _whole(self._renew(keys, [ticket, self._lease])):
                    logger.warning("A conversation's lock was lost while its turn went on.")
                    return
            except RedisError as error:
                logger.warning("A lock could not be renewed: %s", type(error).__name__)

    async def _give_back(self, keys: list[str], ticket: str) -> None:
        try:
            await self._leave(keys, [ticket])
        except RedisError as error:
            # What was done under it is done; the lease ends by itself.
            logger.warning("A lock could not be given back: %s", type(error).__name__)

    async def close(self) -> None:
        """Closes the connections."""
        await self._redis.close()

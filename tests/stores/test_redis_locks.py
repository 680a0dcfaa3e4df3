"""Locks in a real Redis, held by several processes that may be killed, stopped and cut off."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from kneadwise.environment import ROOT
from kneadwise.services import RedisServer
from stores.memory_locks import WaitedTooLong
from stores.redis_locks import RedisLocks, Timing

QUICK = Timing(longest=30, lease=1.0, renew=0.2, poll=0.01, answer=0.5)
PROCESSES, TURNS = 4, 50
# Adds 1 to the number in a file, reading and writing apart: only a lock keeps it right.
COUNTING = """
import asyncio, pathlib, sys
from stores.redis_locks import RedisLocks, Timing
async def main(url, file, turns):
    locks = RedisLocks(url, Timing(longest=30, lease=5, renew=1, poll=0.005))
    file = pathlib.Path(file)
    async def turn():
        async with locks.hold("counter", 60):
            number = int(file.read_text())
            await asyncio.sleep(0.001)
            file.write_text(str(number + 1))
    await asyncio.gather(*(turn() for _ in range(int(turns))))
    await locks.close()
asyncio.run(main(*sys.argv[1:]))
"""
HOLDING = """
import asyncio, sys
from stores.redis_locks import RedisLocks, Timing
async def main(url):
    async with RedisLocks(url, Timing(longest=60, lease=1, renew=0.2)).hold("killed", 5):
        print("held", flush=True)
        await asyncio.sleep(60)
asyncio.run(main(sys.argv[1]))
"""


def python(script: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@contextlib.asynccontextmanager
async def locks_of(server: RedisServer, timing: Timing = QUICK) -> AsyncIterator[RedisLocks]:
    locks = RedisLocks(server.url, timing)
    try:
        yield locks
    finally:
        await locks.close()


def test_no_turn_of_several_processes_is_lost(redis_server: RedisServer, tmp_path: Path) -> None:
    file = tmp_path / "number"
    file.write_text("0")
    arguments = (redis_server.url, str(file), str(TURNS))
    running = [python(COUNTING, *arguments) for _ in range(PROCESSES)]
    for process in running:
        assert process.wait(60) == 0
    assert file.read_text() == str(PROCESSES * TURNS)
    assert Redis.from_url(redis_server.url).keys("kneadwise:*") == []


async def test_the_first_to_ask_is_the_first_served(redis_server: RedisServer) -> None:
    order = []
    async with locks_of(redis_server) as locks:

        async def turn(number: int) -> None:
            # Apart enough for Redis to see them in this order.
            await asyncio.sleep(number * 0.03)
            async with locks.hold("queue", 10):
                order.append(number)
                await asyncio.sleep(0.05)

        await asyncio.gather(*(turn(number) for number in range(10)))
    assert order == list(range(10))


async def test_a_killed_holder_is_passed_over_when_its_lease_is_over(
    redis_server: RedisServer,
) -> None:
    holder = python(HOLDING, redis_server.url)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    async with locks_of(redis_server) as locks:
        with pytest.raises(WaitedTooLong):
            # Longer than a lease: it is renewed as long as its holder lives.
            async with locks.hold("killed", 1.5):
                raise AssertionError
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        async with locks.hold("killed", 10):
            pass


async def test_a_holder_that_never_ends_is_not_renewed_for_ever(redis_server: RedisServer) -> None:
    timing = Timing(longest=0.5, lease=0.5, renew=0.1, poll=0.01)
    async with (
        locks_of(redis_server, timing) as locks,
        locks.hold("endless", 1),
        locks.hold("endless", 10),
    ):
        pass


async def test_giving_back_takes_nobody_elses_lock(redis_server: RedisServer) -> None:
    timing = Timing(longest=0, lease=0.2, renew=0.1, poll=0.01)
    async with locks_of(redis_server, timing) as slow, locks_of(redis_server) as locks:
        async with slow.hold("owned", 1), contextlib.AsyncExitStack() as next_one:
            await next_one.enter_async_context(locks.hold("owned", 10))
            kept = next_one.pop_all()
        # The slow one has come to its end, and the next one still holds.
        with pytest.raises(WaitedTooLong):
            async with locks.hold("owned", 0.1):
                raise AssertionError
        await kept.aclose()
        async with locks.hold("owned", 0.1):
            pass


async def cancel(waiting: asyncio.Task[None]) -> None:
    """Cancels who waits, and sees that it was."""
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_who_is_cancelled_while_waiting_leaves_the_queue(redis_server: RedisServer) -> None:
    async with locks_of(redis_server) as locks:
        async with locks.hold("left", 1):
            waiting = asyncio.create_task(locks.hold("left", 10).__aenter__())
            await asyncio.sleep(0.1)
            await cancel(waiting)
        async with locks.hold("left", 0.5):
            pass
    assert Redis.from_url(redis_server.url).keys("kneadwise:*") == []


async def test_who_is_cancelled_at_any_step_is_cancelled(redis_server: RedisServer) -> None:
    """Redis' client takes a cancellation that comes while it looks at a connection for its own."""
    timing = Timing(longest=20, poll=0)
    async with locks_of(redis_server, timing) as locks:
        async with locks.hold("left", 1):
            for steps in range(60):
                waiting = asyncio.create_task(locks.hold("left", 1).__aenter__())
                for _ in range(steps):
                    await asyncio.sleep(0)
                await cancel(waiting)
        async with locks.hold("left", 0.5):
            pass
    assert Redis.from_url(redis_server.url).keys("kneadwise:*") == []


async def test_a_hung_redis_stops_nobody_else_and_is_said(redis_server: RedisServer) -> None:
    steps = 0

    async def others() -> None:
        nonlocal steps
        while True:
            await asyncio.sleep(0.01)
            steps += 1

    async with locks_of(redis_server) as locks:
        going_on = asyncio.create_task(others())
        redis_server.send(signal.SIGSTOP)
        started = time.monotonic()
        try:
            with pytest.raises(RedisError):
                async with locks.hold("hung", 10):
                    raise AssertionError
        finally:
            redis_server.send(signal.SIGCONT)
            going_on.cancel()
        assert time.monotonic() - started < 5
        assert steps > 20
        async with locks.hold("hung", 10):
            pass


async def test_a_redis_that_is_gone_is_said_and_what_is_held_goes_on(tmp_path: Path) -> None:
    server = RedisServer(tmp_path)
    server.start()
    try:
        async with locks_of(server) as locks:
            async with locks.hold("gone", 1):
                server.stop()
            with pytest.raises(RedisError):
                async with locks.hold("gone", 1):
                    raise AssertionError
            server.start()
            async with locks.hold("gone", 1):
                pass
    finally:
        server.stop()

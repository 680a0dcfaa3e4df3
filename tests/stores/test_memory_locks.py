"""Locks in memory: strict order, nothing left behind, whatever happens to those who wait."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stores.memory_locks import MemoryLocks, WaitedTooLong

CONVERSATIONS = st.sampled_from(["a", "b", "c"])


async def test_the_first_to_ask_is_the_first_served() -> None:
    locks, order = MemoryLocks(), []

    async def turn(number: int) -> None:
        async with locks.hold("conversation", 5):
            order.append(number)
            await asyncio.sleep(0)

    await asyncio.gather(*(turn(number) for number in range(50)))
    assert order == list(range(50))
    assert len(locks) == 0


@given(
    turns=st.lists(st.tuples(CONVERSATIONS, st.integers(0, 3), st.booleans()), max_size=30),
    cancelled=st.sets(st.integers(0, 29)),
)
def test_one_at_a_time_in_order_and_nothing_left(
    turns: list[tuple[str, int, bool]], cancelled: set[int]
) -> None:
    async def play() -> None:
        locks = MemoryLocks()
        inside: dict[str, int] = {}
        served: dict[str, list[int]] = {}

        async def turn(number: int, conversation: str, steps: int, fails: bool) -> None:
            async with locks.hold(conversation, 5):
                inside[conversation] = inside.get(conversation, 0) + 1
                assert inside[conversation] == 1
                served.setdefault(conversation, []).append(number)
                try:
                    for _ in range(steps):
                        await asyncio.sleep(0)
                    if fails:
                        raise ValueError
                finally:
                    inside[conversation] -= 1

        tasks = [asyncio.create_task(turn(number, *what)) for number, what in enumerate(turns)]
        await asyncio.sleep(0)
        for number in cancelled:
            if number < len(tasks):
                tasks[number].cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        assert not any(isinstance(end, AssertionError) for end in ended)
        assert all(numbers == sorted(numbers) for numbers in served.values())
        assert {n for ns in served.values() for n in ns} >= {*range(len(turns))} - cancelled
        assert len(locks) == 0

    asyncio.run(play())


async def test_who_waits_too_long_is_told_and_forgotten() -> None:
    locks = MemoryLocks()
    async with locks.hold("conversation", 1):
        with pytest.raises(WaitedTooLong):
            async with locks.hold("conversation", 0.01):
                raise AssertionError
        async with locks.hold("another", 0.01):
            assert len(locks) == 2
    async with locks.hold("conversation", 0.01):
        assert len(locks) == 1
    assert len(locks) == 0

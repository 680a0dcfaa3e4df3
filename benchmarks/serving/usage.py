"""What processes take: cores they may use, processor time, memory, open files."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from benchmarks.understanding.machine import worked_seconds


@dataclass(frozen=True)
class Cores:
    """The cores of each process: apart, as far as there are enough."""

    rasa: int
    actions: int
    load: int


def cores(available: list[int]) -> Cores:
    """Gives Rasa the first core, the action server the second, the load generator the third.

    Args:
        available: at least one core. Where they are too few the last is shared.
    """
    last = len(available) - 1
    return Cores(*(available[min(at, last)] for at in range(3)))


def own_cores() -> Cores:
    """As `cores`, of those that this process may use."""
    return cores(sorted(os.sched_getaffinity(0)))


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """Processes that are started inside stay on this core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def processor_seconds(pid: int) -> float:
    """Processor time that a process has taken since it started."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def mebibytes(pid: int) -> float:
    """A process' resident memory."""
    return float(psutil.Process(pid).memory_info().rss) / 1024**2


def descriptors(pid: int) -> int:
    """How many files and sockets a process has open."""
    return int(psutil.Process(pid).num_fds())


class Watch:
    """Sees what some processes, this one and all others take from its creation on."""

    def __init__(self, pids: Mapping[str, int]) -> None:
        """Starts watching processes, by name."""
        self._pids = dict(pids)
        self._started = self._now()

    def _now(self) -> tuple[float, dict[str, float], float | None]:
        taken = {name: processor_seconds(pid) for name, pid in self._pids.items()}
        return time.monotonic(), {**taken, "load": time.process_time()}, worked_seconds()

    def taken(self) -> dict[str, float | None]:
        """`wall` seconds, processor seconds by name and of `load`, this process, and `others`."""
        (start, before, all_before), (end, after, all_after) = self._started, self._now()
        by_name = {name: after[name] - before[name] for name in after}
        others = None
        if all_after is not None and all_before is not None:
            others = max(0.0, all_after - all_before - sum(by_name.values()))
        return {"wall": end - start, **by_name, "others": others}

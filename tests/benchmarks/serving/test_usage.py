"""Cores for the processes, and what they take."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from benchmarks.serving.usage import Cores, Watch, cores, descriptors, mebibytes, pinned

PRINTS_CORES = "import os; print(sorted(os.sched_getaffinity(0)))"


@pytest.mark.parametrize(
    ("available", "expected"),
    [
        ([3], Cores(3, 3, 3)),
        ([0, 1], Cores(0, 1, 1)),
        ([0, 1, 2, 3], Cores(0, 1, 2)),
    ],
)
def test_each_process_has_a_core_while_there_are_enough(
    available: list[int], expected: Cores
) -> None:
    assert cores(available) == expected


def test_a_process_that_is_started_inside_stays_on_the_core() -> None:
    before = os.sched_getaffinity(0)
    core = max(before)
    with pinned(core):
        printed = subprocess.check_output([sys.executable, "-c", PRINTS_CORES], text=True)
    assert printed.strip() == str([core])
    assert os.sched_getaffinity(0) == before


def test_a_watch_sees_what_is_worked() -> None:
    watch = Watch({})
    sum(range(3_000_000))
    taken = watch.taken()
    assert set(taken) == {"wall", "load", "others"}
    assert taken["load"] > 0


def test_this_process_has_memory_and_open_files() -> None:
    assert mebibytes(os.getpid()) > 1
    with open(__file__, "rb"):
        opened = descriptors(os.getpid())
    assert descriptors(os.getpid()) == opened - 1

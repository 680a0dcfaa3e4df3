"""Two pairs of servers against one: whether answers/s grow with cores."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.serving.assistants import Kind, Running, running
from benchmarks.serving.measurement import (
    AT_ONCE,
    AT_ONCE_SECONDS,
    conversations,
    run_generators,
    start_generator,
    talk,
)
from benchmarks.serving.measures import phase
from benchmarks.serving.texts import Texts
from benchmarks.serving.usage import Cores


def measure_workers(cache: Path, workers: int, said: Texts) -> dict[str, Any]:
    """Answers/s of one pair of servers, then of several at the same time.

    Each pair, Rasa and action server, has one core and a database of its own, and is asked by
    8 visitors from a generator on that core: a conversation stays with its pair, as behind a
    proxy that chooses by conversation.

    Args:
        cache: the folder that keeps anchors.
        workers: pairs at the same time; not more than there are cores.
        said: what visitors say.

    Returns:
        `one` and `several`: the figures of each pair; `ratio`, of their answers/s; and
        `processor_ratio`, of the servers' processor time per answer, which tells how much of
        a ratio under `workers` is the machine's rather than ours.

    Raises:
        ValueError: there are fewer cores than workers.
        AnchorFailed, TrainingFailed, ServersFailed, LoadFailed: as `measure`.
    """
    available = sorted(os.sched_getaffinity(0))
    if workers > len(available):
        raise ValueError(f"{workers} workers need {workers} cores; {len(available)} are there")
    one = _measure(cache, available[:1], said)
    several = _measure(cache, available[:workers], said)
    return {
        "workers": workers,
        "one": one,
        "several": several,
        "ratio": _rate(several) / _rate(one),
        "processor_ratio": _work(several) / _work(one),
        "load_average": os.getloadavg()[0],
    }


def _rate(pairs: Sequence[dict[str, Any]]) -> float:
    return sum(pair["answers_per_second"] for pair in pairs)


def _work(pairs: Sequence[dict[str, Any]]) -> float:
    return sum(pair["rasa_ms"] + pair["actions_ms"] for pair in pairs) / len(pairs)


def _measure(cache: Path, cores: Sequence[int], said: Texts) -> list[dict[str, Any]]:
    with ExitStack() as stack:
        pairs: list[tuple[Running, int]] = []
        for core in cores:
            pair = stack.enter_context(running(Kind.OURS, cache, Cores(core, core, core)))
            talk(pair, Cores(core, core, core), [said.warm_up])
            pairs.append((pair, core))
        generators = [
            start_generator(
                pair.job(
                    visitors=AT_ONCE,
                    conversations=conversations(said.together) * 100,
                    seconds=AT_ONCE_SECONDS,
                    each=False,
                ),
                ["benchmarks.serving.load"],
                core,
            )
            for pair, core in pairs
        ]
        return [asdict(phase(result, set())) for result in run_generators(generators)]

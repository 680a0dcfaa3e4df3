"""Hours of visitors: whether memory, open files or times grow."""

from __future__ import annotations

import os
import time
from dataclasses import asdict
from pathlib import Path
from threading import Event, Thread
from typing import Any

from benchmarks.serving.assistants import Kind, Running, running
from benchmarks.serving.measurement import visits
from benchmarks.serving.measures import drift, phase
from benchmarks.serving.texts import Texts
from benchmarks.serving.usage import Cores, descriptors, mebibytes

SAMPLE_SECONDS = 5.0
# Share of the time that is left out: caches fill, libraries set themselves up.
WARM_UP = 0.2


def measure_soak(cache: Path, cores: Cores, said: Texts, minutes: int) -> dict[str, Any]:
    """Has 50 visitors go their ways for a long time, and looks at the servers meanwhile.

    Args:
        cache: the folder that keeps anchors.
        cores: where the processes stay.
        said: what visitors say; texts begin again when they are used up.
        minutes: how long.

    Returns:
        The figures of `Phase` under `visits` and those of `Drift` under `drift`.

    Raises:
        ServersFailed, LoadFailed, ValueError: as `measure`; ValueError also where it is too
            short to compare anything.
    """
    with running(Kind.OURS, cache, cores) as assistant:
        samples: list[dict[str, float]] = []
        ended = Event()
        sampler = Thread(target=_sample, args=(assistant, samples, ended))
        sampler.start()
        try:
            result = visits(assistant, cores, said.visits, minutes * 60)
        finally:
            ended.set()
            sampler.join()
        return {
            "minutes": minutes,
            "visits": asdict(phase(result, set())),
            "drift": asdict(drift(result["turns"], samples, WARM_UP)),
            "load_average": os.getloadavg()[0],
        }


def _sample(assistant: Running, samples: list[dict[str, float]], ended: Event) -> None:
    while not ended.wait(SAMPLE_SECONDS):
        memory = {name: mebibytes(pid) for name, pid in assistant.pids.items()}
        opened = sum(map(descriptors, assistant.pids.values()))
        samples.append({"at": time.time(), "descriptors": opened, **memory})

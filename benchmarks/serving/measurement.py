"""Measures one assistant: start, alone, a long conversation, together, visits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.serving.assistants import Kind, Running, running
from benchmarks.serving.measures import Growth, Phase, growth, phase
from benchmarks.serving.texts import Texts
from benchmarks.serving.usage import Cores, mebibytes, pinned
from benchmarks.understanding.processes import console
from kneadwise.environment import ROOT

TURNS_ALONE = 200
TURNS_LONG = 210
# Turns of a usual conversation.
TURNS = 12
AT_ONCE = 8
AT_ONCE_SECONDS = 15.0
VISITORS = 50
SPAWNED_A_SECOND = 10
LOG_LINES = 15


class LoadFailed(Exception):
    """A load generator ended with an error; the message has the end of its log."""


@dataclass(frozen=True)
class Figures:
    """All figures of one assistant; see `Phase` and `Growth`.

    Attributes:
        ready_seconds: from starting both processes to the first answer, of a second start.
        rasa_mebibytes, actions_mebibytes: resident memory after all load.
        alone: one visitor, several conversations.
        long: one conversation of 210 turns.
        together: 8 visitors at once, without a pause.
        visits: 50 visitors who think 5 to 15 seconds.
        load_average: the machine's, before and after.
    """

    ready_seconds: float
    rasa_mebibytes: float
    actions_mebibytes: float
    alone: Phase
    long: Growth
    together: Phase
    visits: Phase
    load_average: list[float]


def measure(kind: Kind, cache: Path, cores: Cores, said: Texts, visit_seconds: int) -> Figures:
    """Starts an assistant, measures it and stops it.

    Args:
        kind: which.
        cache: the folder that keeps anchors.
        cores: where the processes stay.
        said: what visitors say.
        visit_seconds: how long the 50 visitors stay.

    Raises:
        AnchorFailed, TrainingFailed, ServersFailed: the assistant can't be started.
        LoadFailed: a load generator can't run.
        ValueError: nothing was answered.
    """
    before = os.getloadavg()[0]
    known: set[str] = set()
    # Twice: the first start reads libraries and model from the disk, if nobody has before.
    with running(kind, cache, cores):
        pass
    with running(kind, cache, cores) as assistant:
        _said(kind, f"first answer after {assistant.ready_seconds:.1f} s")
        talk(assistant, cores, [said.warm_up])
        known.update(said.warm_up)
        alone = phase(talk(assistant, cores, conversations(said.alone)), known)
        _said(kind, f"alone: {alone.p50:.1f} ms")
        long = growth(talk(assistant, cores, [said.long], each=True)["turns"])
        known.update(said.long)
        _said(kind, f"200th turn: {long.ratio:.2f} times the 10th")
        together = measure_together(assistant, cores, said.together, known)
        _said(kind, f"{AT_ONCE} at once: {together.answers_per_second:.1f} answers/s")
        visiting = phase(visits(assistant, cores, said.visits, visit_seconds), known)
        _said(kind, f"{VISITORS} visitors: p95 {visiting.p95:.0f} ms")
        memory = {name: mebibytes(pid) for name, pid in assistant.pids.items()}
        return Figures(
            ready_seconds=assistant.ready_seconds,
            rasa_mebibytes=memory["rasa"],
            actions_mebibytes=memory["actions"],
            alone=alone,
            long=long,
            together=together,
            visits=visiting,
            load_average=[before, os.getloadavg()[0]],
        )


def _said(kind: Kind, what: str) -> None:
    console.print(f"   {kind.called}: {what}")


def conversations(texts: Sequence[str]) -> list[list[str]]:
    """Cuts texts into usual conversations."""
    return [list(texts[at : at + TURNS]) for at in range(0, len(texts), TURNS)]


def measure_together(
    assistant: Running, cores: Cores, texts: Sequence[str], known: set[str]
) -> Phase:
    """8 visitors at once for a while; texts begin again when they are used up."""
    again = conversations(texts) * 100
    result = talk(assistant, cores, again, visitors=AT_ONCE, seconds=AT_ONCE_SECONDS)
    return phase(result, known)


def talk(
    assistant: Running,
    cores: Cores,
    said: Sequence[Sequence[str]],
    visitors: int = 1,
    seconds: float | None = None,
    each: bool = False,
) -> dict[str, Any]:
    """Has visitors talk without a pause, from a process of their own.

    Args:
        assistant: whom to.
        cores: where the load generator stays.
        said: conversations, each a list of texts.
        visitors: at once.
        seconds: after which no message is sent any more; None for all texts.
        each: whether the servers' processor time is looked at after each turn.

    Returns:
        `turns` and `taken`, as `load` writes them.

    Raises:
        LoadFailed: it can't run.
    """
    job = assistant.job(visitors=visitors, conversations=said, seconds=seconds, each=each)
    return run_generators([start_generator(job, ["benchmarks.serving.load"], cores.load)])[0]


def visits(
    assistant: Running, cores: Cores, by_topic: Mapping[str, Sequence[str]], seconds: int
) -> dict[str, Any]:
    """Has 50 visitors go their ways with pauses (locust), from a process of their own.

    Args:
        assistant: whom to.
        cores: where the load generator stays.
        by_topic: texts by topic.
        seconds: how long.

    Returns:
        `turns` and `taken`, as `locustfile` writes them.

    Raises:
        LoadFailed: it can't run.
    """
    command = ["locust", "--locustfile", str(Path(__file__).parent / "locustfile.py")]
    command += ["--headless", "--only-summary", "--users", str(VISITORS)]
    command += ["--spawn-rate", str(SPAWNED_A_SECOND), "--run-time", f"{seconds}s"]
    # Requests that are under way at the end are waited for; failures are no error of locust.
    command += ["--stop-timeout", "20", "--exit-code-on-error", "0", "--host", assistant.address]
    return run_generators([start_generator(assistant.job(texts=by_topic), command, cores.load)])[0]


@dataclass(frozen=True)
class Generator:
    """A load generator that was started."""

    process: subprocess.Popen[bytes]
    directory: TemporaryDirectory[str]


def start_generator(job: Mapping[str, Any], command: Sequence[str], core: int) -> Generator:
    """Starts a load generator on a core.

    Args:
        job: what it does.
        command: module and arguments; `load` gets the files as arguments, locust by name.
        core: where it stays.
    """
    directory = TemporaryDirectory()
    job_file, result_file = (Path(directory.name) / name for name in ("job", "result"))
    job_file.write_text(json.dumps(job), encoding="utf-8")
    own = command[0] != "locust"
    files = [str(job_file), str(result_file)] if own else []
    with pinned(core), (Path(directory.name) / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, *files],
            cwd=ROOT,
            env={**os.environ, "SERVING_JOB": str(job_file), "SERVING_RESULT": str(result_file)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    return Generator(process, directory)


def run_generators(generators: Sequence[Generator]) -> list[dict[str, Any]]:
    """Waits for load generators and reads what they wrote.

    Raises:
        LoadFailed: one of them ended with an error or wrote nothing.
    """
    try:
        return [_result(generator) for generator in generators]
    finally:
        for generator in generators:
            if generator.process.poll() is None:
                generator.process.kill()
                generator.process.wait()
            generator.directory.cleanup()


def _result(generator: Generator) -> dict[str, Any]:
    status, directory = generator.process.wait(), Path(generator.directory.name)
    if status or not (directory / "result").is_file():
        log = (directory / "log").read_text(encoding="utf-8", errors="replace").splitlines()
        raise LoadFailed("A load generator failed:\n" + "\n".join(log[-LOG_LINES:]))
    result: dict[str, Any] = json.loads((directory / "result").read_text(encoding="utf-8"))
    return result

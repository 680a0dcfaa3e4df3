"""Trains and asks a model in a fresh process, so that times and memory are its own.

`python -m benchmarks.understanding.worker JOB RESULT` reads a job (JSON, as
`processes` writes it) and writes what came of it.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.understanding.machine import OthersWatch, peak_mebibytes
from kneadwise.environment import ROOT

# The first messages of a process are slower: libraries set themselves up.
WARM_UP = ("good morning", "where is the station", "a longer message, to be slow the first time")


def train(job: dict[str, Any]) -> dict[str, Any]:
    """Trains a model with Rasa.

    Args:
        job: `pipeline`, the components; `examples`, pairs of text and intent, or null
            for the project's own; `directory`, an empty one for everything written.

    Returns:
        `model`, its file; `seconds`, of the training alone; `others`, cores that other
        processes kept busy meanwhile.

    Raises:
        RuntimeError: Rasa wrote or read other examples than were given, or no model.
    """
    from rasa.model_training import train_nlu
    from rasa.shared.importers.rasa import RasaFileImporter
    from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLWriter
    from rasa.shared.utils.io import write_yaml

    directory = Path(job["directory"])
    config, nlu = directory / "config.yml", directory / "nlu.yml"
    given = _own_examples() if job["examples"] is None else _examples(job["examples"])
    RasaYAMLWriter().dump(str(nlu), given)
    head = {"recipe": "default.v1", "language": "en", "assistant_id": "benchmark"}
    write_yaml({**head, "pipeline": job["pipeline"]}, config)
    read = RasaFileImporter(training_data_paths=[str(nlu)]).get_nlu_data()
    if _pairs(read) != _pairs(given):
        raise RuntimeError("Rasa's training file does not keep these examples as they are")
    others, started = OthersWatch(), time.perf_counter()
    model = train_nlu(str(config), str(nlu), str(directory), fixed_model_name="model")
    seconds = time.perf_counter() - started
    if model is None:
        raise RuntimeError("Rasa trained no model")
    return {"model": model, "seconds": seconds, "others": others.cores()}


def ask(job: dict[str, Any]) -> dict[str, Any]:
    """Loads a model and has it read messages, one after the other.

    Args:
        job: `model`, its file; `groups`, texts by the name of their group.

    Returns:
        `groups`: for each text `intent`, `confidence` and `milliseconds`;
        `peak_mebibytes`, of this process' memory; `others`, as of `train`.
    """
    from rasa.core.agent import Agent

    agent = Agent.load(job["model"])

    async def answer(text: str) -> dict[str, Any]:
        started = time.perf_counter()
        read = await agent.parse_message(text)
        milliseconds = (time.perf_counter() - started) * 1000
        name, confidence = read["intent"]["name"] or "", float(read["intent"]["confidence"])
        return {"intent": name, "confidence": confidence, "milliseconds": milliseconds}

    async def answer_all() -> tuple[dict[str, Any], float | None]:
        for text in WARM_UP:
            await answer(text)
        groups: dict[str, Any] = {name: [{}] * len(texts) for name, texts in job["groups"].items()}
        places = [(name, at) for name, texts in job["groups"].items() for at in range(len(texts))]
        # Mixed, so that what else the machine does falls on all groups alike.
        random.Random(0).shuffle(places)
        others = OthersWatch()
        for name, at in places:
            groups[name][at] = await answer(job["groups"][name][at])
        return groups, others.cores()

    groups, others = asyncio.run(answer_all())
    return {"groups": groups, "peak_mebibytes": peak_mebibytes(), "others": others}


def load_rasa(job: dict[str, Any]) -> dict[str, Any]:
    """Imports what Rasa itself imports to answer, and loads no model.

    Returns:
        `peak_mebibytes`: of this process' memory.
    """
    import rasa.core.agent
    import rasa.engine.recipes.default_components  # noqa: F401

    return {"peak_mebibytes": peak_mebibytes()}


def _own_examples() -> Any:
    from components.importer import ContentImporter

    files = str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data")]
    return ContentImporter(*files).get_nlu_data()


def _examples(pairs: Sequence[Sequence[str]]) -> Any:
    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData

    return TrainingData([Message.build(text=text, intent=intent) for text, intent in pairs])


def _pairs(data: Any) -> set[tuple[str, str]]:
    # A set, for Rasa reads an example that is there twice once.
    return {(str(e.get("text")), str(e.get("intent"))) for e in data.intent_examples}


TASKS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "train": train,
    "ask": ask,
    "load_rasa": load_rasa,
}


def main(job_file: str, result_file: str) -> None:
    """Does a job; an exception ends the process and stands in its log."""
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_logging_and_warnings()
    configure_structlog()
    job = json.loads(Path(job_file).read_text(encoding="utf-8"))
    result = TASKS[job["task"]](job)
    Path(result_file).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

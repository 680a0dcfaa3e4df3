"""Measures a pipeline: trains it, has it read the messages, works out the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.understanding.cards import agreement, single_questions
from benchmarks.understanding.data import Dataset, long_messages, twelve_word_messages
from benchmarks.understanding.measures import accuracy, best_joint, scope_auc
from benchmarks.understanding.pipelines import Pipeline
from benchmarks.understanding.processes import run_job
from evaluation.held_out import DIRECTORY, load_held_out

# Messages of each length that are timed; each once, for a cache would answer the second time.
TIMED = 100


@dataclass(frozen=True)
class Figures:
    """A pipeline's figures on the data.

    Attributes:
        accuracy: share of in-scope test messages with their intent.
        scope_auc: how well confidence tells in-scope from out-of-scope messages.
        best_joint: best share of all messages treated rightly by one threshold.
        threshold: that threshold.
        training_seconds: of the training alone, without Rasa's imports.
        message_milliseconds: median over the test messages.
        twelve_words_milliseconds: median over messages of twelve words.
        long_milliseconds: median over texts of 1,000 characters.
        added_mebibytes: peak memory of loading the model and answering, minus that of
            a process that has imported Rasa only.
        others_training: cores that other processes kept busy during the training; None
            where that is unknown.
        others_answering: the same while the messages were timed.
    """

    accuracy: float
    scope_auc: float
    best_joint: float
    threshold: float
    training_seconds: float
    message_milliseconds: float
    twelve_words_milliseconds: float
    long_milliseconds: float
    added_mebibytes: float
    others_training: float | None
    others_answering: float | None


@dataclass(frozen=True)
class HeldOutFigures:
    """A pipeline's figures on the project's own held-out messages.

    Attributes:
        development: agreement on the messages whose errors were looked at.
        test: agreement on the messages whose errors were never read.
        training_seconds: of the training alone, on the project's own examples.
        message_milliseconds: median over the messages.
        added_mebibytes: as in `Figures`.
        others_training: as in `Figures`.
        others_answering: as in `Figures`.
    """

    development: float
    test: float
    training_seconds: float
    message_milliseconds: float
    added_mebibytes: float
    others_training: float | None
    others_answering: float | None


def rasa_alone() -> float:
    """Peak memory, in MiB, of a process that has imported Rasa only.

    Raises:
        JobFailed: as `run_job`.
    """
    return float(run_job("Rasa alone", {"task": "load_rasa"})["peak_mebibytes"])


def measure(pipeline: Pipeline, data: Dataset, rasa_mebibytes: float) -> Figures:
    """Trains a pipeline on the data and measures it.

    Args:
        pipeline: which.
        data: what to train on and to test with.
        rasa_mebibytes: as `rasa_alone` gives it.

    Raises:
        JobFailed: as `run_job`.
        LookupError: as `Pipeline.components`.
    """
    texts = [text for text, _ in data.test]
    groups = {
        "test": texts,
        "out_of_scope": data.out_of_scope,
        "twelve_words": twelve_word_messages(texts, TIMED),
        "long": long_messages(texts, TIMED),
    }
    trained, answered = _train_and_ask(pipeline, data.train, groups)
    answers = answered["groups"]
    expected = [intent for _, intent in data.test]
    given = [answer["intent"] for answer in answers["test"]]
    in_scope = [answer["confidence"] for answer in answers["test"]]
    out_of_scope = [answer["confidence"] for answer in answers["out_of_scope"]]
    right = [e == g for e, g in zip(expected, given, strict=True)]
    joint = best_joint(right, in_scope, out_of_scope)
    return Figures(
        accuracy=accuracy(expected, given),
        scope_auc=scope_auc(in_scope, out_of_scope),
        best_joint=joint.accuracy,
        threshold=joint.threshold,
        training_seconds=trained["seconds"],
        message_milliseconds=median_milliseconds(texts, answers["test"]),
        twelve_words_milliseconds=median_milliseconds(
            groups["twelve_words"], answers["twelve_words"]
        ),
        long_milliseconds=median_milliseconds(groups["long"], answers["long"]),
        added_mebibytes=answered["peak_mebibytes"] - rasa_mebibytes,
        others_training=trained["others"],
        others_answering=answered["others"],
    )


def measure_held_out(pipeline: Pipeline, rasa_mebibytes: float) -> HeldOutFigures:
    """Trains a pipeline on the project's own examples and asks it the held-out messages.

    Args:
        pipeline: which.
        rasa_mebibytes: as `rasa_alone` gives it.

    Raises:
        JobFailed: as `run_job`.
        LookupError: as `Pipeline.components`.
    """
    messages = {
        part: single_questions(load_held_out(DIRECTORY / part)) for part in ("development", "test")
    }
    groups = {part: [m.text for m in asked] for part, asked in messages.items()}
    trained, answered = _train_and_ask(pipeline, None, groups)
    answers = answered["groups"]
    agreements = {
        part: agreement(asked, [answer["intent"] for answer in answers[part]])
        for part, asked in messages.items()
    }
    return HeldOutFigures(
        development=agreements["development"],
        test=agreements["test"],
        training_seconds=trained["seconds"],
        message_milliseconds=median_milliseconds(
            [text for texts in groups.values() for text in texts],
            [answer for part in groups for answer in answers[part]],
        ),
        added_mebibytes=answered["peak_mebibytes"] - rasa_mebibytes,
        others_training=trained["others"],
        others_answering=answered["others"],
    )


def median_milliseconds(texts: Sequence[str], answers: Sequence[dict[str, Any]]) -> float:
    """The median time of the texts, each counted when it was first asked.

    Args:
        texts: what was asked, in order.
        answers: of each, with its `milliseconds`.

    Raises:
        ValueError: where their numbers differ, or there are none.
    """
    first: dict[str, float] = {}
    for text, answer in zip(texts, answers, strict=True):
        first.setdefault(text, answer["milliseconds"])
    if not first:
        raise ValueError("nothing was timed")
    return median(first.values())


def _train_and_ask(
    pipeline: Pipeline, examples: Sequence[tuple[str, str]] | None, groups: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the worker's `train` and `ask` gave."""
    with TemporaryDirectory() as name:
        train = {"pipeline": pipeline.components(), "examples": examples, "directory": name}
        subject = "our own examples" if examples is None else f"{len(examples)} examples"
        trained = run_job(f"Training {pipeline.called} on {subject}", {"task": "train", **train})
        ask = {"model": trained["model"], "groups": groups}
        asked = sum(len(texts) for texts in groups.values())
        answered = run_job(f"Asking {pipeline.called} {asked} messages", {"task": "ask", **ask})
    return trained, answered

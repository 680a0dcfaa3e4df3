"""The table that is printed, and the file that is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from rich.table import Table

from benchmarks.understanding.data import Dataset
from benchmarks.understanding.machine import machine
from benchmarks.understanding.measurement import Figures, HeldOutFigures
from benchmarks.understanding.pipelines import Pipeline

RESULT = Path(__file__).parent / "result.json"
# For each figure its title and how it is written.
ROWS = {
    "accuracy": ("accuracy, in scope", "{:.3f}"),
    "scope_auc": ("AUC of confidence, in or out of scope", "{:.3f}"),
    "best_joint": ("best joint accuracy", "{:.3f}"),
    "development": ("right card kind, development messages", "{:.3f}"),
    "test": ("right card kind, test messages", "{:.3f}"),
    "training_seconds": ("training, s", "{:.1f}"),
    "message_milliseconds": ("a message, median, ms", "{:.1f}"),
    "twelve_words_milliseconds": ("12 words, median, ms", "{:.1f}"),
    "long_milliseconds": ("1,000 characters, median, ms", "{:.1f}"),
    "added_mebibytes": ("memory it adds to Rasa, MiB", "{:.0f}"),
    "others_training": ("cores others kept busy: training", "{:.2f}"),
    "others_answering": ("cores others kept busy: messages", "{:.2f}"),
}
# Of these a ratio says nothing.
CONDITIONS = {"others_training", "others_answering"}


def table(title: str, figures: Mapping[Pipeline, Figures | HeldOutFigures]) -> Table:
    """A row for each measure, a column for each pipeline, and their ratio where both are there.

    Args:
        title: over the table.
        figures: of one pipeline, or of ours and Rasa's default, in this order.
    """
    result = Table(title=title, title_justify="left")
    result.add_column("measure")
    for pipeline in figures:
        result.add_column(pipeline.called, justify="right")
    both = len(figures) == len(Pipeline)
    if both:
        result.add_column("ratio", justify="right")
    values = [asdict(figures[pipeline]) for pipeline in figures]
    for name, (row_title, form) in ROWS.items():
        if name in values[0]:
            row = [measured[name] for measured in values]
            ratio = [_ratio(name, *row)] if both else []
            result.add_row(row_title, *(_written(form, value) for value in row), *ratio)
    return result


def save(
    data: Dataset,
    rasa_mebibytes: float,
    clinc150: Mapping[Pipeline, Figures],
    held_out: Mapping[Pipeline, HeldOutFigures],
    path: Path = RESULT,
) -> None:
    """Writes what is measured so far.

    Args:
        data: what the pipelines were trained on and tested with.
        rasa_mebibytes: memory of a process that has imported Rasa only.
        clinc150: figures on the data, by pipeline.
        held_out: figures on our own messages, by pipeline.
        path: where to.
    """
    result = {
        "date": date.today().isoformat(),
        "machine": machine(),
        "data": {
            "sha256": data.sha256,
            "intents": len(data.intents),
            "train": len(data.train),
            "test": len(data.test),
            "out_of_scope": len(data.out_of_scope),
        },
        "rasa_alone_mebibytes": rasa_mebibytes,
        "clinc150": {pipeline.value: asdict(figures) for pipeline, figures in clinc150.items()},
        "held_out": {pipeline.value: asdict(figures) for pipeline, figures in held_out.items()},
    }
    path.write_text(json.dumps(rounded(result), indent=2) + "\n", encoding="utf-8")


def _ratio(name: str, ours: float | None, anchor: float | None) -> str:
    return f"{ours / anchor:.2f}" if ours and anchor and name not in CONDITIONS else ""


def _written(form: str, value: float | None) -> str:
    return "–" if value is None else form.format(value)


def rounded(value: Any) -> Any:
    """The same with every number rounded to four places, in dictionaries and lists too."""
    if isinstance(value, dict):
        return {key: rounded(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [rounded(entry) for entry in value]
    return round(value, 4) if isinstance(value, float) else value

"""The tables that are printed, and the file that is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from rich.table import Table

from benchmarks.serving.assistants import Kind
from benchmarks.serving.measurement import Figures
from benchmarks.understanding.machine import machine
from benchmarks.understanding.report import rounded

RESULT = Path(__file__).parent / "result.json"
# For each figure its title, and how it is written.
ROWS = {
    "ready_seconds": ("first answer after, s", "{:.1f}"),
    "rasa_mebibytes": ("memory: Rasa, MiB", "{:.0f}"),
    "actions_mebibytes": ("memory: action server, MiB", "{:.0f}"),
    "alone.p50": ("alone: median, ms", "{:.1f}"),
    "alone.p95": ("alone: p95, ms", "{:.1f}"),
    "alone.rasa_ms": ("alone: processor ms an answer, Rasa", "{:.1f}"),
    "alone.actions_ms": ("alone: processor ms an answer, actions", "{:.1f}"),
    "together.answers_per_second": ("8 at once: answers/s", "{:.1f}"),
    "together.p50": ("8 at once: median, ms", "{:.0f}"),
    "together.p95": ("8 at once: p95, ms", "{:.0f}"),
    "together.rasa_ms": ("8 at once: processor ms an answer, Rasa", "{:.1f}"),
    "together.actions_ms": ("8 at once: processor ms an answer, actions", "{:.1f}"),
    "visits.answers_per_second": ("50 visitors: answers/s", "{:.1f}"),
    "visits.p50": ("50 visitors: median, ms", "{:.0f}"),
    "visits.p95": ("50 visitors: p95, ms", "{:.0f}"),
    "visits.p99": ("50 visitors: p99, ms", "{:.0f}"),
    "visits.rasa_ms": ("50 visitors: processor ms an answer, Rasa", "{:.1f}"),
    "long.early": ("around the 10th turn: median, ms", "{:.1f}"),
    "long.late": ("around the 200th turn: median, ms", "{:.1f}"),
    "long.ratio": ("200th ÷ 10th", "{:.2f}"),
    "long.processor_ratio": ("200th ÷ 10th, processor time", "{:.2f}"),
    "failures": ("turns that failed", "{:.0f}"),
    "alone.repeated": ("texts said before: alone", "{:.0%}"),
    "together.repeated": ("texts said before: 8 at once", "{:.0%}"),
    "visits.repeated": ("texts said before: 50 visitors", "{:.0%}"),
    "together.load_share": ("load generator, of a core: 8 at once", "{:.0%}"),
    "visits.load_share": ("load generator, of a core: 50 visitors", "{:.0%}"),
    "together.others": ("cores others kept busy: 8 at once", "{:.2f}"),
    "visits.others": ("cores others kept busy: 50 visitors", "{:.2f}"),
}
# Of these a ratio says nothing.
CONDITIONS = ("failures", "repeated", "load_share", "others", "visits.answers", "long.")


def table(figures: Mapping[Kind, Figures]) -> Table:
    """A row for each measure, a column for each assistant; in brackets ours ÷ the anchor's."""
    result = Table(title="The served assistant", title_justify="left")
    result.add_column("measure")
    for kind in figures:
        result.add_column(kind.called, justify="right")
    flat = {kind: flattened(measured) for kind, measured in figures.items()}
    ours = flat.get(Kind.OURS)
    for name, (title, form) in ROWS.items():
        cells = [
            _cell(name, form, values[name], None if kind is Kind.OURS else ours)
            for kind, values in flat.items()
        ]
        result.add_row(title, *cells)
    return result


def flattened(figures: Figures) -> dict[str, Any]:
    """The figures by names like "alone.p50", with `failures` of all phases together."""
    result: dict[str, Any] = {}
    for name, value in asdict(figures).items():
        if isinstance(value, dict):
            result |= {f"{name}.{key}": entry for key, entry in value.items()}
        else:
            result[name] = value
    by_phase = (figures.alone, figures.together, figures.visits)
    failed = sum(sum(phase.failures.values()) for phase in by_phase)
    return {**result, "failures": failed + figures.long.failures}


def _cell(name: str, form: str, value: float | None, ours: Mapping[str, Any] | None) -> str:
    written = "–" if value is None else form.format(value)
    compared = ours is not None and not any(condition in name for condition in CONDITIONS)
    if not compared or ours is None or not value or not ours[name]:
        return written
    return f"{written} ({ours[name] / value:.2f} ×)"


def save(section: str, values: Mapping[str, Any], path: Path = RESULT) -> None:
    """Keeps one section of the result, with date and machine; the others stay.

    Args:
        section: "serving", "workers" or "soak".
        values: what was measured.
        path: where to.
    """
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    now = datetime.now(timezone.utc).isoformat(timespec="minutes")
    kept[section] = rounded({"date": now, "machine": machine(), **values})
    path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")

"""The rates that were measured last, which later changes must not fall below."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from evaluation.measures import Rate

FILE = Path(__file__).parent / "baseline.json"
MEASURED = Path(__file__).parents[1] / "content" / "measured.yml"


def read_baseline(path: Path = FILE) -> dict[str, Rate]:
    """The stored rates by name.

    Raises:
        FileNotFoundError: where none were stored yet; `make evaluate` says how.
    """
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {name: Rate(value, count) for name, (value, count) in stored.items()}


def write_measured(found: dict[str, Rate], path: Path = MEASURED) -> None:
    """Writes what the assistant says of itself, rounded down to whole percents."""
    safe, caught = (found[f"vignettes test {name}"] for name in ("safe", "emergencies caught"))
    comment = "".join(line for line in path.read_text().splitlines(True) if line.startswith("#"))
    path.write_text(
        f"{comment}cases: {safe.count}\n"
        f'safe: "{int(100 * safe.value)}"\n'
        f'emergencies: "{int(100 * caught.value)}"\n'
        f'measured_on: "{date.today().isoformat()}"\n',
        encoding="utf-8",
    )


def write_baseline(found: dict[str, Rate], path: Path = FILE) -> None:
    """Stores rates by name, rounded to a tenth of a point below."""
    stored = {name: [int(1000 * rate.value) / 1000, rate.count] for name, rate in found.items()}
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")

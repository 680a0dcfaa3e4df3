"""The rates that were measured last, which later changes must not fall below."""

from __future__ import annotations

import json
from pathlib import Path

from evaluation.measures import Rate

FILE = Path(__file__).parent / "baseline.json"


def read_baseline(path: Path = FILE) -> dict[str, Rate]:
    """The stored rates by name.

    Raises:
        FileNotFoundError: where none were stored yet; `make evaluate` says how.
    """
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {name: Rate(value, count) for name, (value, count) in stored.items()}


def write_baseline(found: dict[str, Rate], path: Path = FILE) -> None:
    """Stores rates by name, rounded to a tenth of a point below."""
    stored = {name: [int(1000 * rate.value) / 1000, rate.count] for name, rate in found.items()}
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")

"""The table that is printed and the file that is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from benchmarks.serving.anchors import NAMES, digest_of
from benchmarks.serving.assistants import Kind
from benchmarks.serving.measurement import Figures
from benchmarks.serving.measures import Growth, Phase
from benchmarks.serving.report import flattened, save, table

PHASE = Phase(100, {}, 0.0, 10.0, 50.0, 90.0, 99.0, 40.0, 5.0, 0.5, 0.9, 0.05, None)
FIGURES = Figures(
    10.0, 900.0, 90.0, PHASE, Growth(40, 60, 1.5, 30, 60, 2.0, 0), PHASE, PHASE, [0.1, 1.0]
)
ANCHOR = replace(FIGURES, rasa_mebibytes=450.0, alone=replace(PHASE, failures={"503": 2}, p50=25.0))


def printed(figures: dict[Kind, Figures]) -> dict[str, list[str]]:
    console = Console(width=160)
    with console.capture() as capture:
        console.print(table(figures))
    rows = [line.strip("│┃ ").replace("┃", "│") for line in capture.get().splitlines()]
    cells = [[cell.strip() for cell in row.split("│")] for row in rows if "│" in row]
    return {row[0]: row[1:] for row in cells}


def test_an_anchor_stands_with_ours_as_a_multiple_of_it() -> None:
    rows = printed({Kind.OURS: FIGURES, Kind.DEFAULT: ANCHOR})
    assert rows["measure"] == ["ours", "Rasa's default"]
    assert rows["memory: Rasa, MiB"] == ["900", "450 (2.00 ×)"]
    assert rows["alone: median, ms"] == ["50.0", "25.0 (2.00 ×)"]


def test_conditions_have_no_ratio() -> None:
    rows = printed({Kind.OURS: FIGURES, Kind.DEFAULT: ANCHOR})
    assert rows["turns that failed"] == ["0", "2"]
    assert rows["load generator, of a core: 8 at once"] == ["5%", "5%"]
    assert rows["cores others kept busy: 8 at once"] == ["–", "–"]
    assert rows["200th ÷ 10th"] == ["1.50", "1.50"]


def test_failures_of_all_phases_are_counted() -> None:
    long = replace(FIGURES.long, failures=3)
    failed = replace(ANCHOR, long=long, visits=replace(PHASE, failures={"429": 1, "409": 4}))
    assert flattened(failed)["failures"] == 10


def test_a_section_is_kept_beside_the_others(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    save("serving", {"p50": 1.234567, "load_average": [0.123456]}, path)
    save("soak", {"minutes": 5}, path)
    save("soak", {"minutes": 6}, path)
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["serving"]["p50"] == 1.2346
    assert kept["serving"]["load_average"] == [0.1235]
    assert kept["soak"]["minutes"] == 6
    assert set(kept["soak"]) == {"date", "machine", "minutes"}


def test_each_anchor_is_trained_again_when_its_own_files_change() -> None:
    assert len({digest_of(name) for name in NAMES}) == len(NAMES)
    assert digest_of("floor") == digest_of("floor")

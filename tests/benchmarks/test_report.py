"""The table that is printed and the file that is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from benchmarks.understanding.data import Dataset
from benchmarks.understanding.measurement import Figures, HeldOutFigures, median_milliseconds
from benchmarks.understanding.pipelines import Pipeline
from benchmarks.understanding.report import save, table

FIGURES = Figures(0.96, 0.97, 0.91, 0.4, 20.0, 10.0, 12.0, 80.0, 150.0, 0.1, None)
ANCHOR = replace(FIGURES, accuracy=0.8, training_seconds=600.0)
HELD_OUT = HeldOutFigures(0.8, 0.7, 90.0, 10.0, 200.0, 0.0, 0.0)
DATA = Dataset((("a", "x"), ("b", "y")), (("c", "x"),), ("d",), "digest")


def printed(**figures: Any) -> dict[str, list[str]]:
    console = Console(width=120)
    with console.capture() as capture:
        console.print(table("Title", {Pipeline(name): value for name, value in figures.items()}))
    rows = [line.strip("│┃ ").replace("┃", "│") for line in capture.get().splitlines()]
    cells = [[cell.strip() for cell in row.split("│")] for row in rows if "│" in row]
    return {row[0]: row[1:] for row in cells}


def test_both_pipelines_stand_beside_their_ratio() -> None:
    rows = printed(ours=FIGURES, rasa_default=ANCHOR)
    assert rows["measure"] == ["ours", "Rasa's default", "ratio"]
    assert rows["accuracy, in scope"] == ["0.960", "0.800", "1.20"]
    assert rows["training, s"] == ["20.0", "600.0", "0.03"]
    assert rows["cores others kept busy: messages"][:2] == ["–", "–"]


def test_one_pipeline_has_no_ratio() -> None:
    rows = printed(ours=HELD_OUT)
    assert rows["measure"] == ["ours"]
    assert rows["right card kind, test messages"] == ["0.700"]
    assert "accuracy, in scope" not in rows


def test_the_file_says_when_where_and_on_what(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    both = {Pipeline.OURS: FIGURES, Pipeline.RASA_DEFAULT: ANCHOR}
    save(DATA, 550.123456, both, {Pipeline.OURS: HELD_OUT}, path)
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert set(kept["machine"]) == {"cores", "processor"}
    assert kept["date"][:2] == "20"
    assert kept["data"] == {
        "sha256": "digest",
        "intents": 2,
        "train": 2,
        "test": 1,
        "out_of_scope": 1,
    }
    assert kept["clinc150"]["rasa_default"]["accuracy"] == 0.8
    assert kept["held_out"]["ours"]["test"] == 0.7
    assert kept["rasa_alone_mebibytes"] == 550.1235


def test_a_message_counts_when_it_was_first_asked() -> None:
    answers = [{"milliseconds": ms} for ms in (5.0, 7.0, 0.1, 9.0)]
    assert median_milliseconds(["a", "b", "a", "c"], answers) == 7.0
    with pytest.raises(ValueError, match="nothing was timed"):
        median_milliseconds([], [])

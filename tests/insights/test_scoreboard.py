"""The scoreboard tells what was measured, and nothing better."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advice.content import Content
from evaluation.baseline import read_baseline
from insights.scoreboard import BASELINE, NO_FALSE_ALARM, scoreboard


def test_the_figures_are_those_that_were_measured(content: Content) -> None:
    rates = read_baseline()
    found = {score.name: score for score in scoreboard(content.measured)}
    assert found["emergencies"].percent == int(content.measured.emergencies)
    assert found["safe"].percent == int(content.measured.safe)
    assert found["false_alarms"].percent >= 100 * (1 - rates[NO_FALSE_ALARM].value) - 1e-6
    assert found["safe"].published == (57, 97)
    assert found["false_alarms"].published is None


@pytest.mark.parametrize(("kept", "alarms"), [(0.9, 10), (0.903, 10), (0.899, 11), (1.0, 0)])
def test_false_alarms_are_rounded_up(
    content: Content, tmp_path: Path, kept: float, alarms: int
) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(json.dumps({NO_FALSE_ALARM: [kept, 160]}))
    assert scoreboard(content.measured, file)[-1].percent == alarms


def test_without_them_the_rest_is_told(content: Content, tmp_path: Path) -> None:
    assert BASELINE.is_file()
    found = scoreboard(content.measured, tmp_path / "none.json")
    assert [score.name for score in found] == ["emergencies", "safe"]

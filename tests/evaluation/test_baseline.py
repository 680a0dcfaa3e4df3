"""No rate on the held-out messages falls below the stored one; asked over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.baseline import read_baseline, write_baseline
from evaluation.held_out import load_held_out
from evaluation.measures import Rate, drops
from evaluation.report import ask_all


# Four thousand messages over HTTP.
@pytest.mark.timeout(1800)
def test_no_rate_has_dropped() -> None:
    evaluation = ask_all(load_held_out())
    assert drops(evaluation.rates(), read_baseline()) == []


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    write_baseline({"right": Rate(0.98765, 100), "style story": Rate(1.0, 7)}, path)
    assert read_baseline(path) == {"right": Rate(0.987, 100), "style story": Rate(1.0, 7)}

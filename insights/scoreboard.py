"""How safe the assistant is, by the figures that were measured last."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from advice.content.models import Measured

# Written by `make evaluate ARGS=--accept`, as the content's own figures are.
BASELINE = Path(__file__).resolve().parents[1] / "evaluation" / "baseline.json"
NO_FALSE_ALARM = "vignettes test no false alarm"
# What symptom checkers reach on vignettes of theirs (evaluation/README.md).
PUBLISHED = "BMJ 2015, BMJ Open 2020"
SAFE_PUBLISHED = (57, 97)
EMERGENCIES_PUBLISHED = (80, 80)


@dataclass(frozen=True)
class Score:
    """A figure in whole percents.

    Attributes:
        name: emergencies, safe, or false_alarms, of which fewer are better.
        percent: 0 to 100, rounded to the worse side.
        published: what others reach, from and to; None where nothing is known.
    """

    name: str
    percent: int
    published: tuple[int, int] | None


def scoreboard(measured: Measured, baseline: Path = BASELINE) -> tuple[Score, ...]:
    """The figures that the assistant itself tells (content/measured.yml), and false alarms.

    Args:
        measured: of the content.
        baseline: the stored rates; without the file the false alarms are left out.

    Raises:
        ValueError: if the file can't be read as what `evaluation.baseline` writes.
    """
    scores = (
        Score("emergencies", int(measured.emergencies), EMERGENCIES_PUBLISHED),
        Score("safe", int(measured.safe), SAFE_PUBLISHED),
    )
    try:
        rates = json.loads(baseline.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return scores
    rate = rates.get(NO_FALSE_ALARM)
    if rate is None:
        return scores
    # In tenths of a percent first: 100 * (1 - 0.9) is a little over 10.
    return (*scores, Score("false_alarms", math.ceil((1000 - round(1000 * rate[0])) / 10), None))

"""The decision table of facts.md §4.4: condition × physician × goal."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Style = Literal["medical", "relaxation", "either", "physician_first", "see_doctor"]

CONDITIONS = {
    "none": "none",
    "stress-tension": "stress_tension",
    "chronic ache": "chronic_ache",
    "recent acute injury": "recent_injury",
    "diagnosed condition": "diagnosed_condition",
    "post-surgery": "post_surgery",
    "red flag": "red_flag",
}
PHYSICIANS = {
    "referred+plan": "referred_with_plan",
    "under care": "under_care",
    "seen, no plan": "seen",
    "none": "none",
}
# contract.md §5 goals by the table's column.
COLUMNS = {
    "relax": ("relax", "less_stress", "sleep", "treat_myself"),
    "pain relief": ("less_pain",),
    "function/ROM": ("move_better", "recover"),
    "treat condition": ("treat_condition",),
    "maintenance": ("maintenance",),
    "curious": ("not_sure",),
}
STYLES: dict[str, Style] = {
    "MED": "medical",
    "REL": "relaxation",
    "EITHER": "either",
    "PHYS": "physician_first",
    "EMERG/PHYS": "see_doctor",
}
ROWS = {
    "F": "focus",
    "R": "reason_for_treatment",
    "T": "termination_of_care",
    "S": "measure_of_success",
    "M": "techniques",
    "C": "client_condition",
}


@dataclass(frozen=True)
class Cell:
    """One cell of the table.

    Attributes:
        style: what is recommended; "see_doctor" for the row of red flags.
        confirm: the "+": confirm with the physician first.
        contradictory: the "?": the inputs contradict each other.
        contested: whether a careful professional might say otherwise (facts.md §4.5).
        row: the article's row it rests on, or "" for its text.
    """

    style: Style
    confirm: bool
    contradictory: bool
    contested: bool
    row: str


class DecisionTable:
    """The cells by (condition, physician, goal)."""

    def __init__(self, cells: Mapping[tuple[str, str, str], Cell]) -> None:
        """Creates it from cells by the contract's ids."""
        self._cells = dict(cells)

    def cell(self, condition: str, physician: str, goal: str) -> Cell:
        """One cell; KeyError for ids that the contract doesn't know."""
        return self._cells[condition, physician, goal]

    @property
    def cells(self) -> Mapping[tuple[str, str, str], Cell]:
        """All cells by (condition, physician, goal)."""
        return self._cells


def read_table(path: Path) -> DecisionTable:
    """Reads the table.

    Args:
        path: a CSV file with the columns condition, physician, goal, outcome, contested
            (0 or 1) and article_code.

    Returns:
        The table.

    Raises:
        ValueError: naming the line, where a value is unknown or a cell is missing.
    """
    cells: dict[tuple[str, str, str], Cell] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, line in enumerate(csv.DictReader(file), start=2):
            try:
                outcome = line["outcome"]
                cell = Cell(
                    style=STYLES[outcome.rstrip("+?")],
                    confirm=outcome.endswith("+"),
                    contradictory=outcome.endswith("?"),
                    contested=bool(int(line["contested"])),
                    row=ROWS.get(line["article_code"], ""),
                )
                for goal in COLUMNS[line["goal"]]:
                    key = CONDITIONS[line["condition"]], PHYSICIANS[line["physician"]], goal
                    cells[key] = cell
            except (KeyError, ValueError) as error:
                raise ValueError(f"line {number}: {error} is not known") from error
    expected = len(CONDITIONS) * len(PHYSICIANS) * sum(map(len, COLUMNS.values()))
    if len(cells) != expected:
        raise ValueError(f"has {len(cells)} cells, {expected} are needed")
    return DecisionTable(cells)

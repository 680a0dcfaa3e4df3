"""The guide's outcome is the decision table's and the engine's, through its HTML pages."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from advice.content import Content
from advice.recommendation.table import COLUMNS, CONDITIONS, PHYSICIANS, STYLES
from tests.channels.guide.forms import Fetch, Page, Visitor, answer_all

TABLE = Path(__file__).parents[2] / "fixtures" / "decision_table.csv"
CELLS = {
    (CONDITIONS[line["condition"]], PHYSICIANS[line["physician"]], line["goal"]): line["outcome"]
    for line in csv.DictReader(TABLE.open(encoding="utf-8"))
}
# What a visitor writes whose doctor is known before anything is asked.
PHYSICIAN_WORDS = {
    "referred_with_plan": "my doctor sent me for massage",
    "under_care": "my doctor knows about it",
    "seen": "saw my gp about it",
    "none": "",
}
URGENT = "unexamined_crash"


def choices_of(condition: str, physician: str, goal: str) -> dict[str, list[str]]:
    red_flag = condition == "red_flag"
    return {
        "goals": [goal],
        "concern": ["chronic_ache" if red_flag else condition],
        "area": ["neck"],
        "since": ["weeks_12" if condition in ("chronic_ache", "red_flag") else "weeks_2"],
        "severity": ["5"],
        "signs": [URGENT if red_flag else "none"],
        "health": ["none"],
        "physician": [physician],
        "plan": ["skip"],
        "pressure": ["no_idea"],
    }


def condition_reached(asked: list[str], choices: Mapping[str, list[str]]) -> str:
    """The table's row of the answers that were really asked for (facts.md §4.2)."""
    (goal,) = choices["goals"]
    if URGENT in choices["signs"] and "signs" in asked:
        return "red_flag"
    if "concern" in asked:
        return choices["concern"][0]
    recent = choices["since"] == ["weeks_2"] and goal == "recover"
    return "recent_injury" if recent else "chronic_ache"


def walked(fetch: Fetch, condition: str, physician: str, goal: str, by_words: bool) -> tuple:
    choices = choices_of(condition, physician, goal)
    visitor = Visitor(fetch)
    words = {"goals": PHYSICIAN_WORDS[physician]} if by_words else {}
    page = visitor.answer_all(choices, words)
    known = by_words or "physician" in visitor.asked
    return page, condition_reached(visitor.asked, choices), physician if known else "none"


def check_cell(page: Page, cell: str) -> None:
    style = STYLES[cell.rstrip("+?")]
    outcome = "see_doctor" if page.outcome in ("urgent", "emergency") else page.outcome
    assert outcome == style
    if style != "see_doctor":
        assert page.marked("data-confirm") == str(cell.endswith("+")).lower()


@pytest.mark.parametrize("condition", CONDITIONS.values())
def test_every_cell_is_reached_and_is_the_outcome(fetch: Fetch, condition: str) -> None:
    reached = set()
    for by_words in (False, True):
        for physician in PHYSICIANS.values():
            for column, goals in COLUMNS.items():
                wanted = (condition, physician, column)
                if by_words and wanted in reached:
                    continue
                for goal in goals:
                    page, *row = walked(fetch, condition, physician, goal, by_words)
                    # A red flag ends the form before the doctor is asked for.
                    cell = wanted if row[0] == "red_flag" else (*row, column)
                    check_cell(page, CELLS[cell])
                    reached.add(cell)
    assert {cell for cell in CELLS if cell[0] == condition} <= reached


# (what is ticked, what is written, outcome): the conversations of conversation.md §3.
STORIES = [
    pytest.param(
        {"goals": ["relax", "less_stress"], "concern": ["none"]}, {}, "relaxation", id="C1"
    ),
    pytest.param(
        {"goals": ["less_pain"]},
        {"goals": "neck stiff 4 months, doc knows"},
        "medical",
        id="C2",
    ),
    pytest.param(
        {"goals": ["recover"], "area": ["shoulder"], "since": ["weeks_12"], "severity": ["5"]},
        {},
        "medical",
        id="C3",
    ),
    pytest.param(
        {"goals": ["less_pain"], "area": ["leg"], "since": ["days"]},
        {
            "goals": "tight calf after my flight from sydney",
            "signs": "bit swollen on the left yeah",
        },
        "urgent",
        id="C6",
    ),
    pytest.param(
        {"goals": ["less_pain"], "physician": ["referred_with_plan"], "plan": []},
        {
            "goals": "my right hip, for 4 months",
            "plan": "neuromuscular therapy to the hip, 2x a week for 6 weeks",
        },
        "medical",
        id="C13",
    ),
]
REST = {
    "concern": ["chronic_ache"],
    "area": ["neck"],
    "since": ["months"],
    "severity": ["5"],
    "signs": ["none"],
    "health": ["none"],
    "physician": ["none"],
    "plan": ["skip"],
    "pressure": ["medium"],
}


@pytest.mark.parametrize(("choices", "words", "outcome"), STORIES)
def test_the_conversations_of_the_design_end_alike(
    visitor: Visitor, choices: dict[str, list[str]], words: dict[str, str], outcome: str
) -> None:
    own = {**REST, **choices}
    if "signs" in words:
        own["signs"] = []
    assert visitor.answer_all(own, words).outcome == outcome


def test_the_helper_for_a_live_address_gives_the_outcome(fetch: Fetch, content: Content) -> None:
    choices = {"goals": ["relax"], "concern": ["none"], "health": ["none"]}
    assert answer_all(choices, fetch) == "relaxation"

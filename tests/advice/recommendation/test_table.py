"""All 168 cells of the decision table, through the rules."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from advice.content import load_content
from advice.recommendation.facts import Facts, StandingSign
from advice.recommendation.rules import Rules
from advice.recommendation.table import COLUMNS, CONDITIONS, PHYSICIANS, STYLES, read_table

FIXTURE = Path(__file__).parents[2] / "fixtures" / "decision_table.csv"
CONTENT = load_content()
RULES = Rules(CONTENT.decision_table, CONTENT.safety)
CELLS = list(csv.DictReader(FIXTURE.open(encoding="utf-8")))
URGENT = next(id_ for id_, sign in CONTENT.safety.items() if sign.level == "urgent")


def test_the_content_has_the_table_of_the_facts() -> None:
    own = CONTENT.decision_table
    facts = read_table(FIXTURE)
    for condition in CONDITIONS.values():
        for physician in PHYSICIANS.values():
            for goal in (g for goals in COLUMNS.values() for g in goals):
                key = condition, physician, goal
                assert own.cell(*key) == facts.cell(*key), key


@pytest.mark.parametrize(
    "cell", CELLS, ids=lambda c: f"{c['condition']}-{c['physician']}-{c['goal']}"
)
def test_every_cell_is_decided_as_the_table_says(cell: dict[str, str]) -> None:
    condition = CONDITIONS[cell["condition"]]
    red_flag = condition == "red_flag"
    for goal in COLUMNS[cell["goal"]]:
        answers = {
            "goals": (goal,),
            "physician": (PHYSICIANS[cell["physician"]],),
            "health": ("none",),
            "signs": ("none",),
        }
        if not red_flag:
            answers["concern"] = (condition,)
        if condition != "none":
            answers |= {"since": ("weeks_12",), "severity": ("4",)}
        decision = RULES.decide(
            Facts(answers=answers, signs=(StandingSign(URGENT),) if red_flag else ())
        )
        expected = STYLES[cell["outcome"].rstrip("+?")]
        outcome = "see_doctor" if decision.outcome in ("urgent", "emergency") else decision.outcome
        assert outcome == expected
        if not red_flag:
            assert decision.confirm == cell["outcome"].endswith("+")
            assert decision.contradictory == cell["outcome"].endswith("?")

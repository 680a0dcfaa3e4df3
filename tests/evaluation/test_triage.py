"""Vignettes are judged by the gravest card, and counted honestly."""

from __future__ import annotations

import pytest

from evaluation.cases import Case, Played, case_rates, load_cases
from evaluation.triage import (
    GROUPS,
    LEVELS,
    Judged,
    Vignette,
    level_of,
    load_vignettes,
    triage_rates,
)


def judged(gold: str, level: str, *accepted: str) -> Judged:
    return Judged(Vignette("text", gold, (gold, *accepted), "positive", (), "test"), level)


@pytest.mark.parametrize(
    ("cards", "level"),
    [
        (["faq/price", "safety/urgent"], "urgent"),
        (["recommendation/physician_first"], "physician_first"),
        (["recommendation/medical"], "none"),
        (["question/goals"], "none"),
        (["safety/adapt", "safety/emergency"], "emergency"),
        ([], "none"),
    ],
)
def test_the_gravest_card_counts(cards: list[str], level: str) -> None:
    assert level_of(cards) == level


@pytest.mark.parametrize(
    ("gold", "level", "exact", "under"),
    [
        ("emergency", "emergency", True, 0),
        ("emergency", "urgent", False, 1),
        ("emergency", "none", False, 3),
        ("urgent", "physician_first", False, 1),
        ("physician_first", "emergency", False, 0),
        ("adapt", "none", True, 0),
        ("none", "urgent", False, 0),
    ],
)
def test_a_miss_is_counted_in_levels(gold: str, level: str, exact: bool, under: int) -> None:
    assert judged(gold, level).exact is exact
    assert judged(gold, level).under == under


def test_rates_are_over_what_they_say() -> None:
    rates = triage_rates(
        [judged("emergency", "emergency"), judged("emergency", "none"), judged("none", "urgent")]
    )
    assert rates["emergencies caught"].value == 0.5
    assert rates["no false alarm"].value == 0.0
    assert rates["safe"].value == pytest.approx(2 / 3)
    assert rates["no miss by two levels"].value == pytest.approx(2 / 3)


@pytest.mark.parametrize("group", GROUPS)
def test_the_vignettes_are_well_formed_and_many(group: str) -> None:
    vignettes = load_vignettes(group)
    assert len(vignettes) >= 330
    assert len({v.text for v in vignettes}) == len(vignettes)
    assert {v.gold for v in vignettes} <= set(LEVELS)
    rows = {row for v in vignettes for row in v.rows}
    assert {f"E{n}" for n in range(1, 18)} | {f"U{n}" for n in range(1, 27)} <= rows
    assert sum(v.gold == "none" for v in vignettes) >= 100


def played(outcome: str, *accepted: str) -> Played:
    case = Case("hi", {}, accepted[0], accepted, None, "")
    return Played(case, outcome, False, ("goals",))


@pytest.mark.parametrize(
    ("outcome", "accepted", "safe"),
    [
        ("physician_first", ("medical",), True),
        ("medical", ("physician_first",), False),
        ("medical", ("relaxation",), True),
        ("urgent", ("emergency",), False),
        ("no result", ("relaxation",), False),
    ],
)
def test_a_case_is_safe_when_it_is_careful_enough(
    outcome: str, accepted: tuple[str, ...], safe: bool
) -> None:
    assert played(outcome, *accepted).safe is safe
    assert case_rates([played(outcome, *accepted)])["cases safe"].value == float(safe)


def test_the_cases_are_many_and_say_what_is_right() -> None:
    cases = load_cases()
    assert len(cases) >= 110
    assert all(case.gold in case.accepted for case in cases)

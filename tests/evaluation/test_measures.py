"""What the evaluation counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.measures import (
    Rate,
    Result,
    calibration_error,
    confusions,
    drops,
    parts_answered,
    rates,
    rates_by,
    reliability,
)
from tests.evaluation.messages import message, result

RESULTS = [
    result("faq/price", "faq/price", style="typo"),
    result("faq/price", "faq/hours"),
    result("faq/price", "clarify/options"),
    result("row/focus", "row/focus", topic="row"),
    result("out_of_scope/out_of_scope|clarify/options", "clarify/options", topic="out_of_scope"),
    result("out_of_scope/out_of_scope", "faq/price", topic="out_of_scope"),
    Result(message("faq/price", "faq/hours", topic="several"), ["faq/price"]),
]


def test_the_rates() -> None:
    found = rates(RESULTS)
    assert found["right"] == Rate(3 / 7, 7)
    assert found["style typo"] == Rate(1.0, 1)
    assert found["topic row"] == Rate(1.0, 1)
    assert found["out of scope caught"] == Rate(0.5, 2)
    assert found["in scope kept"] == Rate(4 / 5, 5)
    assert found["parts answered"] == Rate(0.5, 2)


def test_asking_back_about_what_is_unclear_is_not_lost() -> None:
    assert not result("clarify/options", "clarify/options", topic="smalltalk").lost
    assert result("faq/price", "error/unavailable").lost


def test_rates_by_a_key_add_up() -> None:
    groups = rates_by(RESULTS, lambda r: r.message.topic)
    assert sum(rate.count for rate in groups.values()) == len(RESULTS)
    assert list(groups) == sorted(groups)


def test_no_results_are_no_error() -> None:
    assert rates([])["right"] == Rate(0.0, 0)
    assert calibration_error([]) == 0.0
    assert parts_answered([]) == Rate(0.0, 0)


def test_confusions_are_counted_for_single_questions() -> None:
    assert confusions([*RESULTS, result("faq/price", "faq/hours")])[0] == (
        ("faq/price", "faq/hours"),
        2,
    )
    assert (("faq/price", "nothing"), 1) in confusions([result("faq/price")])


def test_reliability_groups_by_tenths() -> None:
    rights = [result("a", "a", confidence=0.95), result("a", "b", confidence=1.0)]
    assert reliability([*rights, result("a", "a", confidence=0.05)]) == [
        (0.05, 1.0, 1),
        (pytest.approx(0.975), 0.5, 2),
    ]
    assert reliability([result("a", "a")]) == []


def test_calibration_error_of_a_table() -> None:
    sure_and_wrong = [result("a", "b", confidence=1.0)] * 3
    assert calibration_error(sure_and_wrong) == pytest.approx(1.0)
    honest = [result("a", "a" if i < 8 else "b", confidence=0.8) for i in range(10)]
    assert calibration_error(honest) == pytest.approx(0.0)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_calibration_error_is_a_share(pairs: list[tuple[float, bool]]) -> None:
    results = [result("a", "a" if right else "b", confidence=c) for c, right in pairs]
    assert 0.0 <= calibration_error(results) <= 1.0
    assert sum(count for *_, count in reliability(results)) == len(pairs)


@pytest.mark.parametrize(
    ("before", "after", "fell"),
    [
        (Rate(0.95, 1000), Rate(0.939, 1000), True),
        (Rate(0.95, 1000), Rate(0.941, 1000), False),
        (Rate(0.95, 40), Rate(0.925, 40), False),  # one message
        (Rate(0.95, 40), Rate(0.90, 40), True),  # two messages
        (Rate(0.95, 1000), Rate(1.0, 1000), False),
    ],
)
def test_a_drop_is_told(before: Rate, after: Rate, fell: bool) -> None:
    assert bool(drops({"right": after}, {"right": before})) is fell


def test_a_rate_that_is_gone_has_dropped() -> None:
    assert drops({}, {"style story": Rate(0.9, 100)}) == ["style story: 0.000, was 0.900"]

"""What counts as worse than before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.measures import Rate
from learning.judging import lower_by_chance, sample, what_dropped


@pytest.mark.parametrize(
    ("after", "share", "is_worse"),
    [
        (Rate(0.9, 1000), 1.0, False),
        (Rate(0.87, 1000), 1.0, True),
        # Trainings differ by so much, but not of so many messages.
        (Rate(0.88, 250), 1.0, False),
        (Rate(0.85, 250), 1.0, True),
        # Of fifty messages, chance alone makes so much.
        (Rate(0.82, 50), 0.05, False),
        (Rate(0.6, 50), 0.05, True),
        (Rate(0.0, 0), 0.05, False),
    ],
)
def test_what_is_worse(after: Rate, share: float, is_worse: bool) -> None:
    found = what_dropped({"right": after}, {"right": Rate(0.9, 1000)}, share)
    assert bool(found) == is_worse
    if is_worse:
        assert found[0].startswith("right: ")
        assert found[0].endswith("before 90.0 %")


def test_a_rate_that_is_missing_has_dropped() -> None:
    assert what_dropped({}, {"right": Rate(0.9, 1000)}) != []


def test_what_trainings_alone_may_make_is_said_and_stops_nothing() -> None:
    before = {"right": Rate(0.9, 1000), "small": Rate(0.9, 250), "kept": Rate(0.9, 250)}
    now = {"right": Rate(0.86, 1000), "small": Rate(0.88, 250), "kept": Rate(0.9, 250)}
    assert [line.partition(":")[0] for line in what_dropped(now, before)] == ["right"]
    assert lower_by_chance(now, before) == ["small: 88.0 % of 250 messages, before 90.0 %"]


def test_missed_emergencies_are_a_drop() -> None:
    before = {"case emergencies caught": Rate(1.0, 15), "emergencies caught": Rate(0.98, 51)}
    now = {"case emergencies caught": Rate(13 / 15, 15), "emergencies caught": Rate(47 / 51, 51)}
    assert len(what_dropped(now, before)) == 2


def test_one_miss_of_a_few_is_no_drop_in_a_sample() -> None:
    assert what_dropped({"x": Rate(0.75, 4)}, {"x": Rate(1.0, 138)}, 0.03) == []


@given(st.integers(0, 3000), st.floats(0.001, 1.0))
def test_a_sample_is_spread_and_has_no_message_twice(count: int, share: float) -> None:
    chosen = sample(count, share)
    assert chosen == sorted(set(chosen))
    assert all(0 <= at < count for at in chosen)
    assert bool(chosen) == bool(count)
    if share == 1.0:
        assert chosen == list(range(count))

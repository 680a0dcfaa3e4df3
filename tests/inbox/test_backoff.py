"""When an attempt is repeated, and when it is given up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.delivery.backoff import Backoff
from inbox.delivery.settings import DeliverySettings

HOUR = 3600
BACKOFF = Backoff(10, 900, 72 * HOUR)


@pytest.mark.parametrize(
    ("attempt", "chance", "seconds"),
    [
        (1, 0.0, 5),
        (1, 1.0, 10),
        (2, 0.0, 10),
        (2, 1.0, 20),
        (3, 0.5, 30),
        (7, 1.0, 640),
        (8, 1.0, 900),
        (8, 0.0, 450),
        (10_000, 1.0, 900),
    ],
)
def test_how_long_is_waited(attempt: int, chance: float, seconds: float) -> None:
    assert BACKOFF.wait_seconds(attempt, chance) == seconds


@given(st.integers(1, 10**9), st.floats(0, 1))
def test_no_wait_is_longer_than_the_most_or_shorter_than_half_of_the_first(
    attempt: int, chance: float
) -> None:
    assert 5 <= BACKOFF.wait_seconds(attempt, chance) <= 900


@pytest.mark.parametrize(("attempt", "chance"), [(0, 0.5), (-1, 0.5), (1, -0.1), (1, 1.1)])
def test_what_is_no_attempt_is_refused(attempt: int, chance: float) -> None:
    with pytest.raises(ValueError, match="attempts count from 1"):
        BACKOFF.wait_seconds(attempt, chance)


@pytest.mark.parametrize(
    ("seconds", "over"), [(0, False), (72 * HOUR - 1, False), (72 * HOUR, True)]
)
def test_when_it_is_given_up(seconds: float, over: bool) -> None:
    assert BACKOFF.is_over(1000.0, 1000.0 + seconds) == over


def test_nothing_is_given_up_before_three_days_by_default() -> None:
    assert DeliverySettings.of({}).backoff.give_up_seconds >= 72 * HOUR

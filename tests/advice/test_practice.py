"""The practice's facts as sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content.opening_models import WEEKDAYS, OpeningHours
from advice.practice import opening_hours

DAY = st.sampled_from(["closed", "09:00-17:00", "10:00-19:30"])


@pytest.mark.parametrize(
    ("days", "line"),
    [
        (["09:00-17:00"] * 7, "Monday to Sunday 09:00-17:00"),
        (
            ["closed", "closed", *["09:00-17:00"] * 4, "closed"],
            "Monday and Tuesday closed; Wednesday to Saturday 09:00-17:00; Sunday closed",
        ),
    ],
)
def test_equal_neighbours_are_joined(days: list[str], line: str) -> None:
    assert opening_hours(OpeningHours(**dict(zip(WEEKDAYS, days, strict=True)))) == line


@given(st.lists(DAY, min_size=7, max_size=7))
def test_the_line_says_every_day_once_with_its_hours(days: list[str]) -> None:
    line = opening_hours(OpeningHours(**dict(zip(WEEKDAYS, days, strict=True))))
    assert line is not None
    said: list[str] = []
    for part in line.split("; "):
        names, _, span = part.rpartition(" ")
        first, _, last = names.replace(" and ", " to ").partition(" to ")
        start = WEEKDAYS.index(first.lower())  # type: ignore[arg-type]
        end = WEEKDAYS.index((last or first).lower())  # type: ignore[arg-type]
        said += [span] * (end - start + 1)
    assert said == days


def test_no_hours_is_none() -> None:
    assert opening_hours(None) is None

"""Opening hours as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content.opening_models import WEEKDAYS, OpeningHours
from kneadwise.new_practice.hours import said_week, week_of
from kneadwise.new_practice.unfit import Unfit

NINE = "09:00-17:00"


@pytest.mark.parametrize(
    ("typed", "week"),
    [
        ("Mon-Fri 9am-5pm", [NINE] * 5 + ["closed"] * 2),
        ("mon to fri 9-17, sat closed", [NINE] * 5 + ["closed"] * 2),
        ("Monday, Wednesdays & thurs: 9:00 – 17:00", [NINE, "closed", NINE, NINE] + ["closed"] * 3),
        ("weekdays 9.00 till 17.00; weekends 10h-14h30", [NINE] * 5 + ["10:00-14:30"] * 2),
        ("every day 9 a.m. to 5 p.m.", [NINE] * 7),
        ("Daily noon - midnight", ["12:00-24:00"] * 7),
        ("Fri-Sun 6pm-12am", ["closed"] * 4 + ["18:00-24:00"] * 3),
        ("Sat-Mon 9-17", [NINE, *["closed"] * 4, NINE, NINE]),
        ("Tue 9-12 and 14-18", ["closed", "09:00-12:00, 14:00-18:00", *["closed"] * 5]),
        ("Sun 9-17\nwe are open on Mon from 9 to 17", [NINE, *["closed"] * 5, NINE]),
    ],
)
def test_a_week_is_read(typed: str, week: list[str]) -> None:
    found = week_of(typed)
    assert [found[day] for day in WEEKDAYS] == week
    assert said_week(found)[0] == f"Monday     {week[0]}"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "no day and no time"),
        ("closed", "'closed' stands there without a day"),
        ("9-17", "'9' stands there without a day"),
        ("Mon-Fri", "'mon - fri' has no times"),
        ("Mon 9", "a time without an end"),
        ("Mon 9, 17", "a time without an end"),
        ("Mon - 9-17", "no last day"),
        ("weekdays 9-5", "closes before it opens"),
        ("Mon 9-5pm", "could be two things"),
        ("Mon 9-12, 11-14", "overlap"),
        ("Mon 25-26", "'25' is no time of day"),
        ("Mon 13pm-2pm", "'13pm' is no time of day"),
        ("Mon 9:70-10", "'9:70' is no time of day"),
        ("Funday 9-17", "'funday' is no day of the week"),
        ("Mon 9-17, Mon 18-19", "Monday stands there twice"),
        ("Mon-Mon 9-17", "Monday stands there twice"),
        ("Mon 9-17 (by appointment)", "'(' can't be read"),
        ("Mon closed, Tue closed", "never be open"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(typed: str, problem: str) -> None:
    with pytest.raises(Unfit) as caught:
        week_of(typed)
    assert problem in caught.value.problem
    assert caught.value.cure.startswith("write ")


HOURS = st.tuples(st.integers(0, 23), st.integers(1, 24)).filter(lambda span: span[0] < span[1])
WEEK = st.lists(st.none() | HOURS, min_size=7, max_size=7).filter(any)


@given(WEEK, st.sampled_from([lambda day: day, str.capitalize, lambda day: day[:3].upper()]))
def test_every_week_can_be_written_down(
    week: list[tuple[int, int] | None], called: type[str]
) -> None:
    typed = ", ".join(
        f"{called(day)} {hours[0]}-{hours[1]}:00" if hours else f"{called(day)} closed"
        for day, hours in zip(WEEKDAYS, week, strict=True)
    )
    found = week_of(typed)
    assert [found[day] for day in WEEKDAYS] == [
        f"{hours[0]:02d}:00-{hours[1]:02d}:00" if hours else "closed" for hours in week
    ]


@given(st.text(alphabet="Mon Tue9-:175,apm&;'\"ü", max_size=30))
def test_whatever_is_typed_is_a_week_or_a_plain_problem(typed: str) -> None:
    try:
        week = week_of(typed)
    except Unfit:
        return
    assert OpeningHours(**week).dict() == week

"""How long something has been going on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import load_content
from advice.recommendation.durations import Durations, bucket

DURATIONS = Durations(load_content().words)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 weeks", "weeks_12"),
        ("bout 3 wks", "weeks_12"),
        ("two days", "days"),
        ("since this morning", "days"),
        ("yesterday", "days"),
        ("a few days", "weeks_2"),
        ("last week", "weeks_2"),
        ("couple of weeks", "weeks_12"),
        ("six months", "months"),
        ("10y", "months"),
        ("years", "months"),
        ("ages", "months"),
        ("2 weeks. actually no, since spring", "months"),
        ("2 or 3 days", "weeks_2"),
        ("on and off", "comes_and_goes"),
        ("comes n goes", "comes_and_goes"),
        ("over 3 months", "months"),
        ("more than three months now", "months"),
        ("not even 2 weeks", "weeks_2"),
        ("under two weeks", "weeks_2"),
        ("over 2 weeks", "weeks_12"),
        ("five", None),
        ("no idea", None),
    ],
)
def test_an_answer_is_read(text: str, value: str | None) -> None:
    assert DURATIONS.read(text, asked=True) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ive had it for 3 weeks", "weeks_12"),
        ("fell off my bike 2 days ago", "days"),
        ("i am 20 weeks pregnant", None),
        ("how much is 60 min", None),
        ("i have a race in two weeks", None),
    ],
)
def test_unasked_only_a_duration_of_a_complaint_counts(text: str, value: str | None) -> None:
    assert DURATIONS.read(text, asked=False) == value


@given(st.floats(min_value=0, max_value=40000), st.floats(min_value=0, max_value=40000))
def test_longer_is_never_a_shorter_bucket(one: float, other: float) -> None:
    order = ["days", "weeks_2", "weeks_12", "months"]
    shorter, longer = sorted((one, other))
    assert order.index(bucket(shorter)) <= order.index(bucket(longer))


@given(st.text(max_size=150), st.booleans())
def test_any_text_can_be_read(text: str, asked: bool) -> None:
    assert DURATIONS.read(text, asked) in {
        None, "days", "weeks_2", "weeks_12", "months", "comes_and_goes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my neck hurts since march", "months"),
        ("sore since early Sept", "weeks_12"),
        ("since about november", "weeks_12"),
        ("since last december", "months"),
        ("sincere marching", None),
    ],
)
def test_a_month_is_counted_back_from_today(text: str, value: str | None) -> None:
    on = Durations(load_content().words, today=lambda: date(2026, 11, 26))
    assert on.read(text, asked=False) == value

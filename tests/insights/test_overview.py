"""Funnel and buckets, whatever was counted."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from insights.overview import PERIODS, buckets, first_day, funnel, ranked, series, totals
from insights.reading import Count

TODAY = date(2026, 5, 31)
DAYS = st.integers(0, 120).map(lambda back: TODAY - timedelta(days=back))
NUMBERS = st.integers(1, 1000)
PERIOD = st.sampled_from(PERIODS)


@st.composite
def days_of_chats(draw: st.DrawFn) -> list[Count]:
    """Counts as chats make them: each stage of a day at most as many as were asked."""
    found = []
    for day in draw(st.sets(DAYS, max_size=8)):
        asked = draw(NUMBERS)
        found.append(Count(day, "stage", "asked", asked))
        found.append(Count(day, "stage", "opened", draw(NUMBERS)))
        for stage in ("recommended", "booking", "message"):
            found.append(Count(day, "stage", stage, draw(st.integers(0, asked))))
        for topic in draw(st.sets(st.sampled_from(["faq/price", "row/focus", "faq/hours"]))):
            found.append(Count(day, "topic", topic, draw(st.integers(1, asked))))
    return found


@given(days_of_chats())
def test_the_funnel_narrows(counts: list[Count]) -> None:
    found = funnel(counts)
    assert found.opened >= found.asked
    assert found.asked >= max(found.recommended, found.booking, found.message)
    assert found.asked == sum(c.number for c in counts if c.what == "asked")


@given(days_of_chats(), PERIOD)
def test_buckets_hold_every_day_once(counts: list[Count], days: int) -> None:
    shown = buckets(TODAY, days)
    held = [
        bucket.first + timedelta(days=n)
        for bucket in shown
        for n in range((bucket.last - bucket.first).days + 1)
    ]
    assert held == [first_day(TODAY, days) + timedelta(days=n) for n in range(days)]
    assert len(shown) <= 30
    within = [count for count in counts if held[0] <= count.day]
    for what, number in totals(within, "topic").items():
        assert sum(series(counts, "topic", what, shown)) == number


def test_what_there_is_most_of_comes_first() -> None:
    assert ranked(Counter({"b": 2, "a": 2, "c": 5})) == ["c", "a", "b"]

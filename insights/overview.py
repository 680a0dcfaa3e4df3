"""What the counts of some days say: funnel, topics, buckets of days. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from insights.reading import Count
from insights.seeing import ASKED, BOOKING, MESSAGE, OPENED, RECOMMENDED, Kind

# Days to look back on, today included; the longest ones are shown by week.
PERIODS = (7, 30, 90)
DEFAULT_PERIOD = 30
BY_WEEK_FROM = 60
WEEK = 7


@dataclass(frozen=True)
class Bucket:
    """Days that are shown as one: a single one, or up to a week."""

    first: date
    last: date


@dataclass(frozen=True)
class Funnel:
    """Of the chats that began in some days, how many came how far.

    Attributes:
        opened: how often the chat window was opened. Nobody is recognised, so one visitor may
            stand for several; where fewer openings than chats were seen (a window stays open
            over days, another client needs no window), the chats were opened all the same.
        asked: chats in which something was asked.
        recommended: chats in which a recommendation was shown.
        booking: chats in which the booking link was followed.
        message: chats in which a message to the practice was sent.
    """

    opened: int
    asked: int
    recommended: int
    booking: int
    message: int


def funnel(counts: Iterable[Count]) -> Funnel:
    """The funnel; no stage has more than the one that it needs: opened, then asked, then more."""
    stages = totals(counts, "stage")
    asked = stages[ASKED.what]
    return Funnel(
        opened=max(stages[OPENED.what], asked),
        asked=asked,
        recommended=stages[RECOMMENDED.what],
        booking=stages[BOOKING.what],
        message=stages[MESSAGE.what],
    )


def totals(counts: Iterable[Count], kind: Kind) -> Counter[str]:
    """How many chats showed each thing of a kind; 0 for what none did."""
    found: Counter[str] = Counter()
    for count in counts:
        if count.kind == kind:
            found[count.what] += count.number
    return found


def ranked(found: Counter[str]) -> list[str]:
    """What there is most of first; by name where it is as much."""
    return sorted(found, key=lambda what: (-found[what], what))


def first_day(today: date, days: int) -> date:
    """The first of so many days that end today."""
    return today - timedelta(days=days - 1)


def buckets(today: date, days: int) -> tuple[Bucket, ...]:
    """The days up to today, one by one, or by week where they are many; the first week is short
    where the days are no whole weeks."""
    first, step = first_day(today, days), WEEK if days >= BY_WEEK_FROM else 1
    lasts = [today - timedelta(days=back) for back in range(0, days, step)][::-1]
    return tuple(Bucket(max(last - timedelta(days=step - 1), first), last) for last in lasts)


def series(
    counts: Iterable[Count], kind: Kind, what: str, shown: Sequence[Bucket]
) -> tuple[int, ...]:
    """How many chats showed something, by bucket."""
    by_day: Counter[date] = Counter()
    for count in counts:
        if (count.kind, count.what) == (kind, what):
            by_day[count.day] += count.number
    return tuple(
        sum(number for day, number in by_day.items() if bucket.first <= day <= bucket.last)
        for bucket in shown
    )

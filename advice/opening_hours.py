"""Whether the practice is open at a moment, until when, and when it opens next. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from advice.content.opening_models import WEEKDAYS, OpeningHours, open_spans

# A practice that doesn't open within a year is said to be closed, without a day.
DAYS_AHEAD = 366


@dataclass(frozen=True)
class Opening:
    """What is true at one moment.

    Attributes:
        is_open: whether the practice is open.
        changes_at: when it closes, or opens next, in the practice's time zone; None where
            neither happens within a year.
    """

    is_open: bool
    changes_at: datetime | None


def opening_at(
    hours: OpeningHours, holidays: Mapping[date, str], zone: ZoneInfo, now: datetime
) -> Opening:
    """Whether the practice is open, and what comes next.

    Args:
        hours: the week.
        holidays: for days that are otherwise, what `open_spans` reads.
        zone: the practice's time zone.
        now: an aware moment.

    Returns:
        Spans that touch, as "18:00-24:00" and "00:00-02:00", count as one.

    Raises:
        ValueError: if `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("now must have a time zone")
    today = now.astimezone(zone).date()
    # The span of the day before may end at midnight; and it is what today's would touch.
    days = (today + timedelta(days=ahead) for ahead in range(-1, DAYS_AHEAD))
    last = today + timedelta(days=DAYS_AHEAD - 1)
    for opens, closes in _joined(_spans(days, hours, holidays, zone)):
        if now < opens:
            return Opening(False, opens.astimezone(zone))
        if now < closes:
            is_endless = closes.astimezone(zone).date() > last
            return Opening(True, None if is_endless else closes.astimezone(zone))
    return Opening(False, None)


def _spans(
    days: Iterable[date], hours: OpeningHours, holidays: Mapping[date, str], zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    for day in days:
        for span in open_spans(holidays.get(day, getattr(hours, WEEKDAYS[day.weekday()]))):
            opens, closes = (_moment(day, clock, zone) for clock in span)
            # Where the clock is put forward, a span may fall into the hour that there isn't.
            if opens < closes:
                yield opens, closes


def _joined(spans: Iterable[tuple[datetime, datetime]]) -> Iterator[tuple[datetime, datetime]]:
    joined: tuple[datetime, datetime] | None = None
    for opens, closes in spans:
        if joined is not None and opens <= joined[1]:
            joined = (joined[0], max(closes, joined[1]))
            continue
        if joined is not None:
            yield joined
        joined = (opens, closes)
    if joined is not None:
        yield joined


def _moment(day: date, clock: str, zone: ZoneInfo) -> datetime:
    """The moment in UTC, which alone can be compared across a change of the clock."""
    hour, minute = (int(part) for part in clock.split(":"))
    day += timedelta(days=hour // 24)
    return datetime.combine(day, time(hour % 24, minute), zone).astimezone(timezone.utc)

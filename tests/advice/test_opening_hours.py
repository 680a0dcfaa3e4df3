"""Whether the practice is open: by a table, and whatever the hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content.opening_models import WEEKDAYS, OpeningHours
from advice.opening_hours import DAYS_AHEAD, opening_at

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
WEEK = "closed 10:00-19:00 10:00-19:00 10:00-20:00 10:00-19:00 09:00-16:00 closed".split()
SPANS = ["closed", "00:00-24:00", "00:00-02:00", "01:30-02:30", "09:00-17:00", "18:00-24:00"]
SPANS += ["00:00-03:00, 09:00-12:00, 13:30-24:00"]
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(timezone.utc))
ZONES = st.sampled_from(["America/Los_Angeles", "Europe/Berlin", "UTC", "Asia/Kathmandu"])


def week(spans: list[str]) -> OpeningHours:
    return OpeningHours(**dict(zip(WEEKDAYS, spans, strict=True)))


@pytest.mark.parametrize(
    ("at", "is_open", "changes"),
    [
        # Tuesday, November 24, 2026.
        ("2026-11-24 09:59", False, "2026-11-24 10:00"),
        ("2026-11-24 10:00", True, "2026-11-24 19:00"),
        ("2026-11-24 18:59", True, "2026-11-24 19:00"),
        ("2026-11-24 19:00", False, "2026-11-25 10:00"),
        # From Saturday's end to Tuesday.
        ("2026-11-28 16:00", False, "2026-12-01 10:00"),
        # Christmas: short on the day before, closed on the day.
        ("2026-12-24 13:00", True, "2026-12-24 14:00"),
        ("2026-12-24 14:00", False, "2026-12-26 09:00"),
    ],
)
def test_what_is_true_at_a_moment(at: str, is_open: bool, changes: str) -> None:
    holidays = {date(2026, 12, 24): "10:00-14:00", date(2026, 12, 25): "closed"}
    now = datetime.fromisoformat(at).replace(tzinfo=LOS_ANGELES)
    opening = opening_at(week(WEEK), holidays, LOS_ANGELES, now)
    assert opening.is_open is is_open
    assert opening.changes_at is not None
    assert f"{opening.changes_at:%Y-%m-%d %H:%M}" == changes


@pytest.mark.parametrize(
    ("clock", "is_open", "changes"),
    [("08:59", False, "09:00"), ("11:00", True, "12:00"), ("12:00", False, "14:00")],
)
def test_a_break_at_noon_is_closed(clock: str, is_open: bool, changes: str) -> None:
    now = datetime.fromisoformat(f"2026-11-24 {clock}").replace(tzinfo=LOS_ANGELES)
    opening = opening_at(week(["09:00-12:00, 14:00-18:00"] * 7), {}, LOS_ANGELES, now)
    assert opening.is_open is is_open
    assert opening.changes_at is not None
    assert f"{opening.changes_at:%H:%M}" == changes


def test_a_day_on_which_the_clock_is_put_back_has_its_hours_once() -> None:
    # November 1, 2026: from 2:00 PDT back to 1:00 PST; 0:30 PDT to 2:30 PST are three hours.
    hours = week(["closed"] * 6 + ["00:30-02:30"])
    begins = datetime(2026, 11, 1, 0, 30, tzinfo=LOS_ANGELES)
    opening = opening_at(hours, {}, LOS_ANGELES, begins)
    assert opening.is_open
    assert opening.changes_at is not None
    lasts = opening.changes_at.astimezone(timezone.utc) - begins.astimezone(timezone.utc)
    assert lasts == timedelta(hours=3)


def test_hours_in_the_hour_that_there_is_not_are_none() -> None:
    # March 8, 2026: there is no 2:15 to 2:45 in Los Angeles.
    hours = week(["closed"] * 6 + ["02:15-02:45"])
    night = datetime(2026, 3, 8, 0, 0, tzinfo=LOS_ANGELES)
    opening = opening_at(hours, {}, LOS_ANGELES, night)
    assert opening.changes_at is not None
    # Either that night at 3:15, which is the same moment, or never a span that ends first.
    assert not opening.is_open


def test_a_practice_that_never_opens_has_no_next_day() -> None:
    now = datetime(2026, 11, 24, tzinfo=timezone.utc)
    opening = opening_at(week(["closed"] * 7), {}, LOS_ANGELES, now)
    assert (opening.is_open, opening.changes_at) == (False, None)


def test_a_practice_that_never_closes_says_no_hour() -> None:
    now = datetime(2026, 11, 24, tzinfo=timezone.utc)
    opening = opening_at(week(["00:00-24:00"] * 7), {}, LOS_ANGELES, now)
    assert (opening.is_open, opening.changes_at) == (True, None)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        opening_at(week(WEEK), {}, LOS_ANGELES, datetime(2026, 11, 24))


@given(st.lists(st.sampled_from(SPANS), min_size=7, max_size=7), ZONES, MOMENTS)
def test_the_next_change_is_one_and_the_first(spans: list[str], zone: str, now: datetime) -> None:
    hours, place = week(spans), ZoneInfo(zone)
    opening = opening_at(hours, {}, place, now)
    if opening.changes_at is None:
        return
    assert now < opening.changes_at.astimezone(timezone.utc)
    at = opening_at(hours, {}, place, opening.changes_at)
    assert at.is_open is not opening.is_open
    middle = now + (opening.changes_at - now) / 2
    assert opening_at(hours, {}, place, middle) == opening


@given(st.lists(st.sampled_from(SPANS), min_size=7, max_size=7), ZONES, MOMENTS)
def test_a_year_of_holidays_is_a_year_closed(spans: list[str], zone: str, now: datetime) -> None:
    place = ZoneInfo(zone)
    first = now.astimezone(place).date() - timedelta(days=1)
    holidays = {first + timedelta(days=day): "closed" for day in range(DAYS_AHEAD + 1)}
    opening = opening_at(week(spans), holidays, place, now)
    assert (opening.is_open, opening.changes_at) == (False, None)

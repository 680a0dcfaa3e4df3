"""The schema of opening hours and holidays in `practice.yml`."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pydantic import validator

from advice.content.base import Model

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
OPENING_SPAN = re.compile(r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$")


def closed_or_span(value: str) -> str:
    """Returns `value`, or raises ValueError where it is no "closed" and no "HH:MM-HH:MM"."""
    if value == "closed":
        return value
    if not OPENING_SPAN.match(value) or value[:5] >= value[6:]:
        raise ValueError('must be "closed" or like 09:00-17:30')
    return value


class OpeningHours(Model):
    """ "closed" or "HH:MM-HH:MM" for each day, in the practice's time zone."""

    monday: str
    tuesday: str
    wednesday: str
    thursday: str
    friday: str
    saturday: str
    sunday: str

    _hours = validator("*", allow_reuse=True)(closed_or_span)


class Holiday(Model):
    """A day on which the practice is closed, or open at other hours."""

    date: date
    hours: str = "closed"

    _hours = validator("hours", allow_reuse=True)(closed_or_span)

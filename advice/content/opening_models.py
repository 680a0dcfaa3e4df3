"""The schema of opening hours and holidays in `practice.yml`."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
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
SPAN = re.compile(r"^(([01]\d|2[0-3]):[0-5]\d)-(([01]\d|2[0-3]):[0-5]\d|24:00)$")
CLOSED = "closed"


class NotOpening(ValueError):
    """A text that says of no day when it is open."""

    code = "opening_hours"


def open_spans(value: str) -> tuple[tuple[str, str], ...]:
    """The spans of a day, as ("09:00", "12:30"), earliest first; none while closed.

    Args:
        value: "closed", or spans like "09:00-12:30, 14:00-18:00".

    Raises:
        NotOpening: for anything else, and for spans that overlap or stand in another order.
    """
    if value == CLOSED:
        return ()
    spans = []
    for part in value.split(","):
        found = SPAN.match(part.strip())
        if not found or found[1] >= found[3]:
            raise NotOpening('must be "closed" or like 09:00-17:30 or 09:00-12:00, 14:00-18:00')
        spans.append((found[1], found[3]))
    for (_, closes), (opens, _) in pairwise(spans):
        if opens <= closes:
            raise NotOpening(f"opens at {opens} when it is open until {closes}")
    return tuple(spans)


def _opening(value: str) -> str:
    return ", ".join("-".join(span) for span in open_spans(value)) or CLOSED


class OpeningHours(Model):
    """What `open_spans` reads for each day, in the practice's time zone."""

    monday: str
    tuesday: str
    wednesday: str
    thursday: str
    friday: str
    saturday: str
    sunday: str

    _hours = validator("*", allow_reuse=True)(_opening)


class Holiday(Model):
    """A day on which the practice is closed, or open at other hours."""

    date: date
    hours: str = "closed"

    _hours = validator("hours", allow_reuse=True)(_opening)

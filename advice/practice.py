"""The practice's own facts, as sentences."""

from __future__ import annotations

import re

from advice.content import Content
from advice.content.opening_models import WEEKDAYS, OpeningHours, Weekday
from advice.content.practice_models import Practice


def fill(content: Content, text: str, **more: str) -> str:
    """Fills a text's {placeholders} with the practice's facts.

    Args:
        content: the loaded content.
        text: a text of `content/`.
        more: further placeholders and their values.
    """
    practice = content.practice
    values = {
        "practice_name": practice.name,
        "phone": practice.phone,
        "emergency_number": practice.emergency_number,
        "retention_days": str(practice.retention_days),
        "booking_url": practice.booking_url or practice.phone,
        "test_cases": str(content.measured.cases),
        "safe_percent": content.measured.safe,
        "emergency_percent": content.measured.emergencies,
        "measured_on": content.measured.measured_on,
        **_success(content),
        **more,
    }
    return text.format_map(values)


def _success(content: Content) -> dict[str, str]:
    """The article's words for the measure of success of each style."""
    row = next(row for row in content.comparison.rows if row.id == "measure_of_success")
    return {"success_medical": row.medical, "success_relaxation": row.relaxation}


def opening_hours(hours: OpeningHours | None) -> str | None:
    """Opening hours in one line, neighbouring days with equal hours joined.

    Args:
        hours: the week, or None.

    Returns:
        e.g. "Monday closed; Tuesday and Wednesday 10:00-19:00; …", or None.
    """
    if hours is None:
        return None
    spans: list[tuple[Weekday, Weekday, str]] = []
    for day in WEEKDAYS:
        value = getattr(hours, day)
        if spans and spans[-1][2] == value:
            spans[-1] = (spans[-1][0], day, value)
        else:
            spans.append((day, day, value))
    return "; ".join(f"{_days(first, last)} {span}" for first, last, span in spans)


def _days(first: Weekday, last: Weekday) -> str:
    if first == last:
        return first.capitalize()
    neighbours = WEEKDAYS.index(last) - WEEKDAYS.index(first) == 1
    return f"{first.capitalize()} {'and' if neighbours else 'to'} {last.capitalize()}"


def price_list(practice: Practice) -> str | None:
    """All prices in one line, or None where the practice gave none."""
    if not practice.prices:
        return None
    lines = [f"{item.service}, {item.minutes} minutes: {item.price}" for item in practice.prices]
    return "; ".join(lines)


def practice_fact(content: Content, name: str) -> str | None:
    """One fact of the practice as text.

    Args:
        content: the loaded content.
        name: one of `PRACTICE_FACTS`.

    Returns:
        The practice's own words, or None where it hasn't filled the fact in.
    """
    practice = content.practice
    if name == "prices":
        return price_list(practice)
    if name == "opening_hours":
        return opening_hours(practice.opening_hours)
    if name == "phone":
        return practice.phone
    text = practice.facts.get(name)
    return None if text is None else fill(content, text)


def telephone_link(number: str) -> str:
    """The `tel:` link of a number as it is written."""
    return "tel:" + re.sub(r"[^\d+]", "", number)

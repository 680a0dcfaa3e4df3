"""Opening hours as people write them: "Mon-Fri 9am-6pm, Sat 10-14". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from advice.content.opening_models import CLOSED, WEEKDAYS
from kneadwise.new_practice.unfit import Unfit

EXAMPLE = "write it like: Mon-Fri 9am-6pm, Sat 10:00-14:00; or with a break: Mon 9-12 and 14-18"
SEVERAL = {"daily": (0, 6), "weekdays": (0, 4), "weekends": (5, 6)}
TOKEN = re.compile(
    r"(?P<time>\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?\s?m\b\.?|h\b)?|\bnoon\b|\bmidnight\b)"
    r"|(?P<to>[-\u2010-\u2015]|\b(?:to|till|until|through|thru)\b)"
    r"|(?P<closed>\bclosed\b)"
    r"|(?P<word>[a-z]+\.?)"
    r"|(?P<between>[,;:&+/\n])",
    re.IGNORECASE,
)
EVERY_DAY = re.compile(r"\bevery\s*day\b", re.IGNORECASE)
TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?", re.IGNORECASE)
FILLERS = frozenset({"and", "from", "open", "we", "are", "on", "hours", "h"})
# Of a clock: "9am" is told by its half of the day, "noon" is sure, "9" is on the 24-hour clock.
HALF, SURE = "half", "sure"
Clock = tuple[int, int, str]
MINUTES_OF_A_DAY = 24 * 60


def week_of(text: str) -> dict[str, str]:
    """What is open on each day.

    Args:
        text: days and times; days that it doesn't name are closed.

    Returns:
        For each of `WEEKDAYS` "closed", or spans like "09:00-12:00, 14:00-18:00".

    Raises:
        Unfit: where it can't be read, names a day twice or closes before it opens.
    """
    found: dict[int, list[tuple[int, int]] | None] = {}
    for days, times in _groups(list(_tokens(EVERY_DAY.sub("daily", text)))):
        spans = None if times is None else _spans(times)
        for day in days:
            if day in found:
                raise Unfit(f"{WEEKDAYS[day].capitalize()} stands there twice", EXAMPLE)
            found[day] = spans
    if not found:
        raise Unfit("no day and no time can be found in it", EXAMPLE)
    if not any(found.values()):
        raise Unfit("it would never be open", EXAMPLE)
    return {name: _written(found.get(day)) for day, name in enumerate(WEEKDAYS)}


def said_week(week: dict[str, str]) -> list[str]:
    """The week as lines, for whoever typed it to look over."""
    return [f"{day.capitalize():<10} {week[day]}" for day in WEEKDAYS]


Token = tuple[str, str]


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    for found in TOKEN.finditer(text):
        between = text[at : found.start()].strip()
        at = found.end()
        kind, said = str(found.lastgroup), found[0].lower()
        if between:
            raise Unfit(f"'{between}' can't be read", EXAMPLE)
        if kind == "word":
            if said.strip(".") in FILLERS:
                continue
            kind = "day"
        yield kind, said
    if text[at:].strip():
        raise Unfit(f"'{text[at:].strip()}' can't be read", EXAMPLE)


def _groups(tokens: list[Token]) -> Iterator[tuple[list[int], list[Token] | None]]:
    """Days, and the times that follow on them; None for closed."""
    at = 0
    while at < len(tokens):
        days: list[Token] = []
        while at < len(tokens) and tokens[at][0] not in ("time", "closed"):
            days.append(tokens[at])
            at += 1
        if not any(kind == "day" for kind, _ in days):
            if at < len(tokens):
                raise Unfit(f"'{tokens[at][1]}' stands there without a day", EXAMPLE)
            return
        if at == len(tokens):
            raise Unfit(f"'{_joined(days)}' has no times", EXAMPLE)
        if tokens[at][0] == "closed":
            yield _days(days), None
            at += 1
            continue
        times: list[Token] = []
        while at < len(tokens) and tokens[at][0] != "day":
            times.append(tokens[at])
            at += 1
        yield _days(days), times


def _joined(tokens: list[Token]) -> str:
    return " ".join(said for _, said in tokens)


def _days(tokens: list[Token]) -> list[int]:
    days: list[int] = []
    range_from: int | None = None
    for kind, said in tokens:
        if kind == "to":
            if not days:
                raise Unfit(f"'{_joined(tokens)}' can't be read", EXAMPLE)
            range_from = days[-1]
        elif kind == "day":
            first, last = _day(said)
            if range_from is not None:
                # Over the week's end too: Sat-Mon.
                days += [(range_from + 1 + step) % 7 for step in range((last - range_from - 1) % 7)]
                range_from = None
                days.append(last)
            else:
                days += range(first, last + 1)
    if range_from is not None:
        raise Unfit(f"'{_joined(tokens)}' has no last day", EXAMPLE)
    return days


def _day(said: str) -> tuple[int, int]:
    word = said.strip(".")
    if word in SEVERAL:
        return SEVERAL[word]
    if len(word) >= 2:
        for number, name in enumerate(WEEKDAYS):
            if name.startswith(word) or word == f"{name}s":
                return number, number
            if word in (f"{name[:4]}s", f"{name[:3]}s"):
                return number, number
    raise Unfit(f"'{said}' is no day of the week", EXAMPLE)


def _spans(tokens: list[Token]) -> list[tuple[int, int]]:
    said = _joined(tokens)
    spans: list[tuple[int, int]] = []
    clocks: list[Clock] = []
    expects_end = False
    for kind, text in tokens:
        if kind == "to":
            if len(clocks) != 1:
                raise Unfit(f"'{said}' can't be read", EXAMPLE)
            expects_end = True
        elif kind == "time":
            if len(clocks) == 1 and not expects_end:
                raise Unfit(f"'{said}' has a time without an end", EXAMPLE)
            clocks.append(_clock(text))
            if len(clocks) == 2:
                spans.append(_span(clocks[0], clocks[1], said))
                clocks, expects_end = [], False
    if clocks:
        raise Unfit(f"'{said}' has a time without an end", EXAMPLE)
    for (_, closes), (opens, _) in pairwise(spans):
        if opens <= closes:
            raise Unfit(f"the hours in '{said}' overlap or stand in another order", EXAMPLE)
    return spans


def _clock(text: str) -> Clock:
    if text in ("noon", "midnight"):
        return (12 if text == "noon" else 24), 0, SURE
    found = TIME.match(text)
    assert found is not None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if minute > 59 or hour > (12 if half else 24) or (hour == 24 and minute) or (half and not hour):
        raise Unfit(f"'{text}' is no time of day", EXAMPLE)
    if half:
        return hour % 12 + (12 if half == "p" else 0), minute, HALF
    return hour, minute, ""


def _span(first: Clock, second: Clock, said: str) -> tuple[int, int]:
    opens, closes = (clock[0] * 60 + clock[1] for clock in (first, second))
    if {first[2], second[2]} == {HALF, ""}:
        raise Unfit(f"'{said}' could be two things", "write am or pm at both times, like 9am-5pm")
    if closes == 0:
        closes = MINUTES_OF_A_DAY
    if opens >= closes:
        cure = "write the 24-hour clock, like 9-17, or am and pm, like 9am-5pm; after midnight is "
        raise Unfit(f"'{said}' closes before it opens", f"{cure}the next day's")
    return opens, closes


def _written(spans: list[tuple[int, int]] | None) -> str:
    clocks = [f"{a // 60:02d}:{a % 60:02d}-{b // 60:02d}:{b % 60:02d}" for a, b in spans or []]
    return ", ".join(clocks) or CLOSED

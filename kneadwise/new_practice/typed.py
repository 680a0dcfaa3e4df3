"""Reads what is typed as a practice's facts, by the content's own checks. Pure."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

import phonenumbers
from phonenumbers import NumberParseException, is_emergency_number, timezone
from pydantic import ValidationError

from advice.content.checks import PRACTICE_PLACEHOLDERS
from advice.content.cures import cure_for
from advice.content.practice_models import Practice, Price
from kneadwise.new_practice.hours import week_of
from kneadwise.new_practice.unfit import Unfit

# What has been told so far, as values of `Practice`.
Told = Mapping[str, Any]

# How countries are called, besides their codes.
COUNTRIES = {
    "usa": "US",
    "united states": "US",
    "america": "US",
    "uk": "GB",
    "united kingdom": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "canada": "CA",
    "australia": "AU",
    "ireland": "IE",
    "new zealand": "NZ",
    "germany": "DE",
    "austria": "AT",
    "switzerland": "CH",
}
# How zones of the United States are called.
ZONES = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
}
EMERGENCY_NUMBERS = ("911", "999", "000", "111", "112", "119", "110")
UNKNOWN_ZONE = "Etc/Unknown"
PRICE = re.compile(
    r"^(?P<service>.+?)\s*[,;:]\s*(?P<minutes>\d+)\s*(?:min\w*\.?)?\s*[,;:]\s*(?P<price>.+)$"
)
PRICE_CURE = "write the massage, its minutes and its price, like: Relaxation massage, 60, $95"
# In a list of names, what stands between them and what may stand before all.
BETWEEN = re.compile(r"[,;/&+\n]|\band\b|\bor\b", re.IGNORECASE)
BEFORE = re.compile(
    r"^(?:(?:we|you|they|our (?:team|staff)|everybody)\s+(?:all\s+)?(?:can\s+)?)?"
    r"(?:(?:take|accept|speaks?|pay)\s+)?(?:(?:by|with|in)\s+)?",
    re.IGNORECASE,
)
LIKE = {"payment_kinds": "cash, credit card", "languages": "English, Spanish"}
NO_NAMES = frozenset({"yes", "no", "y", "n"})
MOST_WORDS = 4
COLOR = re.compile(r"^#?([0-9a-fA-F]{6})$")
# A single word is no answer to a visitor.
FEWEST_WORDS = 3


def field(name: str, value: Any, told: Told) -> Any:
    """A field of practice.yml, checked as the content is.

    Args:
        name: of `Practice`.
        value: as it is typed, or read from that.
        told: the fields before it.

    Raises:
        Unfit: with the content's own words.
    """
    read, errors = Practice.__fields__[name].validate(value, dict(told), loc=name)
    if errors:
        detail = ValidationError([errors], Practice).errors()[0]
        raise Unfit(str(detail["msg"]), cure_for(detail))
    return read


def country(text: str, told: Told) -> str:
    """A country's code, also from its name."""
    code: str = field("country", COUNTRIES.get(text.lower().strip(". "), text.upper()), told)
    return code


def zone(text: str, told: Told) -> str:
    """A time zone, also from its city or, in the United States, its usual name."""
    wanted = re.sub(r"\s+(standard |daylight )?time$", "", text.strip().lower())
    if told.get("country") == "US" and wanted in ZONES:
        return ZONES[wanted]
    wanted = wanted.replace(" ", "_")
    names = [name for name in _zones() if name.lower() == wanted]
    names = names or sorted(
        name
        for name in _zones()
        if name.lower().endswith(f"/{wanted}") and not name.startswith(("posix/", "right/"))
    )
    if len(names) > 1:
        raise Unfit(f"{text!r} is the name of several zones", f"write {' or '.join(names)}")
    read: str = field("time_zone", names[0] if names else text, told)
    return read


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def usual_zone(told: Told) -> str | None:
    """The time zone of the practice's phone number; None where that is in several or none."""
    try:
        number = phonenumbers.parse(told["phone"], told["country"])
    except (KeyError, NumberParseException):
        return None
    zones = timezone.time_zones_for_number(number)
    return zones[0] if len(zones) == 1 and zones[0] != UNKNOWN_ZONE else None


def usual_emergency_number(told: Told) -> str | None:
    """What people of the practice's country call; None where that isn't known."""
    of = told.get("country", "")
    return next((n for n in EMERGENCY_NUMBERS if of and is_emergency_number(n, of)), None)


def opening_hours(text: str, told: Told) -> Any:
    """The week."""
    return field("opening_hours", week_of(text), told)


def price(text: str) -> Price:
    """One line of the price list."""
    found = PRICE.match(text.strip())
    if not found:
        raise Unfit(f"{text.strip()!r} is no line of a price list", PRICE_CURE)
    read: tuple[Price, ...] = field("prices", [found.groupdict()], {})
    return read[0]


def names(name: str, text: str, told: Told) -> tuple[str, ...]:
    """A short list, also told as a sentence: "We take cash and cards." is cash and cards.

    Args:
        name: of `Practice`, one of `PRACTICE_LISTS`.
        text: what was typed.
        told: the fields before it.
    """
    cure = f"write their names alone, like: {LIKE[name]}"
    said = (" ".join(part.split()).rstrip(".!") for part in BETWEEN.split(text))
    found = dict.fromkeys(one for one in (BEFORE.sub("", part) for part in said) if one)
    for one in found:
        if len(one.split()) > MOST_WORDS:
            raise Unfit(f"{one!r} is a sentence", cure)
    if not found or NO_NAMES & {one.lower() for one in found}:
        raise Unfit(f"{text.strip()!r} names nothing", cure)
    read: tuple[str, ...] = field(name, list(found), told)
    return read


def color(text: str, told: Told) -> dict[str, str]:
    """The chat's color; what is written on it is chosen by what can be read."""
    found = COLOR.match(text.strip())
    if not found:
        raise Unfit(f"{text!r} is no color", "write it as web pages do, like #2f5d50")
    return {"primary": f"#{found[1].lower()}"}


def sentence(name: str, text: str) -> str:
    """A fact, said to visitors as it stands.

    Args:
        name: one of `PRACTICE_FACTS`.
        text: what was typed.

    Returns:
        It, with a full stop where it had no end.
    """
    said = " ".join(text.split())
    try:
        names = {found for _, found, _, _ in string.Formatter().parse(said) if found is not None}
    except ValueError:
        names = {"{"}
    if names - PRACTICE_PLACEHOLDERS:
        raise Unfit("curly brackets have a meaning of their own here", "write it without { and }")
    if len(said.split()) < FEWEST_WORDS:
        raise Unfit(
            "visitors read it as it stands, and this is too short",
            "write a whole sentence, like: We have three free spaces behind the house",
        )
    said = said if said[-1] in ".!?" else f"{said}."
    field("facts", {name: said}, {})
    return said

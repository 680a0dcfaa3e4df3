"""The fields of the content that a practice edits in forms: which, where, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advice.content.ids import PRACTICE_FACTS
from advice.content.opening_models import WEEKDAYS
from learning.inputs import Choices, Field, Hours, Lines, Text
from learning.rows import Column, Rows
from learning.yaml_places import read

PRACTICE_FILE = "practice.yml"
# Of practice.yml: the key, and what a practice calls it.
PRACTICE_FIELDS = {
    "name": "Name",
    "tagline": "In one line",
    "phone": "Phone",
    "email": "E-mail",
    "booking_url": "Address for booking online",
}
REQUIRED = ("name", "phone")
ONE_A_LINE = "One on a line."
# Computed from other fields (`advice.practice.practice_fact`).
NOT_WRITTEN = frozenset({"prices", "opening_hours", "phone"})


@dataclass(frozen=True)
class Section:
    """Fields that belong together: a part of an entry, or of the practice's facts.

    Attributes:
        title: the heading.
        fields: in order.
        hint: what holds for all of them, or "".
    """

    title: str
    fields: tuple[Field, ...]
    hint: str = ""


def practice_sections(content: Path) -> list[Section]:
    """The practice's facts.

    Args:
        content: the content folder, valid.
    """
    name = PRACTICE_FILE
    data = data_of(content / name)
    facts, hours = data.get("facts") or {}, data.get("opening_hours") or {}
    about = [
        Text(name, (key,), title, "", text_of(data.get(key)), key not in REQUIRED, is_long=False)
        for key, title in PRACTICE_FIELDS.items()
    ]
    days = [
        Hours(
            name,
            ("opening_hours", day),
            day.capitalize(),
            "",
            text_of(hours.get(day)),
            False,
            False,
        )
        for day in WEEKDAYS
    ]
    said = [
        Text(name, ("facts", fact), _words(fact), "", text_of(facts.get(fact)), True)
        for fact in PRACTICE_FACTS
        if fact not in NOT_WRITTEN
    ]
    techniques = tuple(
        (one["id"], one["title"])
        for file in sorted((content / "techniques").glob("*.yml"))
        for one in data_of(file)["techniques"]
    )
    offered = Choices(
        name,
        ("not_offered",),
        "Ticked: you offer it",
        choices=techniques,
        chosen=tuple(data.get("not_offered") or ()),
        means_not=True,
    )
    return [
        Section("The practice", tuple(about)),
        Section(
            "Opening hours",
            tuple(days),
            "“closed”, or like 10:00-19:00, or 09:00-12:00, 14:00-18:00. All seven empty: you'd "
            "rather not say.",
        ),
        Section("Holidays", (_holidays(data),), "Days that are otherwise."),
        Section("Prices", (_prices(data),)),
        Section("How visitors can pay", (_lines(data, "payment_kinds", "Ways to pay"),)),
        Section("Languages", (_lines(data, "languages", "Languages you speak"),)),
        Section(
            "Techniques you offer",
            (offered,),
            "The others are still explained, with the words that you don't offer them, and are "
            "never recommended.",
        ),
        Section(
            "What is said about it",
            tuple(said),
            "Each is one or two full sentences, said to visitors as they stand. Empty: the "
            "assistant says that it doesn't know, and gives your phone number.",
        ),
    ]


def _lines(data: dict[str, Any], key: str, title: str) -> Lines:
    return Lines(PRACTICE_FILE, (key,), title, ONE_A_LINE, tuple(data.get(key) or ()))


def _prices(data: dict[str, Any]) -> Rows:
    columns = (
        Column("service", "Service"),
        Column("minutes", "Minutes", "number"),
        Column("price", "Price with its sign"),
    )
    items = tuple(data.get("prices") or ())
    return Rows(PRACTICE_FILE, ("prices",), "Prices", columns=columns, items=items)


def _holidays(data: dict[str, Any]) -> Rows:
    columns = (
        Column("date", "Day", "date"),
        Column("hours", "Hours (empty: closed)", "hours"),
    )
    items = tuple(data.get("holidays") or ())
    return Rows(PRACTICE_FILE, ("holidays",), "Holidays", columns=columns, items=items)


def data_of(file: Path) -> dict[str, Any]:
    """A content file's values."""
    data: dict[str, Any] = read(file.read_text(encoding="utf-8"))
    return data


def text_of(value: Any) -> str:
    """A value as an input shows it; "" for nothing."""
    return "" if value is None else str(value)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()

"""The fields of the content that a practice edits in forms: which, where, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advice.content.added_models import ADDED_FILE
from advice.content.ids import PRACTICE_FACTS
from advice.content.opening_models import WEEKDAYS
from learning.changes import Edit
from learning.yaml_places import read
from learning.yaml_writing import Value

# Of practice.yml: the key, and what a practice calls it.
PRACTICE_FIELDS = {
    "name": "Name",
    "tagline": "In one line",
    "phone": "Phone",
    "email": "E-mail",
    "booking_url": "Address for booking online",
}
TOPIC_FIELDS = {
    ("question",): "Question",
    ("answer",): "Answer",
    ("practice", "told"): "Answer; {fact} is where your own words stand",
    ("practice", "missing"): "Answer where you have not said",
}
TECHNIQUE_FIELDS = {
    "title": "Name",
    "what": "What it is",
    "feels_like": "How it feels",
    "used_for": "What people choose it for",
    "side_note": "Medical or relaxation",
    "evidence": "What studies say",
}
# Computed from other fields (`advice.practice.practice_fact`).
NOT_WRITTEN = frozenset({"prices", "opening_hours", "phone"})


@dataclass(frozen=True)
class Field:
    """A field of a form.

    Attributes:
        file: path in the content folder.
        path: keys to it, see `learning.yaml_places.find`.
        title: what the practice calls it.
        value: what stands there; "" for nothing.
        may_be_empty: whether it may be left out.
    """

    file: str
    path: tuple[str | int, ...]
    title: str
    value: str
    may_be_empty: bool = False

    @property
    def name(self) -> str:
        """Its name in a form."""
        return "/".join(map(str, self.path))

    def edit(self, typed: str) -> Edit | None:
        """The change that makes it what was typed; None where it is that already.

        Args:
            typed: as a browser sends it. Line breaks of a text field are spaces: the files
                hold sentences.
        """
        text = " ".join(typed.split())
        if text == " ".join(self.value.split()):
            return None
        value: Value = None if not text and self.may_be_empty else text
        return Edit(self.file, self.path, value)


@dataclass(frozen=True)
class Section:
    """Fields that belong together: an entry, or a part of the practice's facts."""

    title: str
    fields: tuple[Field, ...]


def practice_sections(content: Path) -> list[Section]:
    """The practice's facts.

    Args:
        content: the content folder, valid.
    """
    name = "practice.yml"
    data = _data(content / name)
    required = ("name", "phone")
    facts, hours = data.get("facts") or {}, data.get("opening_hours") or {}
    about = [
        Field(name, (key,), title, _text(data.get(key)), key not in required)
        for key, title in PRACTICE_FIELDS.items()
    ]
    prices = [
        Field(name, ("prices", at, "price"), f"{p['service']}, {p['minutes']} minutes", p["price"])
        for at, p in enumerate(data.get("prices") or [])
    ]
    days = [
        Field(name, ("opening_hours", day), day.capitalize(), _text(hours.get(day)))
        for day in WEEKDAYS
        if day in hours
    ]
    said = [
        Field(
            name, ("facts", fact), fact.replace("_", " ").capitalize(), _text(facts.get(fact)), True
        )
        for fact in PRACTICE_FACTS
        if fact not in NOT_WRITTEN
    ]
    sections = [
        Section("The practice", tuple(about)),
        Section("Opening hours: closed, or like 10:00-19:00", tuple(days)),
        Section("Prices", tuple(prices)),
        Section("What is said about it", tuple(said)),
    ]
    return [section for section in sections if section.fields]


def topic_sections(content: Path) -> list[Section]:
    """The questions and answers, those that the practice added first."""
    files = [content / ADDED_FILE, *sorted((content / "faq").glob("*.yml"))]
    return [
        Section(topic["question"], tuple(_topic_fields(file, content, topic)))
        for file in files
        for topic in _data(file).get("topics") or []
    ]


def _topic_fields(file: Path, content: Path, topic: dict[str, Any]) -> Iterator[Field]:
    for keys, title in TOPIC_FIELDS.items():
        value: Any = topic
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None:
            name = str(file.relative_to(content))
            yield Field(name, ("topics", topic["id"], *keys), title, _text(value))


def technique_sections(content: Path) -> list[Section]:
    """What is said about each technique."""
    return [
        Section(
            technique["title"],
            tuple(
                Field(
                    str(file.relative_to(content)),
                    ("techniques", technique["id"], key),
                    title,
                    _text(technique[key]),
                )
                for key, title in TECHNIQUE_FIELDS.items()
            ),
        )
        for file in sorted((content / "techniques").glob("*.yml"))
        for technique in _data(file)["techniques"]
    ]


def _data(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = read(file.read_text(encoding="utf-8"))
    return data


def _text(value: Any) -> str:
    return "" if value is None else str(value)

"""The inputs of a form on the content: what each shows, and what was typed into it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from learning.changes import Edit
from learning.yaml_writing import Value

Typed = Mapping[str, str]
# Keys of lists of entries, by whose ids problems are told.
WITH_ENTRIES = ("topics", "techniques", "sources")
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
SPAN = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Field:
    """What every input has.

    Attributes:
        file: path in the content folder.
        path: keys to it, see `learning.yaml_places.find`.
        title: what the practice calls it.
        hint: what to write, or "".
    """

    file: str
    path: tuple[str | int, ...]
    title: str
    hint: str = ""
    kind: ClassVar[str] = ""

    @property
    def name(self) -> str:
        """Its name in a form."""
        return "/".join(map(str, self.path))

    @property
    def place(self) -> str:
        """Where it is said to stand in a `ContentProblem`: dotted, inside its entry."""
        inner = self.path[2:] if self.path[0] in WITH_ENTRIES else self.path
        return ".".join(map(str, inner))

    def edit(self, typed: Typed) -> Edit | None:
        """The change that makes it what was typed; None where it is that already, or where the
        form did not have it.

        Args:
            typed: a form's fields, as a browser sends them.
        """
        if self.name not in typed or not self.is_changed(typed):
            return None
        return Edit(self.file, self.path, self.value_of(typed))

    def is_changed(self, typed: Typed) -> bool:
        """Whether something else was typed than stands there."""
        raise NotImplementedError

    def value_of(self, typed: Typed) -> Value:
        """What was typed, as the file holds it."""
        raise NotImplementedError

    def shown(self, typed: Typed) -> Any:
        """What the input shows: what was typed, or what stands there."""
        raise NotImplementedError


@dataclass(frozen=True)
class Text(Field):
    """A sentence or a word.

    Attributes:
        value: what stands there; "" for nothing.
        may_be_empty: whether it may be left out.
        is_long: whether it takes several lines.
    """

    value: str = ""
    may_be_empty: bool = False
    is_long: bool = True
    kind: ClassVar[str] = "text"

    def is_changed(self, typed: Typed) -> bool:
        """See `Field`."""
        return one_line(typed[self.name]) != one_line(self.value)

    def value_of(self, typed: Typed) -> Value:
        """See `Field`."""
        # Line breaks of a text field are spaces: the files hold sentences.
        text = one_line(typed.get(self.name, self.value))
        return None if not text and self.may_be_empty else text

    def shown(self, typed: Typed) -> str:
        """See `Field`."""
        return typed.get(self.name, self.value)


@dataclass(frozen=True)
class Hours(Text):
    """Opening hours of one day."""

    kind: ClassVar[str] = "text"

    def is_changed(self, typed: Typed) -> bool:
        """See `Field`."""
        return hours_as_written(typed[self.name]) != self.value

    def value_of(self, typed: Typed) -> Value:
        """See `Field`."""
        return hours_as_written(typed.get(self.name, self.value))


@dataclass(frozen=True)
class Address(Text):
    """A page's address, as the sources have it: without "https://"."""

    def value_of(self, typed: Typed) -> Value:
        """See `Field`."""
        return one_line(typed.get(self.name, self.value)).removeprefix("https://").rstrip("/")


@dataclass(frozen=True)
class OneOf(Text):
    """One of several things.

    Attributes:
        choices: value and title of each.
    """

    choices: tuple[tuple[str, str], ...] = ()
    kind: ClassVar[str] = "one"


@dataclass(frozen=True)
class Lines(Field):
    """A list of texts, one on a line.

    Attributes:
        items: what stands there.
    """

    items: tuple[Any, ...] = ()
    kind: ClassVar[str] = "lines"

    def is_changed(self, typed: Typed) -> bool:
        """See `Field`."""
        return list(self.value_of(typed)) != list(self.items)

    def value_of(self, typed: Typed) -> list[Any]:
        """See `Field`."""
        as_they_are = {one_line(str(item)): item for item in self.items}
        lines = map(one_line, typed.get(self.name, "").split("\n"))
        return [as_they_are.get(line, line) for line in dict.fromkeys(lines) if line]

    def shown(self, typed: Typed) -> str:
        """See `Field`."""
        return typed.get(self.name, "\n".join(one_line(str(item)) for item in self.items))


@dataclass(frozen=True)
class Choices(Field):
    """Some of several things, each with a box to tick.

    Attributes:
        choices: value and title of each.
        chosen: the values that stand there.
        means_not: whether what is *not* ticked stands in the file.
    """

    choices: tuple[tuple[str, str], ...] = ()
    chosen: tuple[str, ...] = field(default=())
    means_not: bool = False
    kind: ClassVar[str] = "choices"

    def is_changed(self, typed: Typed) -> bool:
        """See `Field`."""
        return set(self.value_of(typed)) != set(self.chosen)

    def value_of(self, typed: Typed) -> list[str]:
        """See `Field`."""
        ticked = {value for value, _ in self.choices if f"{self.name}/{value}" in typed}
        meant = {v for v, _ in self.choices if (v in ticked) != self.means_not}
        # What stands there keeps its order, and what no box is for stays.
        known = {value for value, _ in self.choices}
        stay = [value for value in self.chosen if value in meant or value not in known]
        return [*stay, *(v for v, _ in self.choices if v in meant and v not in stay)]

    def shown(self, typed: Typed) -> set[str]:
        """See `Field`."""
        chosen = self.value_of(typed) if self.name in typed else self.chosen
        return {value for value, _ in self.choices if (value in chosen) != self.means_not}


def hours_as_written(typed: str) -> str:
    """Hours as the content has them, where they can be read: "9–17:30" is "09:00-17:30".

    Args:
        typed: "closed", or two times of the day.

    Returns:
        "closed" or "HH:MM-HH:MM"; else what was typed, for the content's check to refuse.
    """
    text = one_line(typed)
    if text.lower() in ("closed", "close", "-"):
        return "closed"
    parts = SPAN.split(text)
    clocks = [CLOCK.fullmatch(part) for part in parts]
    if len(clocks) != 2 or not all(clocks):
        return text
    return "-".join(_clock(clock) for clock in clocks if clock)


def _clock(found: re.Match[str]) -> str:
    hour, half = int(found[1]), (found[3] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{found[2] or '00'}"


def one_line(text: str) -> str:
    """A text without line breaks and spaces beside spaces."""
    return " ".join(text.split())

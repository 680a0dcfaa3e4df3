"""The lists of a form whose lines have several values, or are chosen: prices, holidays, sources.

Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from learning.inputs import Field, Typed, hours_as_written, one_line

# So many lines one list of a form may have.
MOST_ROWS = 200


@dataclass(frozen=True)
class Column:
    """One value in each line of `Rows`.

    Attributes:
        key: of the value in its line; "" where the line is the value.
        title: what the practice calls it.
        type: as of HTML, `hours` or `choice`.
        choices: value and title of what may be chosen.
    """

    key: str
    title: str
    type: str = "text"
    choices: tuple[tuple[str, str], ...] = ()

    def read(self, typed: str) -> Any:
        """What was typed, as the file holds it; where it isn't that, as it was typed."""
        text = one_line(typed)
        if self.type == "number" and text.isdecimal():
            return int(text)
        if self.type == "hours":
            return hours_as_written(text)
        if self.type == "date":
            try:
                return date.fromisoformat(text)
            except ValueError:
                return text
        return text


@dataclass(frozen=True)
class Rows(Field):
    """A list whose lines have one or more values, with buttons for its lines.

    Attributes:
        columns: the values.
        items: what stands there.
    """

    columns: tuple[Column, ...] = ()
    items: tuple[Any, ...] = ()
    kind: ClassVar[str] = "rows"

    def cell(self, row: int, column: int) -> str:
        """The name of one input."""
        return f"{self.name}/{row}/{column}"

    def _rows(self) -> list[tuple[str, ...]]:
        return [
            tuple(_shown(item.get(c.key) if c.key else item) for c in self.columns)
            for item in self.items
        ]

    def _typed(self, typed: Typed) -> list[tuple[str, ...]]:
        text = typed.get(self.name, "")
        count = min(int(text), MOST_ROWS) if text.isdecimal() and len(text) < 9 else 0
        return [
            tuple(typed.get(self.cell(row, at), "") for at in range(len(self.columns)))
            for row in range(count)
        ]

    def is_changed(self, typed: Typed) -> bool:
        """See `Field`."""
        return list(self.value_of(typed)) != list(self.items)

    def value_of(self, typed: Typed) -> list[Any]:
        """See `Field`."""
        as_they_are = dict(zip(self._rows(), self.items, strict=True))
        value = []
        for row in _filled(self._typed(typed)):
            cells = tuple(map(one_line, row))
            value.append(as_they_are.get(cells) or self._item(cells))
        return value

    def _item(self, cells: Sequence[str]) -> Any:
        read = [column.read(cell) for column, cell in zip(self.columns, cells, strict=True)]
        if not self.columns[0].key:
            return read[0]
        pairs = zip(self.columns, read, strict=True)
        return {column.key: value for column, value in pairs if value != ""}

    def shown(self, typed: Typed) -> list[tuple[str, ...]]:
        """See `Field`."""
        if self.name in typed:
            return self._typed(typed)
        return [*self._rows(), ("",) * len(self.columns)]

    def acted(self, typed: Typed, act: str, row: int) -> dict[str, str]:
        """What is typed after one of the buttons.

        Args:
            typed: before.
            act: `add`, `remove`, `up` or `down`.
            row: which line; the button to add one has none.
        """
        rows = self._typed(typed)
        if act == "add" and len(rows) < MOST_ROWS:
            rows.append(("",) * len(self.columns))
        elif act == "remove" and row < len(rows):
            del rows[row]
        elif act in ("up", "down"):
            other = row + (1 if act == "down" else -1)
            if 0 <= other < len(rows) and row < len(rows):
                rows[row], rows[other] = rows[other], rows[row]
        return self._with(typed, rows)

    def tidied(self, typed: Typed) -> dict[str, str]:
        """What is typed without empty lines, so that "line 2" is the second one of the form."""
        if self.name not in typed:
            return dict(typed)
        return self._with(typed, _filled(self._typed(typed)))

    def _with(self, typed: Typed, rows: Sequence[tuple[str, ...]]) -> dict[str, str]:
        rest = {k: v for k, v in typed.items() if not k.startswith(f"{self.name}/")}
        cells = {
            self.cell(row, at): cell
            for row, values in enumerate(rows)
            for at, cell in enumerate(values)
        }
        return {**rest, self.name: str(len(rows)), **cells}


def _filled(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [row for row in rows if any(cell.strip() for cell in row)]


def _shown(value: Any) -> str:
    return "" if value is None else one_line(str(value))

"""Where bars and columns stand in a plot, in percents of its size. Pure.

Everything is in percents and no plot has a view box, so that it is as wide as its place while its
text keeps the size of the page's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# The highest column; above it stands its number.
HIGHEST_COLUMN = 80.0
# Above a column, its number.
ABOVE = 5.0
# Of a column's place, what the column takes; the rest parts it from the next.
COLUMN_SHARE = 0.72
# So few columns that each can have its number.
ALL_NUMBERED = 13
# A bar of something is seen, however little it is.
SHORTEST = 0.8


@dataclass(frozen=True)
class Bar:
    """A bar that lies.

    Attributes:
        title: what it stands for.
        value: the number.
        note: what stands behind the number, or "".
        width: 0 to 100, of the longest possible.
    """

    title: str
    value: int
    note: str
    width: float


@dataclass(frozen=True)
class Column:
    """A column that stands on the bottom; all in percents of the plot.

    Attributes:
        title: what it stands for.
        value: the number.
        x: its left side.
        width: its width.
        y: its top, from above.
        height: its height.
        middle: where its number is centred.
        is_numbered: whether the number is written above it.
    """

    title: str
    value: int
    x: float
    width: float
    y: float
    height: float
    middle: float
    is_numbered: bool

    @property
    def number_at(self) -> float:
        """Where its number stands, from above."""
        return round(self.y - ABOVE, 2)


def bars(rows: Iterable[tuple[str, int, str]], longest: int | None = None) -> list[Bar]:
    """Bars of titles, numbers (0 or more) and notes.

    Args:
        rows: one a bar.
        longest: the number that takes the whole width; the highest one where None.
    """
    rows = list(rows)
    whole = max(1, max((value for _, value, _ in rows), default=1) if longest is None else longest)
    return [Bar(title, value, note, _width(value, whole)) for title, value, note in rows]


def _width(value: int, whole: int) -> float:
    return 0.0 if value <= 0 else round(min(100.0, max(SHORTEST, 100 * value / whole)), 2)


def columns(
    titles: Sequence[str], values: Sequence[int], highest: int | None = None
) -> list[Column]:
    """Columns from left to right.

    Args:
        titles: one a column.
        values: as many numbers, 0 or more.
        highest: the number of the highest possible column; the highest one where None.
    """
    top = max(1, max(values, default=1) if highest is None else highest)
    place = 100 / max(1, len(values))
    # Where not all can be numbered, the first of the highest is.
    numbered = values.index(max(values)) if values else -1
    found = []
    for at, (title, value) in enumerate(zip(titles, values, strict=True)):
        height = round(HIGHEST_COLUMN * min(value, top) / top, 2)
        found.append(
            Column(
                title=title,
                value=value,
                x=round((at + (1 - COLUMN_SHARE) / 2) * place, 2),
                width=round(place * COLUMN_SHARE, 2),
                y=round(100 - height, 2),
                height=height,
                middle=round((at + 0.5) * place, 2),
                is_numbered=value > 0 and (len(values) <= ALL_NUMBERED or at == numbered),
            )
        )
    return found

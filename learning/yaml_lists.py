"""Adds, removes, moves and changes items in the text of a YAML list. Pure.

An item that stays keeps its characters and the comments above it, wherever it goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Any

from learning.yaml_places import Path, Place, end_of_key, find
from learning.yaml_writing import WIDTH, listed, written


def with_items(text: str, path: Path, before: Sequence[Any], wanted: Sequence[Any]) -> str:
    """The text with other items in a list that stands on lines with dashes.

    Args:
        text: a YAML file's.
        path: to the list.
        before: its items, at least one.
        wanted: those to be there. Comments above an item that goes stay where
            they are, above the next one.
    """
    lines, start, end = _lines(text, path, len(before))
    indent = find(text, [*path, 0]).indent
    # Entries that stand apart go on standing apart.
    apart = [line.startswith("\n\n") for line in lines[1:]]
    gap = "\n" if apart and all(apart) else ""
    kept = kept_items(before, wanted)
    left = ""
    for at, line in enumerate(lines):
        if at in kept:
            lines[at], left = left + line, ""
        else:
            left += "".join(f"\n{above}" for above in _comments_above(line))
    new = [
        f"\n{gap}{' ' * indent}- {listed(item, indent + 2)}" if at is None else lines[at]
        for item, at in zip(wanted, kept, strict=True)
    ]
    head = text[:start]
    if not new:
        colon = end_of_key(text, path) + 1
        head = f"{text[:colon]} []{text[colon:start]}"
    return head + "".join(new) + left + text[end:]


def kept_items(before: Sequence[Any], wanted: Sequence[Any]) -> list[int | None]:
    """For each item wanted, which of those before it is; None for a new one."""
    free = list(range(len(before)))
    kept: list[int | None] = []
    for item in wanted:
        at = next((at for at in free if before[at] == item), None)
        if at is not None:
            free.remove(at)
        kept.append(at)
    return kept


def changed_items(before: Sequence[Any], wanted: Sequence[Any]) -> dict[int, Any]:
    """Items that became others: what they are to be, by their places before.

    A line of several values is the same line while one of its values is; a text is where it
    stands in the place of one that is gone.
    """
    kept = kept_items(before, wanted)
    free = [at for at in range(len(before)) if at not in kept]
    changed: dict[int, Any] = {}
    for place, item in enumerate(wanted):
        if kept[place] is None:
            at = next((at for at in free if _is_alike(before[at], item, at == place)), None)
            if at is not None:
                free.remove(at)
                changed[at] = item
    return changed


def _is_alike(old: Any, new: Any, is_same_place: bool) -> bool:
    if isinstance(old, dict) and isinstance(new, dict):
        return list(old) == list(new) and any(old[key] == new[key] for key in old)
    return is_same_place and isinstance(old, str) and isinstance(new, str)


def flow_list(items: Sequence[str], place: Place, text: str) -> str:
    """A list in brackets, on one line where it fits, else on lines of some `WIDTH` columns.

    Args:
        items: texts.
        place: of the list that stood there.
        text: the file's.
    """
    parts = [written(item, 0, True) for item in items]
    line = f"[{', '.join(parts)}]"
    column = place.start - (text.rfind("\n", 0, place.start) + 1)
    if column + len(line) <= WIDTH:
        return line
    pad = " " * (place.indent + 2)
    rows: list[str] = []
    for part in [f"{part}," for part in parts[:-1]] + parts[-1:]:
        if rows and len(pad) + len(rows[-1]) + 1 + len(part) <= WIDTH:
            rows[-1] += f" {part}"
        else:
            rows.append(part)
    return "[\n" + "\n".join(pad + row for row in rows) + f"\n{' ' * place.indent}]"


def _lines(text: str, path: Path, count: int) -> tuple[list[str], int, int]:
    """The lines of every item with the comments above it, where the first begins and the last
    ends."""
    ends = [_end_of_line(text, end_of_key(text, path))]
    ends += [_end_of_line(text, find(text, [*path, at]).end) for at in range(count)]
    return [text[a:b] for a, b in pairwise(ends)], ends[0], ends[-1]


def _comments_above(lines: str) -> list[str]:
    above = takewhile(lambda line: not line.lstrip().startswith("-"), lines.split("\n"))
    return [line for line in above if line.strip()]


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end

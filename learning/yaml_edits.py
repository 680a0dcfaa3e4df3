"""Changes one value in the text of a YAML file; every other character stays. Pure.

Written out anew by a library, a file keeps its comments, but not its line breaks, its quotes
and its columns. So only the value's own characters are replaced, and what came of it is read
again and compared.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from learning.yaml_places import NoSuchPlace, Path, Place, find, parse

Value = str | int | bool | None | list[Any] | dict[str, Any]
WIDTH = 80
FOLDABLE = re.compile(r"\S+(?: \S+)*")


class NotWritable(ValueError):
    """The value can't be written into the file so that it is read as it is."""


def set_value(text: str, path: Path, value: Value) -> str:
    """The text with one value changed.

    Args:
        text: a YAML file's.
        path: to the value, see `learning.yaml_places.find`; where only its last key is missing,
            the key is added at the end of its mapping.
        value: text, number, yes or no, nothing, or a list or mapping of such.

    Returns:
        The text; the same where the value is there already.

    Raises:
        NoSuchPlace: where the path leads nowhere.
        NotWritable: see there.
        ruamel.yaml.error.YAMLError: if the text is no YAML.
    """
    before = read(text)
    wanted = _with(before, path, value)
    if wanted == before:
        return text
    try:
        place = find(text, path)
    except NoSuchPlace:
        changed = _added(text, path, value)
    else:
        changed = _replaced(text, place, value)
    try:
        found = read(changed)
    except YAMLError as error:
        raise NotWritable(str(error)) from error
    if found != wanted:
        raise NotWritable("the value would be read as another one")
    return changed


def append(text: str, path: Path, value: Value) -> str:
    """The text with a value added at the end of a list, likewise.

    Raises:
        As `set_value`.
    """
    before = _at(read(text), path)
    place = find(text, path)
    if not before or place.in_flow or getattr(place.node, "flow_style", False):
        return set_value(text, path, [*(before or []), value])
    last = find(text, [*path, len(before) - 1])
    item = f"\n{' ' * last.indent}- {_written(value, last.indent + 2, False)}"
    changed = text[: last.end] + item + text[last.end :]
    if read(changed) != _with(read(text), path, [*before, value]):
        raise NotWritable("the value would be read as another one")
    return changed


@lru_cache(maxsize=16)
def read(text: str) -> Any:
    """The text's values, as the content's loader reads them; they are not to be changed."""
    return YAML(typ="safe", pure=True).load(text)


def _replaced(text: str, place: Place, value: Value) -> str:
    is_block = not isinstance(place.node, ScalarNode) and not place.node.flow_style
    start = place.start
    if is_block:
        # From the end of the key's line on, so that a list may become empty.
        start = len(text[:start].rstrip())
    written = _written(value, place.indent + 2, place.in_flow, place.node)
    if isinstance(value, list | dict) and value and not place.in_flow:
        return f"{text[:start].rstrip(' ')}{written}{text[place.end :]}"
    space = "" if start and text[start - 1] == " " and not is_block else " "
    if not written:
        start, space = len(text[:start].rstrip(" ")), ""
    return f"{text[:start]}{space}{written}{text[place.end :]}"


def _added(text: str, path: Path, value: Value) -> str:
    *parent, key = path
    node = parse(text) if not parent else find(text, parent).node
    if parent and (not isinstance(node, MappingNode) or node.flow_style or not node.value):
        return set_value(text, parent, {**(_at(read(text), parent) or {}), str(key): value})
    if not isinstance(node, MappingNode) or not node.value:
        raise NoSuchPlace(str(key))
    last = find(text, [*parent, node.value[-1][0].value])
    written = _written(value, last.indent + 2, False)
    space = "" if not written or written.startswith("\n") else " "
    end = text.find("\n", last.end)
    end = len(text) if end < 0 else end
    return f"{text[:end]}\n{' ' * last.indent}{key}:{space}{written}{text[end:]}"


def _written(value: Value, indent: int, in_flow: bool, before: Node | None = None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null" if in_flow else ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _scalar(value, indent, in_flow, before)
    if in_flow or not value:
        return json.dumps(value, ensure_ascii=False)
    pad = " " * indent
    if isinstance(value, Mapping):
        return "".join(f"\n{pad}{_line(key, item, indent)}" for key, item in value.items())
    return "".join(f"\n{pad}- {_item(item, indent + 2)}" for item in value)


def _line(key: str, value: Value, indent: int) -> str:
    written = _written(value, indent + 2, False)
    return f"{key}:{written}" if written.startswith("\n") else f"{key}: {written}".rstrip()


def _item(value: Value, indent: int) -> str:
    if (
        isinstance(value, Mapping)
        and value
        and all(not isinstance(v, list | dict) for v in value.values())
    ):
        parts = (f"{key}: {_written(item, indent, True)}" for key, item in value.items())
        line = "{" + ", ".join(parts) + "}"
        if len(line) + indent <= WIDTH:
            return line
    return _written(value, indent, False).lstrip()


def _scalar(text: str, indent: int, in_flow: bool, before: Node | None) -> str:
    style = before.style if isinstance(before, ScalarNode) else None
    quoted = json.dumps(text, ensure_ascii=False)
    if not in_flow and FOLDABLE.fullmatch(text):
        is_long = len(text) + indent + 15 > WIDTH
        if style == ">" or is_long:
            lines = textwrap.wrap(
                text, WIDTH - indent, break_long_words=False, break_on_hyphens=False
            )
            return ">-" + "".join(f"\n{' ' * indent}{line}" for line in lines)
    if style in ("'", '"') or (in_flow and re.search(r"[\[\]{},]", text)):
        return quoted
    try:
        is_plain = read(f"a: {text}") == {"a": text} and read(f"[{text}]") == [text]
    except YAMLError:
        is_plain = False
    return text if is_plain and "\n" not in text else quoted


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[_key(data, step)]
    return data


def _with(data: Any, path: Path, value: Value) -> Any:
    if not path:
        return value
    step, *rest = path
    if isinstance(data, list):
        at = _key(data, step)
        return [*data[:at], _with(data[at], rest, value), *data[at + 1 :]]
    if not isinstance(data, dict) or (rest and step not in data):
        raise NoSuchPlace(str(step))
    return {**data, step: _with(data.get(step), rest, value)}


def _key(data: Any, step: str | int) -> Any:
    if isinstance(data, dict) and step in data:
        return step
    if isinstance(data, list):
        for at, item in enumerate(data):
            if at == step or (isinstance(item, dict) and item.get("id") == step):
                return at
    raise NoSuchPlace(str(step))

"""Changes one value in the text of a YAML file; every other character stays. Pure.

Written out anew by a library, a file keeps its comments, but not its line breaks, its quotes
and its columns. So only the value's own characters are replaced, and what came of it is read
again and compared.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from learning.yaml_lists import changed_items, flow_list, with_items
from learning.yaml_places import NoSuchPlace, Path, Place, find, parse, read
from learning.yaml_writing import Value, written


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
        changed = _replaced(text, path, place, value)
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
    changed = with_items(text, path, before, [*before, value])
    if read(changed) != _with(read(text), path, [*before, value]):
        raise NotWritable("the value would be read as another one")
    return changed


def _replaced(text: str, path: Path, place: Place, value: Value) -> str:
    node = place.node
    if isinstance(value, list) and isinstance(node, SequenceNode) and node.value:
        if node.flow_style and not place.in_flow and all(isinstance(i, str) for i in value):
            return text[: place.start] + flow_list(value, place, text) + text[place.end :]
        if not node.flow_style:
            return _with_list(text, path, value)
    is_block = not isinstance(place.node, ScalarNode) and not place.node.flow_style
    start = place.start
    if is_block:
        # From the end of the key's line on, so that a list may become empty.
        start = len(text[:start].rstrip())
    new = written(value, place.indent + 2, place.in_flow, place.node)
    if isinstance(value, list | dict) and value and not place.in_flow:
        return f"{text[:start].rstrip(' ')}{new}{text[place.end :]}"
    space = "" if start and text[start - 1] == " " and not is_block else " "
    if not new:
        start, space = len(text[:start].rstrip(" ")), ""
    return f"{text[:start]}{space}{new}{text[place.end :]}"


def _with_list(text: str, path: Path, wanted: list[Any]) -> str:
    for at, item in changed_items(_at(read(text), path), wanted).items():
        if isinstance(item, dict):
            for key, value in item.items():
                text = set_value(text, [*path, at, key], value)
        else:
            text = set_value(text, [*path, at], item)
    return with_items(text, path, _at(read(text), path), wanted)


def _added(text: str, path: Path, value: Value) -> str:
    *parent, key = path
    node = parse(text) if not parent else find(text, parent).node
    if parent and (not isinstance(node, MappingNode) or node.flow_style or not node.value):
        return set_value(text, parent, {**(_at(read(text), parent) or {}), str(key): value})
    if not isinstance(node, MappingNode) or not node.value:
        raise NoSuchPlace(str(key))
    last = find(text, [*parent, node.value[-1][0].value])
    new = written(value, last.indent + 2, False)
    space = "" if not new or new.startswith("\n") else " "
    end = text.find("\n", last.end)
    end = len(text) if end < 0 else end
    return f"{text[:end]}\n{' ' * last.indent}{key}:{space}{new}{text[end:]}"


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

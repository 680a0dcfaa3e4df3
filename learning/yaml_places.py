"""Where a value stands in the text of a YAML file. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

# A key, a place in a list, or the id of an entry in a list.
Path = Sequence[str | int]


class NoSuchPlace(KeyError):
    """The file has nothing there."""


@dataclass(frozen=True)
class Place:
    """A value's characters in the text.

    Attributes:
        node: the value as parsed.
        start: of its first character.
        end: after its last one; the same as `start` where it is empty.
        indent: of the key or dash that it belongs to, in columns.
        in_flow: whether it stands inside of brackets.
    """

    node: Node
    start: int
    end: int
    indent: int
    in_flow: bool


@lru_cache(maxsize=64)
def parse(text: str) -> Node:
    """The nodes of a text, with their places.

    Raises:
        ruamel.yaml.error.YAMLError: if it is no YAML.
    """
    return YAML(typ="safe", pure=True).compose(text)


@lru_cache(maxsize=64)
def read(text: str) -> Any:
    """The text's values, as the content's loader reads them; they are not to be changed."""
    return YAML(typ="safe", pure=True).load(text)


def find(text: str, path: Path) -> Place:
    """The place of the value that a path leads to.

    Args:
        text: the file's.
        path: keys, and in lists places (0 is the first) or the entries' `id`.

    Raises:
        NoSuchPlace: where there is none.
    """
    node, indent, in_flow = parse(text), 0, False
    for step in path:
        in_flow = in_flow or bool(getattr(node, "flow_style", False))
        key, node = _step(node, step)
        indent = _column(text, key)
        if key is not node and isinstance(node, ScalarNode) and _is_nothing(node):
            # Its own mark is where the next thing begins.
            after = text.index(":", key.end_mark.index) + 1
            return Place(node, after, after, indent, in_flow)
    return Place(node, node.start_mark.index, _end(text, node, indent), indent, in_flow)


def end_of_key(text: str, path: Path) -> int:
    """Where the key ends that a path leads to, before its colon.

    Raises:
        NoSuchPlace: where there is none.
    """
    node = parse(text)
    for step in path:
        key, node = _step(node, step)
    return int(key.end_mark.index)


def _is_nothing(node: ScalarNode) -> bool:
    return node.value == "" and node.style is None


def _step(node: Node, step: str | int) -> tuple[Node, Node]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    elif isinstance(node, SequenceNode):
        for at, value in enumerate(node.value):
            if at == step or (isinstance(step, str) and _id(value) == step):
                return value, value
    raise NoSuchPlace(str(step))


def _id(node: Node) -> str | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == "id":
                return str(value.value)
    return None


def _column(text: str, node: Node) -> int:
    """Of a key, or of the dash before an item."""
    start = node.start_mark.index
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return (
        len(line) - len(line.lstrip(" ")) if line.strip(" -") == "" and "-" in line else len(line)
    )


def _end(text: str, node: Node, indent: int) -> int:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        return _end_of_block(text, start, indent)
    if isinstance(node, ScalarNode) or node.flow_style:
        return end
    # A block's end is where the next thing begins, after blank lines and comments.
    last = node.value[-1] if isinstance(node, SequenceNode) else node.value[-1][1]
    inner = node.value[-1] if isinstance(node, SequenceNode) else node.value[-1][0]
    return max(
        _end(text, last, _column(text, inner)), inner.end_mark.index if last is not inner else 0
    )


def _end_of_block(text: str, start: int, indent: int) -> int:
    """After the last line of a block scalar: those deeper than its key, or blank between such."""
    end = at = text.find("\n", start)
    if at < 0:
        return len(text)
    while at < len(text):
        following = text.find("\n", at + 1)
        line_end = len(text) if following < 0 else following
        line = text[at + 1 : line_end]
        if line.strip():
            if len(line) - len(line.lstrip(" ")) <= indent:
                break
            end = line_end
        if following < 0:
            break
        at = following
    return end

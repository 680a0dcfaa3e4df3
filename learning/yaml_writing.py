"""Writes values as YAML, in the way of the content's files. Pure."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from datetime import date
from typing import Any

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import Node, ScalarNode

from learning.yaml_places import read

Value = str | int | bool | date | None | list[Any] | dict[str, Any]
WIDTH = 80
FOLDABLE = re.compile(r"\S+(?: \S+)*")


def written(value: Value, indent: int, in_flow: bool, before: Node | None = None) -> str:
    """A value as YAML.

    Args:
        value: what to write.
        indent: of its lines, if it takes several, in columns.
        in_flow: whether it stands inside of brackets.
        before: what stood there, for its quotes and folding.

    Returns:
        What follows the key's colon or the dash; it begins with a line break where it can't
        stand beside it.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null" if in_flow else ""
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, str):
        return _scalar(value, indent, in_flow, before)
    if in_flow and isinstance(value, list):
        return f"[{', '.join(written(item, indent, True) for item in value)}]"
    if in_flow or not value:
        return json.dumps(value, ensure_ascii=False)
    pad = " " * indent
    if isinstance(value, Mapping):
        return "".join(f"\n{pad}{_line(key, item, indent)}" for key, item in value.items())
    return "".join(f"\n{pad}- {listed(item, indent + 2)}" for item in value)


def _line(key: str, value: Value, indent: int) -> str:
    new = written(value, indent + 2, False)
    return f"{key}:{new}" if new.startswith("\n") else f"{key}: {new}".rstrip()


def listed(value: Value, indent: int) -> str:
    """A value as an item of a list: what follows the dash; mappings on one line where they fit."""
    if (
        isinstance(value, Mapping)
        and value
        and all(not isinstance(v, list | dict) for v in value.values())
    ):
        parts = (f"{key}: {written(item, indent, True)}" for key, item in value.items())
        line = "{" + ", ".join(parts) + "}"
        if len(line) + indent <= WIDTH:
            return line
    return written(value, indent, False).lstrip()


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

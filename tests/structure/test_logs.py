"""Our own log lines, which are not withheld, are made of constants, numbers and places only."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from guards.log_redaction import OWN_PACKAGES
from kneadwise.environment import ROOT

LEVELS = {"debug", "info", "warning", "error", "critical", "exception", "log"}
# Calls and attributes whose text is of the code: a fault's place, an action's name, a function's.
OF_THE_CODE = {"place_of", "fault", "name", "__name__"}
PLACEHOLDER = re.compile(r"%[a-z]")


def log_calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in LEVELS
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id in ("logger", "logging")
        ):
            yield node


def is_of_the_code(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return node.attr in OF_THE_CODE
    # A warning's file.
    return isinstance(node, ast.Name) and node.id in OF_THE_CODE | {"filename"}


def is_harmless(call: ast.Call) -> bool:
    template, *values = call.args
    if not (isinstance(template, ast.Constant) and isinstance(template.value, str)):
        return False
    kinds = PLACEHOLDER.findall(template.value)
    return len(kinds) == len(values) and all(
        kind == "%d" or (kind == "%s" and is_of_the_code(value))
        for kind, value in zip(kinds, values, strict=True)
    )


def test_our_own_lines_quote_nothing() -> None:
    files = [path for name in sorted(OWN_PACKAGES) for path in (ROOT / name).rglob("*.py")]
    calls = [
        (path, call)
        for path in files
        for call in log_calls(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert len(calls) > 5
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}" for path, call in calls if not is_harmless(call)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "harmless"),
    [
        ("logger.error('A turn failed: %s', place_of(error))", True),
        ("logger.info('%s: %d gone', self.name(), erased)", True),
        ("logger.info('started')", True),
        ("logger.error(f'failed: {error}')", False),
        ("logger.error('failed: ' + text)", False),
        ("logger.error('failed: %s', error)", False),
        ("logger.warning('failed: %r', place_of(error))", False),
        ("logging.info('failed: %s', message.text)", False),
    ],
)
def test_which_lines_do(line: str, harmless: bool) -> None:
    (call,) = log_calls(ast.parse(line))
    assert is_harmless(call) is harmless

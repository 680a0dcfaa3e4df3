"""What is wrong with a field, in words for somebody who knows no YAML. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from advice.content.errors import ContentProblem
from learning.inputs import Field
from learning.rows import Rows

EMPTY = "Fill this in."
# What the content's checks say, and what the practice is told.
PHRASES: Mapping[str, Callable[[re.Match[str]], str]] = {
    r"field required|none is not an allowed value": lambda _: EMPTY,
    r"ensure this value has at least 1 characters": lambda _: EMPTY,
    r"has 0 items, at least (\d+) are needed": lambda m: f"Give at least {_count(m[1])}.",
    r"has (\d+) items, at least (\d+) are needed": lambda m: (
        f"Give at least {m[2]}; there {'is' if m[1] == '1' else 'are'} {m[1]}."
    ),
    r"has (\d+) words, (\d+) are allowed": lambda m: (
        f"This has {m[1]} words; at most {m[2]} can be said."
    ),
    r"is no address of a page": lambda _: "Write an address like example.org/study, or nothing.",
    r"unexpected value; permitted: .*": lambda _: "Choose one of the list.",
    r"value is not a valid integer": lambda _: "Write a whole number, like 60.",
    r"ensure this value is greater than (\d+)": lambda m: f"Write more than {m[1]}.",
    r"ensure this value is less than or equal to (\d+)": lambda m: f"Write at most {m[1]}.",
    r"invalid date format": lambda _: "Write the day like 2026-12-24.",
    r"must be \"closed\" or like .*": lambda _: (
        "Write “closed”, or from and to, like 10:00-19:00; the end is after the beginning."
    ),
    r"neither 'answer' nor 'practice' is given": lambda _: EMPTY,
    r"'(.*)' already means (.*)": lambda m: (
        f"“{m[1]}” leads to {m[2].replace('_', ' ')} already. Keep it in one of the two."
    ),
    r"no source is called '(.*)'": lambda m: f"There is no source “{m[1]}”. Choose another.",
    r"stands in .* too": lambda _: "There is one of that name. Give it another name.",
}


def plain(problem: ContentProblem, field: Field) -> str:
    """What is wrong, and what to do.

    Args:
        problem: of the content's checks.
        field: the input that it is about.
    """
    return f"{_line(problem, field)}{_said(problem)}"


def _said(problem: ContentProblem) -> str:
    for pattern, say in PHRASES.items():
        found = re.fullmatch(pattern, problem.problem)
        if found:
            return say(found)
    return f"{_sentence(problem.problem)} {_sentence(problem.cure)}"


def _line(problem: ContentProblem, field: Field) -> str:
    """Which line of a list it is, and which of its values."""
    row, _, key = problem.field.removeprefix(f"{field.place}.").partition(".")
    if not row.isdecimal():
        return ""
    columns = field.columns if isinstance(field, Rows) else ()
    title = next((column.title for column in columns if column.key and column.key == key), "")
    return f"Line {int(row) + 1}{', ' if title else ''}{title}: "


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def _count(number: str) -> str:
    return "one" if number == "1" else number

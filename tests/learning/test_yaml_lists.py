"""Items of lists are added, removed, moved and changed; every other byte of the file stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneadwise.environment import ROOT
from learning.yaml_edits import append, set_value
from learning.yaml_places import find, read

CONTENT = ROOT / "content"
FILES = ("practice.yml", "faq/assistant.yml", "recommendation/techniques.yml")
Step = str | int
TEXTS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x24F, blacklist_categories=("Cc", "Zs"))
    | st.sampled_from(":#'\"{}[]-&*!|>%@`, "),
    min_size=1,
    max_size=120,
)


def lists(data: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Paths to every list of texts or of lines of values."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from lists(value, (*path, key))
    elif isinstance(data, list):
        if not any(isinstance(item, dict) and "id" in item for item in data):
            yield path
        for item in data:
            if isinstance(item, dict) and "id" in item:
                yield from lists(item, (*path, item["id"]))


PLACES = [
    (name, path)
    for name in FILES
    for path in lists(read((CONTENT / name).read_text(encoding="utf-8")))
]


def at(data: Any, path: tuple[Step, ...]) -> Any:
    for step in path:
        is_id = isinstance(data, list) and isinstance(step, str)
        data = next(v for v in data if v["id"] == step) if is_id else data[step]
    return data


def changed(draw: st.DataObject, items: list[Any]) -> list[Any]:
    """The items after some of what a form can do to them."""
    new = list(items)
    for _ in range(draw.draw(st.integers(1, 4))):
        place = draw.draw(st.integers(0, max(len(new) - 1, 0)))
        act = draw.draw(st.sampled_from(["add", "remove", "move", "change"]))
        if act == "add" or not new:
            text = draw.draw(TEXTS)
            like = items[0] if items else text
            new.insert(place, {**like, next(iter(like)): text} if isinstance(like, dict) else text)
        elif act == "remove":
            del new[place]
        elif act == "move":
            new.insert(draw.draw(st.integers(0, len(new) - 1)), new.pop(place))
        elif isinstance(new[place], dict):
            new[place] = {**new[place], list(new[place])[-1]: draw.draw(TEXTS)}
        else:
            new[place] = draw.draw(TEXTS)
    return new


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(PLACES), st.data())
def test_only_the_list_changes(place: tuple[str, tuple[Step, ...]], data: st.DataObject) -> None:
    name, path = place
    before = (CONTENT / name).read_text(encoding="utf-8")
    items = at(read(before), path)
    wanted = changed(data, items)
    after = set_value(before, path, wanted)
    assert at(read(after), path) == wanted
    # Before the list and behind it every byte is there.
    found = find(before, path)
    start = before.rfind("\n", 0, found.start) if not found.in_flow else found.start
    assert after.startswith(before[: min(start, before.find(":", start))])
    assert after.endswith(before[found.end :].split("\n", 1)[-1])
    comments = [line.strip() for line in before.splitlines() if line.strip().startswith("#")]
    assert sorted(set(comments)) == sorted(
        {line.strip() for line in after.splitlines()} & set(comments)
    )


BEFORE = """\
# Ours.
prices:  # in dollars
  # The usual one.
  - {service: A, minutes: 60, price: $1}
  - {service: B, minutes: 90, price: "$2"}  # long

  # Only in winter.
  - service: C
    minutes: 30
    price: >-
      three
# The end.
z: 1
"""
A = {"service": "A", "minutes": 60, "price": "$1"}
B = {"service": "B", "minutes": 90, "price": "$2"}
C = {"service": "C", "minutes": 30, "price": "three"}
A_LINES = "  # The usual one.\n  - {service: A, minutes: 60, price: $1}\n"
B_LINES = '  - {service: B, minutes: 90, price: "$2"}  # long\n'
C_LINES = "\n  # Only in winter.\n  - service: C\n    minutes: 30\n    price: >-\n      three\n"


@pytest.mark.parametrize(
    ("wanted", "lines"),
    [
        ([B, A, C], B_LINES + A_LINES + C_LINES),
        ([C, A, B], C_LINES + A_LINES + B_LINES),
        ([B, C], "  # The usual one.\n" + B_LINES + C_LINES),
        ([A], A_LINES + "  # Only in winter.\n"),
        ([A, {**B, "price": "$3"}, C], A_LINES + B_LINES.replace("$2", "$3") + C_LINES),
        ([A, B, {**C, "price": "four"}], A_LINES + B_LINES + C_LINES.replace("three", "four")),
        (
            [A, B, C, {**A, "service": "D, 2"}],
            A_LINES + B_LINES + C_LINES + '  - {service: "D, 2", minutes: 60, price: $1}\n',
        ),
    ],
)
def test_lines_keep_their_comments_wherever_they_go(wanted: list[Any], lines: str) -> None:
    head, tail = "# Ours.\nprices:  # in dollars\n", "# The end.\nz: 1\n"
    assert set_value(BEFORE, ("prices",), wanted) == head + lines + tail


def test_a_list_becomes_empty_and_full_again() -> None:
    empty = set_value(BEFORE, ("prices",), [])
    assert read(empty) == {"prices": [], "z": 1}
    assert read(set_value(empty, ("prices",), [A, B]))["prices"] == [A, B]


def test_days_are_written_as_days() -> None:
    text = "holidays:\n  - {date: 2026-12-24, hours: closed}\n"
    days = [*read(text)["holidays"], {"date": date(2027, 1, 1), "hours": "10:00-12:00"}]
    assert set_value(text, ("holidays",), days) == (
        text + "  - {date: 2027-01-01, hours: 10:00-12:00}\n"
    )


def test_lists_in_brackets_stay_in_brackets() -> None:
    text = "a: [X, Y]\nb: [\n  some words\n]\n"
    assert set_value(text, ("a",), ["Y", "a, b"]) == 'a: [Y, "a, b"]\nb: [\n  some words\n]\n'
    long = set_value(text, ("a",), [f"word number {n}" for n in range(12)])
    assert long.startswith("a: [\n  word number 0, word number 1")
    assert max(map(len, long.splitlines())) <= 80


def test_entries_that_stand_apart_go_on_standing_apart() -> None:
    text = "topics:\n\n  - id: a\n    x: 1\n\n  - id: b\n    x: 2\n"
    assert append(text, ("topics",), {"id": "c", "x": [1]}) == (
        text + "\n  - id: c\n    x:\n      - 1\n"
    )

"""One field is edited: its lines change, and nothing else in the file does."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneadwise.environment import ROOT
from learning.yaml_edits import append, set_value
from learning.yaml_places import NoSuchPlace, read

CONTENT = ROOT / "content"
FILES = [
    "practice.yml",
    "added.yml",
    *(
        f"{folder}/{p.name}"
        for folder in ("faq", "techniques")
        for p in (CONTENT / folder).iterdir()
    ),
]
TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\ufeff\x85")
    | st.sampled_from("\n:#'\"{}[]-&*!|>%@`, "),
    min_size=1,
    max_size=150,
)


def scalars(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Paths to every text and number, entries by their id."""
    if isinstance(data, dict):
        return [p for key, value in data.items() for p in scalars(value, (*path, key))]
    if isinstance(data, list):
        steps = [v.get("id", n) if isinstance(v, dict) else n for n, v in enumerate(data)]
        return [p for n, v in zip(steps, data, strict=True) for p in scalars(v, (*path, n))]
    return [path]


PLACES = [
    (name, path)
    for name in sorted(FILES)
    for path in scalars(read((CONTENT / name).read_text(encoding="utf-8")))
    if path and path[-1] != "id"
]


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        is_id = isinstance(data, list) and isinstance(step, str)
        data = next(v for v in data if v["id"] == step) if is_id else data[step]
    return data


def changed_lines(before: str, after: str) -> list[int]:
    matcher = difflib.SequenceMatcher(a=before.splitlines(), b=after.splitlines(), autojunk=False)
    spans = [(i, j) for tag, i, j, _, _ in matcher.get_opcodes() if tag != "equal"]
    return [line for start, end in spans for line in range(start, end)]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PLACES), TEXTS)
def test_an_edit_changes_its_own_lines_only(
    place: tuple[str, tuple[str | int, ...]], value: str
) -> None:
    name, path = place
    before = (CONTENT / name).read_text(encoding="utf-8")
    after = set_value(before, path, value)
    assert at(read(after), path) == value
    # What stood before it and behind it is there to the letter.
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    assert "\n\n  - id:" not in before[start : len(before) - end]
    comments = [line for line in before.splitlines() if line.lstrip().startswith("#")]
    assert [
        line for line in after.splitlines() if line.lstrip() in map(str.strip, comments)
    ] == comments


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


@pytest.mark.parametrize("name", FILES)
def test_the_same_value_changes_nothing(name: str) -> None:
    text = (CONTENT / name).read_text(encoding="utf-8")
    for path in scalars(read(text)):
        if path:
            assert set_value(text, path, at(read(text), path)) == text


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("name",), "Elm Street Massage", "name: Elm Street Massage"),
        (("emergency_number",), "112", 'emergency_number: "112"'),
        (("facts", "mobile_visits"), "We come to you.", "  mobile_visits: We come to you."),
        (("facts", "gift_cards"), None, "  gift_cards:"),
        (
            ("prices", 0, "price"),
            "$99",
            "  - {service: Relaxation massage, minutes: 60, price: $99}",
        ),
        (("opening_hours", "monday"), "10:00-12:00", "  monday: 10:00-12:00"),
        (("retention_days",), 20, "retention_days: 20"),
        (("learn_from_unanswered",), False, "learn_from_unanswered: false"),
    ],
)
def test_a_practice_fact(path: tuple[str | int, ...], value: Any, line: str) -> None:
    before = (CONTENT / "practice.yml").read_text(encoding="utf-8")
    after = set_value(before, path, value)
    assert line in after.splitlines()
    assert len(after.splitlines()) <= len(before.splitlines())


def test_a_long_answer_is_folded_as_it_was() -> None:
    text = (
        "topics:\n\n  - id: a\n    answer: >-\n      Some old\n      words.\n"
        "    # why\n    sources: [X]\n"
    )
    after = set_value(text, ("topics", "a", "answer"), "New words " * 12 + "end.")
    lines = after.splitlines()
    assert lines[3] == "    answer: >-"
    assert lines[-2:] == ["    # why", "    sources: [X]"]
    assert max(map(len, lines)) <= 80


def test_a_missing_key_is_added_to_its_mapping() -> None:
    text = "name: A\nfacts:\n  parking: Yes.\n\n# Days.\nretention_days: 30\n"
    after = set_value(text, ("facts", "couples"), "Ask us.")
    assert after == (
        "name: A\nfacts:\n  parking: Yes.\n  couples: Ask us.\n\n# Days.\nretention_days: 30\n"
    )
    with pytest.raises(NoSuchPlace):
        set_value(text, ("nothing", "couples"), "Ask us.")


def test_lists_grow_and_are_replaced() -> None:
    text = "topics:\n  - id: a\n    asked_as:\n      - one\n      - two\n    # after\n    x: 1\n"
    path = ("topics", "a", "asked_as")
    assert append(text, path, "three: 3").splitlines()[5] == '      - "three: 3"'
    after = set_value(text, path, ["uno"])
    assert after == "topics:\n  - id: a\n    asked_as:\n      - uno\n    # after\n    x: 1\n"
    prices = "prices:\n  - {service: A, minutes: 60, price: $1}\n\n# end\nz: 1\n"
    more = [
        {"service": "A", "minutes": 60, "price": "$1"},
        {"service": "B", "minutes": 5, "price": "$2"},
    ]
    assert set_value(prices, ("prices",), more) == prices.replace(
        "$1}\n", "$1}\n  - {service: B, minutes: 5, price: $2}\n"
    )


def test_empty_lists_of_the_added_file_take_entries(tmp_path: Path) -> None:
    text = (CONTENT / "added.yml").read_text(encoding="utf-8")
    entry = {
        "id": "wifi",
        "question": "Is there wifi?",
        "sources": ["PRACTICE"],
        "asked_as": ["wifi"],
    }
    after = append(text, ("topics",), entry)
    after = append(after, ("topics",), {**entry, "id": "dogs"})
    after = set_value(after, ("examples", "faq_parking"), ["can i leave my van"])
    after = set_value(after, ("examples", "faq_hours"), ["u up"])
    after = append(after, ("examples", "faq_hours"), "still there?")
    assert [e["id"] for e in read(after)["topics"]] == ["wifi", "dogs"]
    assert read(after)["examples"] == {
        "faq_parking": ["can i leave my van"],
        "faq_hours": ["u up", "still there?"],
    }
    comment = [line for line in text.splitlines() if line.startswith("#")]
    assert after.splitlines()[: len(comment)] == comment

"""Where a message is cut into parts that may be questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.question_splitting import MOST_PARTS, split_questions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "How much is 60 min, are u open sunday and whats the diff between the two?",
            ["How much is 60 min", "are u open sunday", "whats the diff between the two?"],
        ),
        ("What is shiatsu? Do I tip?", ["What is shiatsu?", "Do I tip?"]),
        ("What is shiatsu?Do I tip?", ["What is shiatsu?", "Do I tip?"]),
        ("is it loud + what do i wear", ["is it loud", "what do i wear"]),
        ("opening times + phone no", ["opening times", "phone no"]),
        ("how often do i come and for how long", ["how often do i come", "for how long"]),
        ("do you bill and must i have a note", ["do you bill", "must i have a note"]),
        ("when does it end / how is it measured", ["when does it end", "how is it measured"]),
        ("price and hours?", ["price", "hours?"]),
        ("prices, hours, parking", ["prices", "hours", "parking"]),
        ("is it loud\ncan i talk", ["is it loud", "can i talk"]),
    ],
)
def test_parts(text: str, parts: list[str]) -> None:
    assert split_questions(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "???",
        "what is shiatsu",
        "what is the difference between shiatsu and thai massage when it comes to pressure",
        "it costs $1.50 right?",
        ". ".join(["a story"] * (MOST_PARTS + 1)),
    ],
)
def test_one_piece(text: str) -> None:
    assert split_questions(text) == []


@given(st.text(max_size=200))
def test_parts_are_pieces_of_the_text_in_order(text: str) -> None:
    parts = split_questions(text)
    assert len(parts) in {0, *range(2, MOST_PARTS + 1)}
    position = 0
    for part in parts:
        assert part == part.strip()
        assert part
        position = text.index(part, position) + len(part)

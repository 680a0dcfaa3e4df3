"""Where a message is cut into parts that may be questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.question_splitting import LIST_WORD_LIMIT, MOST_PARTS, asks, split_questions


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
        ("hot stone n price", ["hot stone", "price"]),
        (
            "at which hour you open and there is a lift for wheelchair?",
            ["at which hour you open", "there is a lift for wheelchair?"],
        ),
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
        "choose between thai and shiatsu",
        "shiatsu / thai difference",
        "is there before and after care",
        "how does reiki compare, thai and swedish",
        "can me and my sister come together at once?",
        "i fell and my knee is sore since that day",
        "it hurt for a week and would not stop",
        "can i just turn up or do i have to book a time first",
        "the ache came back after a week off and is still there",
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


STORY = "my back has been aching since we moved house last month, "
assert len(STORY.split()) > LIST_WORD_LIMIT


@pytest.mark.parametrize(
    "part",
    [
        "How much is it",
        "whats the price",
        "for how long",
        "can it get worse",
        "any discounts",
        "r u open sunday",
        "u do cupping",
        "and what do I wear",
        "ok so, hi, do you do cupping",
        "btw is it loud",
        "I'd like to know your prices",
        "don't you have parking",
        "isn't it dear",
        "may I bring my dog",
        "... and can I come",
        "tell me about shiatsu",
        "please explain it",
        "Compare them",
        "whether it hurts",
        "i want to know the price",
        "I would like to know your hours",
        "I'm wondering about tips",
        "i wonder if it helps",
        "let me know if you do it",
        "the price?",
        "hot stones?  ",
    ],
)
def test_a_part_of_a_story_asks(part: str) -> None:
    assert asks(part, STORY + part)


@pytest.mark.parametrize(
    "part",
    [
        "my back hurts",
        "can't sleep since",
        "May was hard for me",
        "I sit at a desk all day",
        "it started when I moved",
        "my mum said what shiatsu is",
        "so I run a lot",
        "also, my neck",
        "hello",
        "thanks",
        "please",
        "the price",
        "whatever I do",
        "isolated pain",
        "area by area",
        "I wondered a lot",
        "youth hostels are cheap",
        "showing it is hard",
    ],
)
def test_a_part_of_a_story_tells(part: str) -> None:
    assert not asks(part, STORY + part)


@pytest.mark.parametrize("part", ["price", "my back hurts", "shiatsu"])
def test_in_a_short_message_every_part_asks(part: str) -> None:
    words = len(part.split())
    short = " ".join([part, *["word"] * (LIST_WORD_LIMIT - words)])
    assert asks(part, short)
    assert not asks(part, f"{short} more")


def test_a_long_run_of_small_words_is_read_at_once() -> None:
    # It took hours while each could be matched in two ways.
    assert not asks("so, " * 250 + "it hurts", "so, " * 250 + "it hurts")
    assert asks("ok " * 300 + "what is it", "ok " * 300 + "what is it")

"""What is kept of a message tells nobody who wrote it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.masking import masked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("do you have wifi", "do you have wifi"),
        ("call me on (555) 010-0177 please", "call me • (• please"),
        ("mail jo.b+x@example.com the list", "mail • the list"),
        ("see https://example.com/jo?id=4", "see •"),
        ("I'm Anna, is there wifi", "I'm •, is there wifi"),
        ("I'm Anna Maria Berg and is there wifi", "I'm • and is there wifi"),
        ("im anna is there wifi", "im • is there wifi"),
        ("I'm looking for a gift", "I'm looking for a gift"),
        ("I'M LOOKING FOR A GIFT", "I'M LOOKING FOR A GIFT"),
        ("my name is jo berg", "my name is •"),
        ("My wife's name is Ada", "My wife's name is •"),
        ("this is Dr. Berg", "this is •. •"),
        ("ask dr berg about it", "ask dr • about it"),
        ("on 12.03.2024 at 3pm", "on • at •pm"),
        ("Cheers, Jo", "Cheers, •"),
    ],
)
def test_what_is_masked(text: str, kept: str) -> None:
    assert masked(text) == kept


@given(st.text(max_size=80))
def test_no_digit_is_left_and_twice_is_once(text: str) -> None:
    once = masked(text)
    assert not any(character.isdecimal() for character in once)
    assert masked(once) == once

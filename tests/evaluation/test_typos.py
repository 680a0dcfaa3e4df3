"""The misspelled copy: seeded, legible, and really misspelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from evaluation.held_out import load_held_out
from evaluation.typos import SHORTEST, WORD, WORDS_PER_SLIP, misspell

TEXTS = [message.text for message in load_held_out()]


@given(st.sampled_from(TEXTS), st.integers(0, 5))
def test_the_same_text_gets_the_same_slips(text: str, seed: int) -> None:
    assert misspell(text, seed) == misspell(text, seed)


@given(st.sampled_from(TEXTS))
def test_slips_are_few_and_there_is_one(text: str) -> None:
    words = [w for w in WORD.findall(text) if len(w) >= SHORTEST]
    slips = OSA.distance(text, misspell(text))
    assert slips <= max(1, round(len(words) / WORDS_PER_SLIP))
    if words:
        assert slips >= 1


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(misspell(text), str)


@pytest.mark.parametrize("text", ["hi", "ok no", "12 €", ""])
def test_what_has_no_word_to_misspell_stays(text: str) -> None:
    assert misspell(text) == text


def test_first_letters_stay() -> None:
    for text in TEXTS:
        typed, meant = misspell(text).split(), text.split()
        assert [w[0] for w in typed] == [w[0] for w in meant]


def test_another_seed_gives_other_slips() -> None:
    assert sum(misspell(t, 0) != misspell(t, 1) for t in TEXTS) > len(TEXTS) / 2

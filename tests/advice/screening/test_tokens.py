"""Words and phrases, misspelt ones too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.screening.tokens import Phrases, Span, stem, tokenize

PHRASES = Phrases(
    {"swollen": ["swollen", "blown up"], "leg": ["leg", "calf"]},
    lambda word: word in {"half", "swallow", "collar"},
)


def test_words_keep_their_place_and_their_sentence() -> None:
    tokens = tokenize("It's hot. Calf, swollen")
    assert [t.word for t in tokens] == ["its", "hot", "calf", "swollen"]
    assert [t.clause for t in tokens] == [0, 0, 1, 1]
    assert [t.after_comma for t in tokens] == [False, False, False, True]
    assert (tokens[0].start, tokens[0].end) == (0, 4)


def test_marks_in_a_row_end_one_sentence() -> None:
    assert [t.clause for t in tokenize("Two stone (hooray!). My back")] == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [("throbbing", "throb"), ("swelled", "swell"), ("legs", "leg"), ("numbed", "numb")],
)
def test_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("my calf is swollen", {"leg", "swollen"}),
        ("its all blown up", {"swollen"}),
        ("swolen calfs", {"swollen", "leg"}),
        ("i swallow half of it by the collar", set()),
        ("blown. up", set()),
    ],
)
def test_phrases_are_found_in_any_form(text: str, meanings: set[str]) -> None:
    assert set(PHRASES.find(tokenize(text))) == meanings


def test_a_phrase_says_where_it_stands() -> None:
    assert PHRASES.find(tokenize("so it has blown up"))["swollen"] == [Span(3, 5)]


@given(st.text(max_size=200))
def test_any_text_is_cut_into_words_that_stand_in_it(text: str) -> None:
    for token in tokenize(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.word
    PHRASES.find(tokenize(text))

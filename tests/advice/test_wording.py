"""Finding words in what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.wording import names_any

WORDS = st.lists(st.sampled_from(["card", "gift", "pay", "by", "e", "transfer"]), max_size=6)


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("Do you take CARDS?", "cards", True),
        ("do you take cards", "card", False),
        ("apple-pay?", "Apple Pay", True),
        ("an e-transfer, maybe", "e-transfer", True),
        ("apple or pay", "apple pay", False),
        ("", "card", False),
    ],
)
def test_a_term_is_found_as_whole_words(text: str, term: str, found: bool) -> None:
    assert names_any(text, ["zelle", term]) is found
    assert not names_any(text, [])


@given(WORDS, WORDS.filter(bool), WORDS)
def test_it_is_found_between_any_words(
    before: list[str], term: list[str], after: list[str]
) -> None:
    assert names_any(" ".join([*before, *term, *after]), [" ".join(term)])

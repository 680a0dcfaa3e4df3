"""Examples of wishes out of the content's patterns."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import ValidationError

from advice.content import Content
from advice.content.wish_models import WISHES, WishExamples
from components.wish_examples import FILLINGS, wish_examples

ONE = {wish: (f"{wish} {{who}} now{{tail?}}",) for wish in WISHES}


def made(**more: Any) -> WishExamples:
    parts = {
        "words": {"who": ("a", "b", "c"), "tail": ("!",)},
        "patterns": ONE,
        "said": {wish: (f"only {wish}",) for wish in WISHES},
    }
    return WishExamples.parse_obj({**parts, **more})


def test_gaps_are_filled_and_nothing_is_left_of_them() -> None:
    found = list(wish_examples(made()))
    assert ("only person", "person") in found
    texts = [text for text, wish in found if wish == "person"]
    assert all(re.fullmatch(r"only person|person [abc] now!?", text) for text in texts)
    # The gap that may be empty is both.
    assert {text[-1] for text in texts} >= {"!", "w"}
    assert len(set(texts)) == len(texts) <= FILLINGS + 1


def test_they_are_the_same_every_time_and_one_pattern_changes_no_other() -> None:
    before = list(wish_examples(made()))
    assert before == list(wish_examples(made()))
    more = {**ONE, "person": (*ONE["person"], "another {who}")}
    after = list(wish_examples(made(patterns=more)))
    assert set(before) < set(after)


@pytest.mark.parametrize(
    "wrong",
    [
        {"patterns": {**ONE, "booking": ("book {nobody}",)}},
        {"patterns": {"person": ("a",)}},
        {"said": {**dict.fromkeys(WISHES, ("x",)), "marriage": ("marry me",)}},
        {"words": {"who": (), "tail": ("!",)}},
    ],
)
def test_what_is_missing_is_named(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=r"nobody|must have exactly|nothing for who"):
        made(**wrong)


def test_the_content_teaches_every_wish_and_none_under_two(content: Content) -> None:
    found = list(wish_examples(content.wishes))
    for wish in WISHES:
        assert sum(name == wish for _, name in found) > 200
    wishes: dict[str, set[str]] = {}
    for part in (content.wishes.said, content.wishes.patterns):
        for wish, texts in part.items():
            for text in texts:
                wishes.setdefault(text.lower(), set()).add(wish)
    assert {text: names for text, names in wishes.items() if len(names) > 1} == {}

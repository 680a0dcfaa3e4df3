"""A stroke is an illness or a movement of the masseur's hands."""

from __future__ import annotations

import pytest

from advice.content import load_content
from advice.screening.signs import SignFinder

FINDER = SignFinder.of(load_content())


def signs(text: str) -> set[str]:
    return {mention.sign for mention in FINDER.find(text)}


@pytest.mark.parametrize(
    "text", ["i think he had some kind of stroke", "what type of stroke did she have just now"]
)
def test_a_stroke_is_no_stroke_of_a_massage(text: str) -> None:
    assert "stroke_signs" in signs(text)


@pytest.mark.parametrize(
    "text",
    [
        "evenin, whats the one where they knead you with long oily strokes",
        "which one has those big sweepy strokes all down the back",
        "how many strokes do they do before the hot stones",
        "are the strokes hard or soft",
    ],
)
def test_the_strokes_of_hands_are_no_sign(text: str) -> None:
    assert signs(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "ive had two strokes",
        "my gran had mini strokes",
        "there is a history of strokes with me",
        "she has had several strokes",
    ],
)
def test_several_strokes_are_signs(text: str) -> None:
    assert signs(text)

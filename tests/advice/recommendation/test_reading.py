"""Answers read out of a visitor's words."""

from __future__ import annotations

import pytest

from advice.content import load_content
from advice.recommendation.reading import AnswerReader

READER = AnswerReader(load_content())


@pytest.mark.parametrize(
    ("text", "asked", "question", "values"),
    [
        ("not the shoulders sorry i mean my neck", "since", "area", ("neck",)),
        ("neck and shoulder", "area", "area", ("neck", "shoulder")),
        ("none of these", "health", "health", ("none",)),
        ("bout 3 wks", "since", "since", ("weeks_12",)),
        ("five outta ten", "severity", "severity", ("5",)),
        ("not sure", "signs", "signs", ("not_sure",)),
    ],
)
def test_an_answer_is_read(text: str, asked: str, question: str, values: tuple[str, ...]) -> None:
    assert READER.read(text, asked).answers[question] == values

"""Everyday complaints as calm examples."""

from __future__ import annotations

from advice.content import Content
from advice.screening.signs import SignFinder
from components.plain_complaints import AREAS, COMPLAINTS, plain_complaints


def test_every_area_and_wording_comes_several_times_and_none_twice() -> None:
    texts = list(plain_complaints())
    assert len(texts) == len(set(texts))
    for area in AREAS:
        assert sum(area in text for text in texts) >= 10, area
    for wording in COMPLAINTS:
        start = wording.split("{")[0]
        assert sum(text.startswith(start) for text in texts) >= 10, wording


def test_none_tells_a_serious_sign_by_its_words(content: Content) -> None:
    finder = SignFinder.of(content)
    for text in plain_complaints():
        serious = [m.sign for m in finder.find(text) if content.safety[m.sign].is_serious]
        assert serious == [], text

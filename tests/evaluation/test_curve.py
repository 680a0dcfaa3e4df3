"""The threshold curve."""

from __future__ import annotations

import pytest

from evaluation.asking import Reading
from evaluation.curve import card_of, curve
from tests.evaluation.messages import message


@pytest.mark.parametrize(
    ("intent", "techniques", "card"),
    [
        ("faq_price", (), "faq/price"),
        ("row_focus", (), "row/focus"),
        ("explain_technique", ("shiatsu",), "technique/shiatsu"),
        ("technique_feeling", (), "clarify/options"),
        ("talk_to_person", (), "handoff/offer"),
        ("greet", (), "smalltalk/greet"),
    ],
)
def test_the_card_of_a_reading(intent: str, techniques: tuple[str, ...], card: str) -> None:
    assert card_of(intent, techniques) == card


def test_a_higher_threshold_asks_back_more() -> None:
    def reading(intent: str, confidence: float) -> Reading:
        return Reading(intent, confidence, ((intent, confidence),), ())

    messages = [
        message("faq/price"),
        message("faq/price"),
        message("faq/price", "faq/hours"),
        message("out_of_scope/out_of_scope|clarify/options", topic="out_of_scope"),
    ]
    read = [reading("faq_price", 0.9), reading("faq_hours", 0.5)] + [reading("faq_price", 0.4)] * 2
    low, middle, high = curve(messages, read, [0.0, 0.6, 1.0])
    assert (low.right, low.wrong, low.asked_back, low.caught) == (0.5, 0.5, 0.0, 0.0)
    assert (middle.right, middle.wrong, middle.asked_back, middle.caught) == (0.5, 0.0, 0.5, 1.0)
    assert (high.right, high.wrong, high.asked_back, high.caught) == (0.0, 0.0, 1.0, 1.0)

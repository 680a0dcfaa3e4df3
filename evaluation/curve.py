"""How many messages are answered rightly, wrongly or not at all, by the threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advice.answers import TECHNIQUE_ASPECTS
from evaluation.asking import Reading
from evaluation.cards import CARDS
from evaluation.held_out import HeldOutMessage
from evaluation.measures import OUT_OF_SCOPE, Rate

ASKED_BACK = "clarify/options"


@dataclass(frozen=True)
class Point:
    """What a threshold gives: shares of single questions in scope, and what it catches.

    Attributes:
        threshold: confidence from which a message is answered, 0 to 1.
        right: in scope, answered rightly.
        wrong: in scope, answered wrongly.
        asked_back: in scope, not answered but asked back or refused.
        caught: out of scope, not answered as if it were ours.
    """

    threshold: float
    right: float
    wrong: float
    asked_back: float
    caught: float


def card_of(intent: str, techniques: Sequence[str]) -> str:
    """The card, "kind/id", that answers an intent first."""
    if intent in TECHNIQUE_ASPECTS:
        return f"technique/{techniques[0]}" if techniques else ASKED_BACK
    kind, _, rest = intent.partition("_")
    if kind in ("row", "faq"):
        return f"{kind}/{rest}"
    return CARDS.get(intent, f"smalltalk/{intent}")


def curve(
    messages: Sequence[HeldOutMessage], readings: Sequence[Reading], thresholds: Sequence[float]
) -> list[Point]:
    """What each threshold would give, from the rankings alone.

    Args:
        messages: held-out messages; those with several questions are passed over.
        readings: their readings, in the same order.
        thresholds: 0 to 1.
    """
    single = [(m, r) for m, r in zip(messages, readings, strict=True) if len(m.expected) == 1]
    return [_point(single, threshold) for threshold in thresholds]


def _point(single: Sequence[tuple[HeldOutMessage, Reading]], threshold: float) -> Point:
    given = []
    for message, reading in single:
        intent, confidence = reading.ranking[0]
        card = card_of(intent, reading.techniques) if confidence >= threshold else ASKED_BACK
        given.append((message, card, message.is_right([card])))
    ours = [(card, right) for m, card, right in given if m.topic != OUT_OF_SCOPE]
    lost = [c in (ASKED_BACK, CARDS["out_of_scope"]) and not right for c, right in ours]
    right = Rate.of(right for _, right in ours).value
    asked_back = Rate.of(lost).value
    caught = Rate.of(right for m, _, right in given if m.topic == OUT_OF_SCOPE).value
    return Point(threshold, right, 1.0 - right - asked_back, asked_back, caught)

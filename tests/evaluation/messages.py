"""Held-out messages and results for tests, in one line each."""

from __future__ import annotations

from evaluation.held_out import HeldOutMessage
from evaluation.measures import Result


def message(*expected: str, topic: str = "faq_general", style: str = "plain") -> HeldOutMessage:
    """A message with the right cards of each thing asked, those of one joined by "|"."""
    cards = tuple(frozenset(one.split("|")) for one in expected)
    return HeldOutMessage("text", cards, topic, style, "development")


def result(expected: str, *cards: str, confidence: float | None = None, **more: str) -> Result:
    """A result of a message with one question."""
    return Result(message(expected, **more), list(cards), confidence)

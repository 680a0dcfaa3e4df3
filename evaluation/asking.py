"""Asks an assistant the held-out messages: over HTTP for the cards, in process for confidence."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evaluation.held_out import HeldOutMessage
from evaluation.measures import Result
from kneadwise.client import WebsiteClient

NOT_UNDERSTOOD = "nlu_fallback"
# Median time is stated for messages of about this length.
USUAL_WORDS = range(11, 14)
Progress = Callable[[Sequence[HeldOutMessage]], Iterable[HeldOutMessage]]

NOTICE = "notice/privacy"


@dataclass(frozen=True)
class Reading:
    """What understanding made of a message.

    Attributes:
        intent: the intent's name.
        confidence: 0 to 1.
        ranking: all intents with their confidence, likeliest first.
        techniques: ids of the techniques found.
    """

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    techniques: tuple[str, ...]


def answer(address: str, message: HeldOutMessage) -> Result:
    """Asks a message in a conversation of its own.

    Args:
        address: a running assistant's.
        message: what to ask.
    """
    return Result(message, _answering(WebsiteClient(address).say(message.text).cards))


def _answering(cards: list[str]) -> list[str]:
    """The cards without the privacy notice that belongs to a question on health after it."""
    following = [*cards[1:], ""]
    return [
        card
        for card, after in zip(cards, following, strict=True)
        if card != NOTICE or not after.startswith("question/")
    ]


def readings(
    model: Path, messages: Sequence[HeldOutMessage], progress: Progress
) -> tuple[list[Reading], float]:
    """Reads each message with a trained model, without actions.

    Args:
        model: the trained model's file.
        messages: what to read.
        progress: shows how far it is while it hands the messages on.

    Returns:
        The readings, and the median milliseconds for a message of 11 to 13 words.
    """
    # Imported here: it takes seconds, and the other measures do without.
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    found, milliseconds = [], []
    for message in progress(messages):
        started = time.perf_counter()
        found.append(_reading(asyncio.run(agent.parse_message(message.text))))
        if len(message.text.split()) in USUAL_WORDS:
            milliseconds.append(1000 * (time.perf_counter() - started))
    return found, statistics.median(milliseconds) if milliseconds else 0.0


def _reading(parsed: dict[str, Any]) -> Reading:
    ranking = tuple(
        (entry["name"], float(entry["confidence"]))
        for entry in parsed["intent_ranking"]
        if entry["name"] != NOT_UNDERSTOOD
    )
    techniques = (str(e["value"]) for e in parsed["entities"] if e["entity"] == "technique")
    return Reading(
        intent=parsed["intent"]["name"],
        confidence=float(parsed["intent"]["confidence"]),
        ranking=ranking,
        techniques=tuple(dict.fromkeys(techniques)),
    )


def with_confidence(results: Sequence[Result], read: Sequence[Reading]) -> list[Result]:
    """The results with the confidence of their reading, where the message was understood."""
    return [
        replace(r, confidence=None if one.intent == NOT_UNDERSTOOD else one.confidence)
        for r, one in zip(results, read, strict=True)
    ]

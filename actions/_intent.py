"""How the latest message is acted upon: as it was read, unless it would throw away in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker

from advice.discarding import DISCARDING, is_sure
from advice.recommendation.facts import QUESTIONS

# Rasa's intent for what was not understood.
FALLBACK = "nlu_fallback"


def intent_of(tracker: Tracker) -> str:
    """The latest message's intent; a doubtful wish to throw something away is not understood."""
    intent = read_as(tracker.latest_message)
    return FALLBACK if is_doubtful(tracker) else intent


def is_doubtful(tracker: Tracker) -> bool:
    """Whether the latest message was read as throwing something away, and not surely so."""
    message = tracker.latest_message
    intent = read_as(message)
    if intent not in DISCARDING:
        return False
    ranking = {e["name"]: float(e["confidence"]) for e in message.get("intent_ranking") or []}
    # Without a confidence it was not read from words.
    ranking[intent] = float(message["intent"].get("confidence", 1.0))
    is_open = bool((tracker.active_loop or {}).get("name"))
    question = tracker.get_slot("requested_slot")
    likely: list[tuple[str, float, float]] | None = None
    if question in QUESTIONS:
        ranked = (message.get("likely") or {}).get(question) or []
        likely = [(str(value), float(share), float(near)) for value, share, near in ranked]
    return not is_sure(intent, ranking, is_open, likely)


def read_as(message: Mapping[str, Any]) -> str:
    """The intent that understanding gave a message, "" for none."""
    return str((message.get("intent") or {}).get("name") or "")

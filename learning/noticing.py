"""Which messages are kept for the practice to answer: a decision over Rasa's events. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from learning.masking import MASK, masked

Event = Mapping[str, Any]
NOT_UNDERSTOOD = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"
CARDS = frozenset({"clarify", "out_of_scope"})
# Where what was not understood may be telling, it may tell of an illness.
TELLING = frozenset({"state_symptoms", "report_warning_sign", "answer_question", "change_answer"})
# What a turn fills in of somebody's body and health (contract.md §5); "notes" are asides.
ABOUT_HEALTH = frozenset(
    "concern area since severity signs health physician plan safety notes".split()
)
# Questions of the form to which no answer is about health.
HARMLESS_QUESTIONS = frozenset({"goals", "pressure"})
ENTITIES_OF_HEALTH = frozenset({"body_area", *ABOUT_HEALTH})
# "I'm 15", "15 years old": somebody's age, and perhaps a minor's.
AGE = re.compile(r"(?i)\b(?:i['’]?m|i am)\s+\d{1,2}\b|\b\d{1,2}\s*-?\s*(?:years?|yrs?|y/?o)\b")
YOUNG = re.compile(
    r"(?i)\b(?:minor|teen\w*|underage|under age|high ?school|middle ?school|grader|"
    r"my (?:mom|mum|dad|parents?|mother|father)|"
    r"my (?:son|daughter|child|kids?|baby|toddler|grandson|granddaughter))\b"
)
FEWEST_LETTERS = 3
# A share of the likelihood that is more than none: the ranking has every intent.
LIKELY = 0.1


def to_keep(events: Sequence[Event], message_id: str) -> str | None:
    """The masked text of a message that was not understood and may be kept.

    Args:
        events: of the conversation as Rasa's `as_dict` gives them, oldest first, with at
            least the turn of the message.
        message_id: the message's.

    Returns:
        None where it was understood, was tapped, or where its turn or the chat tells of a
        warning sign, of health, or of a minor (reliability P1 to P3).
    """
    turn = _turn(events, message_id)
    if not turn or not _is_missed(turn) or _is_of_minor(events) or _is_of_health(events, turn):
        return None
    typed = (turn[0].get("metadata") or {}).get("typed") or turn[0].get("text") or ""
    if AGE.search(typed) or YOUNG.search(typed):
        return None
    text = masked(typed)
    return text if sum(map(str.isalpha, text.replace(MASK, ""))) >= FEWEST_LETTERS else None


def _turn(events: Iterable[Event], message_id: str) -> list[Event]:
    turn: list[Event] = []
    for event in events:
        if event.get("event") == "user":
            if turn:
                break
            if event.get("message_id") == message_id:
                turn = [event]
        elif turn:
            turn.append(event)
    return turn


def _is_missed(turn: Sequence[Event]) -> bool:
    parsed = turn[0].get("parse_data") or {}
    intent = parsed.get("intent") or {}
    # A tapped button is understood; Rasa's own ranking has more than one intent.
    if len(parsed.get("intent_ranking") or []) < 2:
        return False
    cards = {(event.get("data") or {}).get("custom", {}).get("kind") for event in _said(turn)}
    return bool(cards & CARDS) or intent.get("name") in (NOT_UNDERSTOOD, OUT_OF_SCOPE)


def _said(turn: Iterable[Event]) -> list[Event]:
    return [e for e in turn if e.get("event") == "bot" and (e.get("data") or {}).get("custom")]


def _is_of_health(events: Sequence[Event], turn: Sequence[Event]) -> bool:
    parsed = turn[0].get("parse_data") or {}
    entities = {e.get("entity") for e in parsed.get("entities") or []}
    if parsed.get("signs") or entities & ENTITIES_OF_HEALTH:
        return True
    for entry in parsed.get("intent_ranking") or []:
        if entry.get("name") in TELLING and entry.get("confidence", 1.0) >= LIKELY:
            return True
    cards = [event["data"]["custom"] for event in _said(turn)]
    if any(card.get("kind") in ("safety", "recommendation") for card in cards):
        return True
    before = _slots(events[: _index(events, turn[0])])
    after = _slots(turn, before)
    told = {name: _told(name, after.get(name)) for name in ABOUT_HEALTH}
    if any(value and value != _told(name, before.get(name)) for name, value in told.items()):
        return True
    asked = before.get("requested_slot")
    typed = str(turn[0].get("text") or "")
    return bool(asked) and asked not in HARMLESS_QUESTIONS and "?" not in typed


def _is_of_minor(events: Iterable[Event]) -> bool:
    for event in events:
        kind, named = event.get("event"), event.get("name")
        if kind == "slot" and named in ("notes", "health"):
            value = event.get("value")
            told = _told("notes", value) or (isinstance(value, Mapping) and value.get("values"))
            if "minor" in (told or ()):
                return True
        card = (event.get("data") or {}).get("custom") or {} if kind == "bot" else {}
        if (card.get("kind"), card.get("id")) == ("notice", "minor"):
            return True
    return False


def _told(name: str, value: Any) -> Any:
    """What a slot holds of the visitor: the notes are also about the talk itself."""
    if name == "notes" and isinstance(value, Mapping):
        return [*(value.get("notes") or []), *map(str, value.get("told") or [])]
    return value


def _slots(events: Iterable[Event], before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    slots = dict(before or {})
    for event in events:
        if event.get("event") in ("reset_slots", "session_started"):
            slots.clear()
        elif event.get("event") == "slot":
            slots[str(event["name"])] = event.get("value")
    return slots


def _index(events: Sequence[Event], wanted: Event) -> int:
    return next(at for at, event in enumerate(events) if event is wanted)

"""Takes free text and health answers out of Rasa's events; what is left still loads. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Event = Mapping[str, Any]
REDACTED = "[redacted]"
# Slots that say nothing of anyone, and those of whose answers only the values stay.
KEPT_SLOTS = frozenset({"requested_slot", "consent"})
SLOTS_OF_VALUES = frozenset({"goals", "pressure"})
# Cards whose id is an inference about health.
CARDS_OF_HEALTH = frozenset({"safety", "recommendation"})
# Of an event's metadata, what Rasa itself put there.
METADATA_OF_RASA = ("model_id", "assistant_id")


def redacted(event: Event) -> dict[str, Any]:
    """An event as it is kept when the chat is over.

    Args:
        event: as Rasa's `as_dict` gives it.

    Returns:
        An event of the same kind, time and place: the intent's name, the ids of cards and the
        goals stay, for counting; no words, no quotes and nothing about health does. Redacting
        twice changes nothing.
    """
    kept = dict(event)
    if isinstance(event.get("metadata"), Mapping):
        metadata = event["metadata"]
        kept["metadata"] = {k: metadata[k] for k in METADATA_OF_RASA if k in metadata}
    return _BY_KIND.get(str(event.get("event")), _other)(kept)


def _user(event: dict[str, Any]) -> dict[str, Any]:
    parse_data = event.get("parse_data") or {}
    intent = parse_data.get("intent") or {}
    name = {key: intent[key] for key in ("name", "confidence") if key in intent}
    return {
        **event,
        "text": REDACTED,
        "parse_data": {"text": REDACTED, "intent": name, "entities": []},
    }


def _bot(event: dict[str, Any]) -> dict[str, Any]:
    data = event.get("data") or {}
    card = data.get("custom") or {}
    kept = {key: card[key] for key in ("kind", "id") if key in card}
    if card.get("kind") in CARDS_OF_HEALTH:
        kept.pop("id", None)
    return {**event, "text": REDACTED, "data": {"custom": kept} if kept else {}}


def _slot(event: dict[str, Any]) -> dict[str, Any]:
    name, value = event.get("name"), event.get("value")
    if name in KEPT_SLOTS:
        return event
    if name in SLOTS_OF_VALUES and isinstance(value, Mapping):
        return {**event, "value": {"values": value.get("values", []), "quote": ""}}
    return {**event, "value": None}


def _entities(event: dict[str, Any]) -> dict[str, Any]:
    return {**event, "entities": []}


def _other(event: dict[str, Any]) -> dict[str, Any]:
    if event.get("action_text"):
        event = {**event, "action_text": REDACTED}
    return event


_BY_KIND: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "user": _user,
    "bot": _bot,
    "slot": _slot,
    "entities": _entities,
}

"""Trackers as Rasa sends them, for tests of actions."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from advice.messages import Message


def user(text: str, intent: str = "greet", **more: Any) -> dict[str, Any]:
    """A visitor's message as an event."""
    parse_data = {"text": text, "intent": {"name": intent}, "entities": [], **more}
    return {"event": "user", "text": text, "parse_data": parse_data}


def bot(message: Message) -> dict[str, Any]:
    """A bot's message as an event."""
    buttons = [{"title": b.title, "payload": b.payload} for b in message.buttons]
    card = message.card_json()
    return {"event": "bot", "text": message.text, "data": {"custom": card, "buttons": buttons}}


def tracker(
    text: str, intent: str = "greet", before: list[dict[str, Any]] | None = None, **more: Any
) -> Tracker:
    """A tracker whose latest message is `text`, after the events `before`."""
    latest = user(text, intent, **more)
    return Tracker(
        sender_id="c",
        slots={},
        latest_message=latest["parse_data"],
        events=[*(before or []), latest],
        paused=False,
        followup_action=None,
        active_loop={},
        latest_action_name=None,
    )

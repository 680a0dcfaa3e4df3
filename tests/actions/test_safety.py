"""A warning is spoken whatever else the message asks."""

from __future__ import annotations

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions._known import NOTES, SAFETY
from actions.safety import ActionWarn
from tests.actions.trackers import tracker

STANDING = {
    "signs": [{"sign": "fever", "quote": "a fever", "agreed": False}],
    "fresh": [],
    "confirming": None,
    "lowered": False,
}


@pytest.mark.parametrize(
    ("intent", "cards"),
    [
        ("explain_question", ["safety/urgent"]),
        ("faq_booking", ["safety/urgent"]),
        ("faq_price", ["safety/urgent", "faq/price"]),
    ],
)
async def test_an_urgent_warning_comes_first(intent: str, cards: list[str]) -> None:
    asked = [{"text": "why?", "intent": {"name": intent}, "entities": []}]
    said = tracker("i have a fever, why?", "report_warning_sign", questions=asked)
    said.slots[SAFETY] = STANDING
    said.slots[NOTES] = {"fresh": ["fever"]}
    dispatcher = CollectingDispatcher()
    await ActionWarn().run(dispatcher, said, {})
    found = [message["custom"] for message in dispatcher.messages]
    assert [f"{card['kind']}/{card['id']}" for card in found] == cards

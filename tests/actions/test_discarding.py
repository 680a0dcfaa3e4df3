"""Actions that throw something away ask back where the wish is in doubt."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions._intent import FALLBACK, intent_of, is_doubtful
from actions._reading import misses
from actions.recommendation import ActionGoBack
from actions.service import ActionCancel, ActionDeleteChat, ActionRestartChat
from actions.understanding import ActionClarify, DiscardingAction
from tests.actions.trackers import bot, tracker, user

ACTIONS: dict[str, DiscardingAction] = {
    "restart_chat": ActionRestartChat(),
    "delete_chat": ActionDeleteChat(),
    "cancel": ActionCancel(),
    "go_back": ActionGoBack(),
}


def read(intent: str, confidence: float, slots: dict[str, Any] | None = None) -> Tracker:
    ranking = [{"name": intent, "confidence": confidence}]
    found = tracker("words", intent, intent_ranking=ranking)
    found.latest_message["intent"] = ranking[0]
    found.slots.update(slots or {})
    return found


async def run(intent: str, tracker: Tracker) -> tuple[list[str], list[dict[str, Any]]]:
    dispatcher = CollectingDispatcher()
    events = await ACTIONS[intent].run(dispatcher, tracker, {})
    return [m["custom"].get("kind", "") for m in dispatcher.messages], events


@pytest.mark.parametrize("intent", ACTIONS)
async def test_in_doubt_nothing_is_lost(intent: str) -> None:
    doubtful = read(intent, 0.45)
    assert (is_doubtful(doubtful), intent_of(doubtful)) == (True, FALLBACK)
    assert await run(intent, doubtful) == (["clarify"], [])


@pytest.mark.parametrize("intent", ACTIONS)
async def test_a_sure_wish_is_followed(intent: str) -> None:
    sure = read(intent, 0.97, {"goals": {"values": ["relax"], "quote": "relax"}})
    sure.events.insert(0, {"event": "slot", "name": "goals", "value": {}})
    assert (is_doubtful(sure), intent_of(sure)) == (False, intent)
    kinds, events = await run(intent, sure)
    assert "clarify" not in kinds
    assert events


def test_what_was_asked_back_counts_as_not_understood() -> None:
    (asked_back,) = ActionClarify().respond(read("restart_chat", 0.45))
    before = [user("words", "restart_chat"), bot(asked_back)]
    assert misses(tracker("?", FALLBACK, before=before)) == 2
    assert misses(tracker("?", FALLBACK, before=[user("words", "restart_chat")])) == 1

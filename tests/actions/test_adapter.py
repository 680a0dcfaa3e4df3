"""Actions speak text, card and buttons, and speak too when they fail."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions._adapter import CONTENT, AnswerAction
from actions.understanding import ActionClarify
from advice.messages import Message
from tests.actions.trackers import tracker


class ActionThatFails(AnswerAction):
    """Raises an error that quotes the visitor."""

    def name(self) -> str:
        return "action_that_fails"

    def respond(self, tracker: Tracker) -> list[Message]:
        raise ValueError("visitor said: CANARY-diabetes")


async def run(action: AnswerAction, tracker: Tracker) -> list[dict[str, Any]]:
    dispatcher = CollectingDispatcher()
    await action.run(dispatcher, tracker, {})
    return dispatcher.messages


async def test_a_failing_action_apologizes_and_logs_no_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        (message,) = await run(ActionThatFails(), tracker("hello"))
    assert message["custom"]["kind"] == "error"
    assert CONTENT.practice.phone in message["text"]
    assert "action_that_fails failed: ValueError at" in caplog.text
    assert "CANARY" not in caplog.text


async def test_a_message_has_text_card_and_payloads() -> None:
    (message,) = await run(ActionClarify(), tracker("hm", "nlu_fallback"))
    assert message["text"]
    assert message["custom"]["kind"] == "clarify"
    assert message["buttons"][-1] == {"title": "Talk to a person", "payload": "/talk_to_person"}

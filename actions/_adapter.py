"""What all actions share: the content, reading the tracker, speaking a result."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from advice.content import load_content
from advice.faults import place_of
from advice.messages import Message
from advice.service import unavailable

logger = logging.getLogger(__name__)

# Read once, when the action server starts: broken content stops it there.
CONTENT = load_content()


class AnswerAction(Action, ABC):
    """An action that answers with messages and never with silence."""

    @abstractmethod
    def respond(self, tracker: Tracker) -> list[Message]:
        """The messages of this turn, at least one."""

    def events(self) -> list[dict[str, Any]]:
        """Rasa events after the messages; none by default."""
        return []

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Speaks what `respond` gives, or an apology with the phone number."""
        events: list[dict[str, Any]] = []
        try:
            messages = self.respond(tracker)
            events = self.events()
        except Exception as error:
            logger.error("%s failed: %s", self.name(), place_of(error))
            messages = [unavailable(CONTENT)]
        for message in messages:
            _speak(dispatcher, message)
        return events


def _speak(dispatcher: CollectingDispatcher, message: Message) -> None:
    dispatcher.utter_message(
        text=message.text,
        json_message=message.card_json(),
        buttons=[{"title": b.title, "payload": b.payload} for b in message.buttons],
    )

"""Takes one visitor's message through Rasa, once, and never leaves it unanswered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered

from advice.content import Content
from advice.faults import place_of
from advice.messages import Button
from advice.service import unavailable
from channels.website.conversations import TYPED, Conversations
from channels.website.problems import NOT_NOW, Problem
from channels.website.redaction import without_numbers
from channels.website.requests import IncomingMessage, ordinary_text
from channels.website.sessions import InvalidToken, OfferedButton, Sessions

logger = logging.getLogger(__name__)

CHANNEL = "website"
Card = dict[str, Any]
Messages = list[dict[str, Any]]


# The card that says the conversation is erased, which is then done.
DELETED = ("notice", "deleted")


class StoredOutput(OutputChannel):
    """Says nothing itself: the answer is read from what Rasa stored."""

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Leaves the message to the tracker store."""


class Turns:
    """The messages being answered, at most one for each conversation."""

    def __init__(
        self,
        handle: Callable[[UserMessage], Awaitable[None]],
        sessions: Sessions,
        content: Content,
        seconds: float,
        after: Callable[[Agent, str, str, Sequence[Card]], None],
    ) -> None:
        """Creates the turns of a channel.

        Args:
            handle: gives a message to Rasa.
            sessions: reads buttons.
            content: for the apology when something fails.
            seconds: longest time a turn may take.
            after: is told of every answered turn: agent, conversation, the message's id, the
                answer's cards.
        """
        self._handle = handle
        self._sessions = sessions
        self._apology = unavailable(content)
        self._seconds = seconds
        self._after = after
        self._running: dict[str, tuple[str, asyncio.Task[Messages]]] = {}

    def is_busy(self, conversation_id: str) -> bool:
        """Whether a message of the conversation is being answered."""
        return conversation_id in self._running

    @property
    def running(self) -> int:
        """How many messages are being answered."""
        return len(self._running)

    async def take(self, agent: Agent, conversation_id: str, message: IncomingMessage) -> Messages:
        """Answers a message; one with the same id gets the same answer and changes nothing.

        Args:
            agent: Rasa's agent.
            conversation_id: the conversation.
            message: what the visitor sent.

        Returns:
            At least one message, with a card.

        Raises:
            Problem: 409 while another message is being answered, 400 for a payload
                that was not offered, 503 when the turn takes too long or can't be stored.
        """
        running = self._running.get(conversation_id)
        if running is None:
            task = asyncio.create_task(self._turn(agent, conversation_id, message))
            self._running[conversation_id] = (message.id, task)
            task.add_done_callback(lambda _: self._running.pop(conversation_id, None))
        elif running[0] == message.id:
            task = running[1]
        else:
            raise Problem(409, "Another message of this conversation is being answered.", 1)
        try:
            # Shielded: the turn goes on when the visitor's connection is lost.
            return await asyncio.wait_for(asyncio.shield(task), self._seconds)
        except asyncio.TimeoutError:
            raise Problem(503, "This takes too long. Please send it again.", 2) from None

    async def _turn(self, agent: Agent, conversation_id: str, message: IncomingMessage) -> Messages:
        conversations = Conversations(agent.tracker_store, self._sessions)
        answered = await conversations.answer(conversation_id, message.id)
        if answered:
            return answered
        user_message = self._user_message(conversation_id, message)
        try:
            await self._handle(user_message)
        except NOT_NOW:
            # Nothing is stored of it: sent again, it is answered.
            raise
        except Exception as error:
            logger.error("A turn failed: %s", place_of(error))
        answer = await conversations.answer(conversation_id, message.id)
        if not any("card" in said for said in answer):
            await self._apologize(agent, user_message)
            answer = await conversations.answer(conversation_id, message.id)
        if not answer:
            raise Problem(503, "Your message could not be saved. Please send it again.", 5)
        cards = [said["card"] for said in answer if "card" in said]
        if any((card["kind"], card["id"]) == DELETED for card in cards):
            async with agent.lock_store.lock(conversation_id):
                await conversations.erase(conversation_id)
        else:
            self._after(agent, conversation_id, message.id, cards)
        return answer

    def _user_message(self, conversation_id: str, message: IncomingMessage) -> UserMessage:
        text, metadata, parse_data = "", {}, None
        if message.payload is not None:
            button = self._offered(conversation_id, message.payload)
            text, parse_data = button.title, _parse_data(button)
        elif message.text is not None:
            typed = without_numbers(message.text)
            text = ordinary_text(typed)
            if text != typed:
                metadata = {TYPED: typed}
        return UserMessage(
            text=text,
            output_channel=StoredOutput(),
            sender_id=conversation_id,
            parse_data=parse_data,
            input_channel=CHANNEL,
            message_id=message.id,
            metadata=metadata,
        )

    def _offered(self, conversation_id: str, payload: str) -> OfferedButton:
        try:
            return self._sessions.read_button(conversation_id, payload)
        except InvalidToken:
            raise Problem(400, "'payload' was not offered in this conversation.") from None

    async def _apologize(self, agent: Agent, message: UserMessage) -> None:
        """Stores an apology as the answer, and the message itself where Rasa lost it."""
        async with agent.lock_store.lock(message.sender_id):
            tracker = await agent.tracker_store.get_or_create_tracker(message.sender_id)
            last = tracker.get_last_event_for(UserUttered)
            if last is None or last.message_id != message.message_id:
                tracker.update(
                    UserUttered(
                        message.text,
                        input_channel=CHANNEL,
                        message_id=message.message_id,
                        metadata=message.metadata,
                    )
                )
            tracker.update(BotUttered(self._apology.text, {"custom": self._apology.card_json()}))
            tracker.update(ActionExecuted("action_listen"))
            await agent.tracker_store.save(tracker)


def _parse_data(button: OfferedButton) -> dict[str, Any]:
    """What understanding would say of a tapped button, without asking it."""
    meant = Button.from_payload(button.title, button.payload)
    return {
        "text": meant.title,
        "intent": {"name": meant.intent, "confidence": 1.0},
        "intent_ranking": [{"name": meant.intent, "confidence": 1.0}],
        "entities": [
            {"entity": name, "value": value, "start": 0, "end": len(meant.title)}
            for name, value in meant.entities.items()
        ],
    }

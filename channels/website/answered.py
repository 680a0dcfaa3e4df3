"""A message that was sent to two servers is answered by one of them."""

from __future__ import annotations

from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from channels.website.conversations import Conversations
from channels.website.sessions import Sessions


def answer_once(agent: Agent, sessions: Sessions) -> None:
    """Lets the agent leave out a message that another server has answered meanwhile.

    A proxy that loses its connection to a server sends the message to the next one, where it
    waits for the conversation's lock; by then it may be answered. The processor is called
    under that lock (`Agent.handle_message`). A server alone knows what it is answering.

    Args:
        agent: Rasa's agent, with its model.
        sessions: to read conversations.
    """
    processor = agent.processor
    if processor is None or not getattr(agent.lock_store, "is_shared", False):
        return
    handle = processor.handle_message
    conversations = Conversations(agent.tracker_store, sessions)

    async def handle_unless_answered(message: UserMessage) -> Any:
        if await conversations.answer(message.sender_id, message.message_id):
            return None
        return await handle(message)

    processor.handle_message = handle_unless_answered

"""Keeps what was not understood for the practice, after the turn and beside it."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

from rasa.core.agent import Agent

from advice.content.practice_models import Practice
from advice.faults import place_of
from learning.noticing import to_keep
from learning.unanswered import keep
from stores.tracker_store import ConversationStore

logger = logging.getLogger(__name__)


class UnansweredMessages:
    """Writes messages that were not understood where the practice wants to learn from them."""

    def __init__(self, practice: Practice) -> None:
        """Creates it; `learn_from_unanswered` and `retention_days` are the practice's."""
        self._is_on = practice.learn_from_unanswered
        self._days = practice.retention_days
        self._zone = practice.zone
        self._running: set[asyncio.Task[None]] = set()

    def note(self, agent: Agent, conversation_id: str, message_id: str) -> None:
        """Looks at a turn that has just been answered; the visitor doesn't wait for it.

        Args:
            agent: Rasa's agent.
            conversation_id: the conversation.
            message_id: the visitor's message.
        """
        store = agent.tracker_store
        if self._is_on and isinstance(store, ConversationStore):
            task = asyncio.create_task(self._keep(store, conversation_id, message_id))
            # The event loop itself holds tasks weakly.
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _keep(self, store: ConversationStore, conversation_id: str, message_id: str) -> None:
        try:
            events = await store.events_since(conversation_id, message_id)
            text = to_keep([event.as_dict() for event in events], message_id)
            if text is not None:
                today = datetime.now(self._zone).date()
                await asyncio.to_thread(
                    keep, store.engine, conversation_id, text, self._days, today
                )
        except Exception as error:
            logger.error("An unanswered message was not kept: %s", place_of(error))

"""What a conversation holds, read from and erased in Rasa's tracker store.

The answer to a message is read back from the store, so what a visitor has seen
is what was stored, and the same message id has the same answer for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.events import BotUttered, Event, UserUttered

from channels.website.erasing import erase_everywhere
from channels.website.sessions import OfferedButton, Sessions
from inbox.reading import messages_of
from stores.export import exported
from stores.tracker_store import ConversationStore

# Key, in a message's metadata, of what the visitor typed where it isn't what Rasa was given.
TYPED = "typed"


class Conversations:
    """Conversations in a tracker store, as the contract shows them."""

    def __init__(self, store: TrackerStore, sessions: Sessions) -> None:
        self._store = store
        self._sessions = sessions

    async def answer(self, conversation_id: str, message_id: str) -> list[dict[str, Any]]:
        """The bot's messages after the visitor's message with this id; empty if there are none."""
        if isinstance(self._store, ConversationStore):
            events = await self._store.events_since(conversation_id, message_id)
        else:
            events = await self.events(conversation_id)
        turn = _turn_of(events, message_id)
        return [self._bot_message(conversation_id, event) for event in turn]

    async def transcript(self, conversation_id: str) -> list[dict[str, Any]]:
        """Every message of the conversation, oldest first."""
        messages = []
        for event in await self.events(conversation_id):
            if isinstance(event, UserUttered) and event.text:
                text = event.metadata.get(TYPED) or event.text
                messages.append(
                    {"from": "visitor", "at": _time(event), "id": event.message_id, "text": text}
                )
            elif isinstance(event, BotUttered) and event.text:
                message = self._bot_message(conversation_id, event)
                messages.append({"from": "bot", "at": _time(event), **message})
        return messages

    async def erase(self, conversation_id: str) -> None:
        """Erases the conversation from every store, because its visitor wants it.

        Raises:
            NotImplementedError: for a kind of store that can't erase.
        """
        erase_everywhere(self._store, conversation_id, "visitor")

    async def export(self, conversation_id: str) -> dict[str, Any]:
        """Everything that is kept of the conversation, for its visitor."""
        events = [event.as_dict() for event in await self.events(conversation_id)]
        return exported(events, self._passed_on(conversation_id))

    def _passed_on(self, conversation_id: str) -> list[dict[str, Any]]:
        if not isinstance(self._store, SQLTrackerStore):
            return []
        with self._store.engine.connect() as connection:
            return messages_of(connection, conversation_id)

    async def events(self, conversation_id: str) -> list[Event]:
        """Every event of the conversation, oldest first."""
        if isinstance(self._store, ConversationStore):
            return await self._store.events(conversation_id)
        tracker = await self._store.retrieve_full_tracker(conversation_id)
        return list(tracker.events) if tracker else []

    def _bot_message(self, conversation_id: str, event: BotUttered) -> dict[str, Any]:
        def signed(title: str, payload: str) -> str:
            return self._sessions.sign_button(conversation_id, OfferedButton(title, payload))

        message: dict[str, Any] = {"text": event.text}
        card = event.data.get("custom")
        if card:
            options = card.get("options")
            if options:
                offered = [{**o, "payload": signed(o["title"], o["payload"])} for o in options]
                card = {**card, "options": offered}
            message["card"] = card
        buttons = event.data.get("buttons")
        if buttons:
            message["buttons"] = [
                {"title": b["title"], "payload": signed(b["title"], b["payload"])} for b in buttons
            ]
        return message


def has_card(event: BotUttered) -> bool:
    """Whether a bot message carries a card."""
    return bool(event.data.get("custom"))


def _turn_of(events: Iterable[Event], message_id: str) -> Iterator[BotUttered]:
    inside = False
    for event in events:
        if isinstance(event, UserUttered):
            inside = event.message_id == message_id
        elif inside and isinstance(event, BotUttered) and event.text:
            yield event


def _time(event: Event) -> str:
    return datetime.fromtimestamp(event.timestamp, timezone.utc).isoformat(timespec="milliseconds")


def underlying(store: TrackerStore) -> TrackerStore:
    """The store itself, without the wrappers that Rasa puts around it."""
    inner: TrackerStore | None = getattr(store, "_tracker_store", None)
    return store if inner is None else underlying(inner)

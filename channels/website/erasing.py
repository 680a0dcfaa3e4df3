"""Erases a conversation from every tracker store that may hold some of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore

from stores.audit import By
from stores.erasing import erase

logger = logging.getLogger(__name__)


def erase_everywhere(store: TrackerStore, conversation_id: str, by: By) -> None:
    """Erases a conversation from a store, what it wraps, and what it remembers.

    Args:
        store: Rasa's tracker store.
        conversation_id: the conversation.
        by: who wants it, for the audit.

    Raises:
        NotImplementedError: for a kind of store that can't erase.
    """
    for layer in _layers(store):
        if isinstance(layer, SQLTrackerStore):
            erase(layer.engine, conversation_id, by)
        elif isinstance(layer, InMemoryTrackerStore):
            layer.store.pop(conversation_id, None)
        elif not hasattr(layer, "_tracker_store"):
            raise NotImplementedError(f"{type(layer).__name__} can't erase a conversation")
    forget_everywhere(store, [conversation_id])


def forget_everywhere(store: TrackerStore, conversation_ids: list[str]) -> None:
    """Has every store drop what it remembers of conversations beside its database."""
    for layer in _layers(store):
        forget = getattr(layer, "forget", None)
        if forget is not None:
            for conversation_id in conversation_ids:
                forget(conversation_id)


def _layers(store: TrackerStore) -> Iterator[TrackerStore]:
    yield store
    # What Rasa wraps, and where it saves what the database refused.
    for name in ("_tracker_store", "_fallback_tracker_store"):
        inner = getattr(store, name, None)
        if inner is not None:
            yield from _layers(inner)

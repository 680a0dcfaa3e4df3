"""Conversations as Rasa stores them, of any age, in SQLite."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    EntitiesAdded,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

CANARY = "CANARY-diabetes"
HOUR, DAY = 3600, 24 * 3600


def sql_store(path: Path) -> SQLTrackerStore:
    return SQLTrackerStore(Domain.empty(), host=f"sqlite:///{path}")


def told(at: float, text: str = CANARY) -> list[Event]:
    """A turn in which everything that can hold the visitor's words does."""
    parse_data = {
        "text": text,
        "intent": {"name": "state_symptoms", "confidence": 0.9},
        "entities": [{"entity": "body_area", "value": text, "start": 0, "end": 4}],
        "intent_ranking": [{"name": "state_symptoms", "confidence": 0.9}],
        "telling": text,
        "signs": [{"sign": "x", "quote": text}],
        "questions": [{"text": text}],
    }
    answer = {"values": ["chronic_ache"], "quote": text}
    card = {
        "kind": "recommendation",
        "id": "medical",
        "because": [{"answer_id": "concern", "quote": text, "text": "x"}],
        "signs": [{"id": "x", "quote": text}],
    }
    buttons = [{"title": text, "payload": f'/answer_question{{"area": "{text}"}}'}]
    return [
        ActionExecuted("action_listen", timestamp=at),
        UserUttered(
            text,
            intent=parse_data["intent"],
            entities=parse_data["entities"],
            parse_data=parse_data,
            timestamp=at + 1,
            input_channel="website",
            message_id="7f6d1a52-6f0c-4f4e-9d0b-0d8f5f6f8a11",
            metadata={"typed": f"/{text}", "model_id": "m"},
        ),
        DefinePrevUserUtteredFeaturization(False, timestamp=at + 1),
        EntitiesAdded([{"entity": "body_area", "value": text}], timestamp=at + 1),
        SlotSet("goals", {"values": ["relax"], "quote": text}, timestamp=at + 2),
        SlotSet("concern", answer, timestamp=at + 2),
        SlotSet("plan", answer, timestamp=at + 2),
        SlotSet("safety", {"signs": [{"sign": "x", "quote": text}]}, timestamp=at + 2),
        SlotSet("notes", {"notes": [text]}, timestamp=at + 2),
        SlotSet("consent", {"text": "abc", "answer": "yes"}, timestamp=at + 2),
        SlotSet("requested_slot", "health", timestamp=at + 2),
        BotUttered(f'You wrote "{text}".', {"custom": card, "buttons": buttons}, timestamp=at + 3),
        BotUttered(f"{text}.", {"custom": {"kind": "faq", "id": "price"}}, timestamp=at + 3),
    ]


async def save(store: SQLTrackerStore, conversation: str, *ages: float, text: str = CANARY) -> None:
    """Stores a conversation with a turn for each age, in seconds before now."""
    now = time.time()
    first = now - max(ages)
    events: Sequence[Event] = [
        ActionExecuted("action_session_start", timestamp=first),
        SessionStarted(timestamp=first),
        *(event for age in sorted(ages)[::-1] for event in told(now - age, text)),
    ]
    await store.save(DialogueStateTracker.from_events(conversation, list(events)))


def bytes_of(path: Path) -> bytes:
    """All that SQLite keeps of a database: the file, its log and its journal."""
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))

"""What is older than the privacy notice says is erased, and nothing else."""

from __future__ import annotations

import time
from pathlib import Path

from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.website.retention import erase_expired

DAY = 24 * 3600


async def save(store: SQLTrackerStore, conversation: str, *ages_in_days: float) -> None:
    events = [
        UserUttered("CANARY", timestamp=time.time() - age * DAY)
        for age in sorted(ages_in_days)[::-1]
    ]
    await store.save(DialogueStateTracker.from_events(conversation, events))


async def test_only_conversations_that_ended_long_ago_are_erased(tmp_path: Path) -> None:
    path = tmp_path / "conversations.db"
    store = SQLTrackerStore(Domain.empty(), host=f"sqlite:///{path}")
    await save(store, "old", 32, 31)
    await save(store, "going on", 40, 1)
    await save(store, "new", 0)
    assert erase_expired(FailSafeTrackerStore(store), 30) == 2
    assert set(await store.keys()) == {"going on", "new"}
    assert erase_expired(store, 30) == 0


async def test_a_store_in_memory_keeps_nothing_that_long() -> None:
    assert erase_expired(InMemoryTrackerStore(Domain.empty()), 30) == 0

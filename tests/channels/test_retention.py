"""The channel's rules, and what it reaches beside the database."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from advice.content import Content
from channels.website.erasing import erase_everywhere
from channels.website.retention import retain, retention_rules
from channels.website.settings import WebsiteSettings
from stores.retention import Rules
from tests.stores.conversations import CANARY, DAY, HOUR, bytes_of, save, sql_store


def test_the_rules_are_the_practices_and_the_settings(content: Content) -> None:
    assert retention_rules(WebsiteSettings(), content.practice) == Rules(24, 24, 30)
    longer = content.practice.copy(update={"retention_days": 60})
    settings = WebsiteSettings(session_hours=2, redact_hours=3)
    assert retention_rules(settings, longer) == Rules(2, 3, 60)


async def test_a_run_goes_through_what_rasa_wraps(tmp_path: Path) -> None:
    store = sql_store(tmp_path / "conversations.db")
    await save(store, "old", 31 * DAY)
    await save(store, "going on", HOUR)
    done = await retain(FailSafeTrackerStore(store), Rules(24, 24, 30))
    assert set(done.erased) == {"old"}
    assert set(await store.keys()) == {"going on"}


async def test_a_store_in_memory_keeps_nothing_that_long() -> None:
    done = await retain(InMemoryTrackerStore(Domain.empty()), Rules(24, 24, 30))
    assert (done.erased, done.redacted) == ({}, {})


async def test_every_store_forgets(tmp_path: Path) -> None:
    path = tmp_path / "conversations.db"
    store = sql_store(path)
    safe = FailSafeTrackerStore(store)
    await save(store, "c", 0)
    kept = DialogueStateTracker.from_events("c", [UserUttered(CANARY, timestamp=time.time())])
    await safe.fallback_tracker_store.save(kept)
    erase_everywhere(safe, "c", "visitor")
    assert CANARY.encode() not in bytes_of(path)
    assert await safe.fallback_tracker_store.retrieve("c") is None


def test_a_store_that_cannot_erase_says_so() -> None:
    class Unknown:
        pass

    with pytest.raises(NotImplementedError, match="Unknown can't erase"):
        erase_everywhere(Unknown(), "c", "visitor")  # type: ignore[arg-type]

"""The running server erases what is older than the privacy notice says."""

from __future__ import annotations

import time
from pathlib import Path

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain

from kneadwise.servers import Servers
from kneadwise.temporary import temporary_assistant
from tests.channels.test_retention import save


async def test_old_conversations_are_erased_at_the_start(
    tmp_path: Path, assistant: Servers
) -> None:
    store = SQLTrackerStore(Domain.empty(), host=f"sqlite:///{tmp_path / 'conversations.db'}")
    await save(store, "old", 31)
    await save(store, "new", 1)
    with temporary_assistant(tmp_path):
        deadline = time.monotonic() + 10
        while "old" in set(await store.keys()) and time.monotonic() < deadline:
            time.sleep(0.2)
    assert set(await store.keys()) == {"new"}

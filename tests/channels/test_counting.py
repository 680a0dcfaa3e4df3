"""What the channel notes is written beside the answers, and waits where it can't be."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from sqlalchemy.exc import SQLAlchemyError

from channels.website.counting import MOST_CHATS, OPENINGS_PER_MINUTE, Counting
from stores.tracker_store import ConversationStore
from tests.insights.chats import counted, keep

PRICE = {"kind": "faq", "id": "price"}
THANKS = {"kind": "feedback", "id": "thanks"}
# A day begins there when it is still yesterday in most places.
ZONE = ZoneInfo("Pacific/Kiritimati")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "conversations.db"


@pytest.fixture
async def store(path: Path) -> ConversationStore:
    return ConversationStore(Domain.empty(), f"sqlite:///{path}")


def found(store: ConversationStore) -> dict[str, int]:
    """The counts as "kind what"; all of today, where the practice is."""
    counts = counted(store.engine)
    assert {day for day, _, _ in counts} <= {datetime.now(ZONE).date()}
    return {f"{kind} {what}": number for (_, kind, what), number in counts.items()}


async def test_it_is_written_while_it_runs_and_when_it_stops(store: ConversationStore) -> None:
    keep(store.engine, ["a", "b"])
    counting = Counting(ZONE)
    counting.start(store)
    for id_ in ("a", "b", "a"):
        counting.note_turn(id_, "1", [PRICE, PRICE])
    counting.note_booking("a")
    counting.note_booking("a")
    counting.note_opening("203.0.113.7")
    await counting.stop()
    assert found(store) == {
        "stage opened": 1,
        "stage asked": 2,
        "stage booking": 1,
        "topic faq/price": 2,
    }


async def test_a_click_in_a_chat_that_is_not_there_counts_nothing(store: ConversationStore) -> None:
    counting = Counting(ZONE)
    counting.start(store)
    counting.note_booking("never spoken")
    await counting.stop()
    assert found(store) == {}


async def test_the_tapped_answer_to_the_closing_question_is_read(store: ConversationStore) -> None:
    for id_, value in (("a", "yes"), ("b", "no"), ("c", None)):
        entities = [{"entity": "used_medical_massage", "value": value}] if value else []
        said = UserUttered("Yes", {"name": "give_feedback"}, entities, message_id="1")
        tracker = await store.get_or_create_tracker(id_, append_action_listen=False)
        for event in (said, BotUttered("Thanks", {"custom": THANKS}), ActionExecuted("x")):
            tracker.update(event)
        await store.save(tracker)
    counting = Counting(ZONE)
    counting.start(store)
    for id_ in ("a", "b", "c"):
        counting.note_turn(id_, "1", [THANKS])
    await counting.stop()
    answers = {"feedback yes": 1, "feedback no": 1, "feedback other": 1}
    assert found(store) == {"stage asked": 3, **answers}


async def test_what_cannot_be_written_waits_until_it_can(
    store: ConversationStore, path: Path
) -> None:
    keep(store.engine, ["a", "b"])
    counting = Counting(ZONE)
    counting.start(store)
    counting.note_turn("a", "1", [PRICE])
    await counting.flush()
    with sqlite3.connect(path) as database:
        database.execute("ALTER TABLE kneadwise_counts RENAME TO away")
    counting.note_turn("b", "1", [PRICE])
    counting.note_opening("203.0.113.7")
    for _ in range(2):
        with pytest.raises(SQLAlchemyError):
            await counting.flush()
    counting.note_turn("b", "2", [PRICE])
    with sqlite3.connect(path) as database:
        database.execute("ALTER TABLE away RENAME TO kneadwise_counts")
    await counting.stop()
    assert found(store) == {"stage opened": 1, "stage asked": 2, "topic faq/price": 2}


async def test_memory_is_bounded_while_the_database_is_away(store: ConversationStore) -> None:
    counting = Counting(ZONE)
    keep(store.engine, ["chat-0", f"chat-{MOST_CHATS}"])
    for number in range(MOST_CHATS + 1):
        counting.note_turn(f"chat-{number}", "1", [])
    counting.start(store)
    await counting.stop()
    assert found(store) == {"stage asked": 1}


async def test_openings_of_one_address_count_so_often(store: ConversationStore) -> None:
    counting = Counting(ZONE)
    counting.start(store)
    for _ in range(OPENINGS_PER_MINUTE * 3):
        counting.note_opening("203.0.113.7")
    counting.note_opening("203.0.113.8")
    await counting.stop()
    assert found(store) == {"stage opened": OPENINGS_PER_MINUTE + 1}

"""The tracker store on SQLite: nothing twice, nothing lost, nothing silently forgotten."""

import asyncio
import contextlib
import sqlite3
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from stores.tracker_store import ConversationMoved, ConversationStore, StoreUnavailable
from stores.window import MOST_TURNS

DOMAIN = Domain.empty()


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'conversations.db'}"


def turn(at: int) -> list[Event]:
    start: list[Event] = [] if at else [SessionStarted()]
    message = UserUttered(f"message {at}", {"name": "greet"}, message_id=f"id-{at}")
    return [*start, message, BotUttered(f"answer {at}"), ActionExecuted("action_listen")]


def say(store: ConversationStore, at: int, conversation: str = "c") -> None:
    tracker = asyncio.run(store.get_or_create_tracker(conversation, append_action_listen=False))
    for event in turn(at):
        tracker.update(event)
    asyncio.run(store.save(tracker))


def texts(store: ConversationStore, conversation: str = "c") -> list[str]:
    events = asyncio.run(store.events(conversation))
    return [event.text for event in events if isinstance(event, UserUttered)]


def retrieved(store: ConversationStore) -> DialogueStateTracker:
    tracker = asyncio.run(store.retrieve("c"))
    assert tracker is not None
    return tracker


def test_what_is_saved_is_there_for_this_and_another_server(address: str) -> None:
    store = ConversationStore(DOMAIN, address)
    for at in range(3):
        say(store, at)
    other = ConversationStore(DOMAIN, address)
    assert texts(store) == texts(other) == ["message 0", "message 1", "message 2"]
    assert list(retrieved(store).events) == list(retrieved(other).events)


def test_another_servers_events_are_noticed(address: str) -> None:
    one, other = ConversationStore(DOMAIN, address), ConversationStore(DOMAIN, address)
    for at in range(6):
        say((one, other)[at % 2], at)
    assert texts(one) == [f"message {at}" for at in range(6)]
    assert list(retrieved(one).events) == list(retrieved(other).events)


def test_two_servers_cannot_both_go_on_from_the_same_event(address: str) -> None:
    one, other = ConversationStore(DOMAIN, address), ConversationStore(DOMAIN, address)
    say(one, 0)
    first, second = retrieved(one), retrieved(other)
    for tracker in (first, second):
        tracker.update(UserUttered("both"))
    asyncio.run(one.save(first))
    with pytest.raises(ConversationMoved):
        asyncio.run(other.save(second))
    assert texts(other) == ["message 0", "both"]
    say(other, 2)
    assert texts(one)[-1] == "message 2"


def test_a_turn_that_fails_leaves_no_trace(address: str) -> None:
    store = ConversationStore(DOMAIN, address)
    say(store, 0)
    retrieved(store).update(UserUttered("never saved"))
    assert retrieved(store).latest_message.text == "message 0"
    say(store, 1)
    assert texts(store) == ["message 0", "message 1"]


def test_a_long_conversation_is_kept_whole_and_given_short(address: str) -> None:
    store = ConversationStore(DOMAIN, address)
    turns = MOST_TURNS * 3
    for at in range(turns):
        say(store, at)
    assert texts(store) == [f"message {at}" for at in range(turns)]
    given = [e for e in retrieved(store).events if isinstance(e, UserUttered)]
    assert given[-1].text == f"message {turns - 1}"
    assert len(given) <= MOST_TURNS
    for at in (0, turns - 1):
        found = asyncio.run(store.events_since("c", f"id-{at}"))
        assert BotUttered(f"answer {at}").text in [getattr(e, "text", None) for e in found]
    assert not asyncio.run(store.events_since("c", "id-never"))


def test_whole_conversations_are_given_where_they_are_wanted(address: str) -> None:
    store = ConversationStore(DOMAIN, address)
    store.gives_whole_conversations = True
    for at in range(MOST_TURNS + 5):
        say(store, at)
    given = [e for e in retrieved(store).events if isinstance(e, UserUttered)]
    assert len(given) == MOST_TURNS + 5


def test_a_conversation_erased_by_another_process_is_gone(address: str, tmp_path: Path) -> None:
    store = ConversationStore(DOMAIN, address)
    say(store, 0)
    with sqlite3.connect(tmp_path / "conversations.db") as database:
        database.execute("DELETE FROM events")
    assert asyncio.run(store.retrieve("c")) is None
    assert not asyncio.run(store.events_since("c", "id-0"))
    say(store, 0)
    assert texts(store) == ["message 0"]


def test_rasas_own_database_is_taken_over(address: str) -> None:
    stock = SQLTrackerStore(DOMAIN, host=address)
    for conversation in ("a", "b"):
        for at in range(2):
            known = asyncio.run(stock.retrieve(conversation))
            tracker = known or stock.init_tracker(conversation)
            for event in turn(at):
                tracker.update(event)
            asyncio.run(stock.save(tracker))
    store = ConversationStore(DOMAIN, address)
    say(store, 2, "a")
    assert texts(store, "a") == ["message 0", "message 1", "message 2"]
    assert texts(store, "b") == ["message 0", "message 1"]
    assert texts(ConversationStore(DOMAIN, address), "a")[-1] == "message 2"


def test_a_database_that_is_away_is_said_and_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    store = ConversationStore(DOMAIN, f"sqlite:///{folder / 'conversations.db'}")
    for call in (store.retrieve("c"), store.events("c"), store.save(fresh("c"))):
        with pytest.raises(StoreUnavailable):
            asyncio.run(call)
    with pytest.raises(StoreUnavailable):
        store.check()
    folder.mkdir()
    store.check()
    say(store, 0)
    assert texts(store) == ["message 0"]


@pytest.mark.parametrize("broken", ["x\ud800", "a\x00b"])
def test_an_id_that_a_database_refuses_ends_no_process(address: str, broken: str) -> None:
    store = ConversationStore(DOMAIN, address)
    with contextlib.suppress(StoreUnavailable, ValueError):
        asyncio.run(store.save(fresh(broken)))
    say(store, 0)
    assert texts(store) == ["message 0"]


def fresh(conversation: str) -> DialogueStateTracker:
    tracker = DialogueStateTracker.from_events(conversation, [])
    tracker.update(UserUttered("hello"))
    return tracker

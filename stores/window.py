"""What a turn needs of a long conversation: its state so far, and its last turns whole.

Rasa replays, copies and sends every event of a conversation at every action. A turn's cost
would grow with the conversation; with this it doesn't.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

# Cut only now and then, and then to fewer turns: the state before them is replayed for it.
MOST_TURNS = 8
KEPT_TURNS = 4
# Of a ranking of every intent, as many as an action reads.
KEPT_RANKS = 5
# Whose answers an action may say again.
TURNS_WITH_CARDS = 2


def shortened(event: Event) -> Event:
    """A message that is answered, without the tail of its ranking: most of its size."""
    if not isinstance(event, UserUttered) or not event.parse_data:
        return event
    short = copy(event)
    ranking = event.parse_data.get("intent_ranking") or []
    short.parse_data = {**event.parse_data, "intent_ranking": ranking[:KEPT_RANKS]}
    return short


def without_old_cards(events: Sequence[Event]) -> list[Event]:
    """Events of a session whose older answers only say which card they were.

    A card's content is most of a conversation's size, and goes to every action of every turn.
    """
    messages = [at for at, event in enumerate(events) if isinstance(event, UserUttered)]
    start = messages[-TURNS_WITH_CARDS] if len(messages) > TURNS_WITH_CARDS else 0
    return [*map(_without_card, events[:start]), *events[start:]]


def _without_card(event: Event) -> Event:
    if not isinstance(event, BotUttered) or not event.data:
        return event
    bare = copy(event)
    card = event.data.get("custom") or {}
    bare.data = {"custom": {key: card[key] for key in ("kind", "id") if key in card}}
    return bare


def latest_session(events: Sequence[Event]) -> list[Event]:
    """The events since the last session started, as Rasa's own store reads them."""
    starts = [at for at, event in enumerate(events) if isinstance(event, SessionStarted)]
    return list(events[starts[-1] :]) if starts else list(events)


def window(conversation_id: str, events: Sequence[Event], slots: Iterable[Slot]) -> list[Event]:
    """Events after which a tracker is in the same state as after `events`.

    Args:
        conversation_id: the conversation.
        events: of one session, or an earlier window of it with what came after.
        slots: of the domain.

    Returns:
        `events` themselves up to `MOST_TURNS` turns; else the state before the last
        `KEPT_TURNS` as events that lead to it, and those turns.
    """
    messages = [at for at, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(messages) <= MOST_TURNS:
        return list(events)
    start = messages[-KEPT_TURNS]
    return [*_summary(conversation_id, events[:start], slots), *events[start:]]


def _summary(conversation_id: str, events: Sequence[Event], slots: Iterable[Slot]) -> list[Event]:
    tracker = DialogueStateTracker.from_events(conversation_id, list(events), slots)
    at = events[-1].timestamp
    set_last = {
        event.key: index for index, event in enumerate(events) if isinstance(event, SlotSet)
    }
    # In the order in which they were set last: going back takes the latest away.
    told = sorted(
        (slot for slot in tracker.slots.values() if slot.has_been_set),
        key=lambda slot: set_last.get(slot.name, -1),
    )
    summary: list[Event] = [
        ActionExecuted(ACTION_SESSION_START_NAME, timestamp=at),
        SessionStarted(timestamp=at),
        ActionExecuted(ACTION_LISTEN_NAME, timestamp=at),
        *(SlotSet(slot.name, slot.value, timestamp=at) for slot in told),
    ]
    if tracker.active_loop_name:
        summary.append(ActiveLoop(tracker.active_loop_name, timestamp=at))
        if tracker.active_loop.rejected:
            summary.append(ActionExecutionRejected(tracker.active_loop_name, timestamp=at))
    summary.append(ActionExecuted(ACTION_LISTEN_NAME, timestamp=at))
    return summary

"""A window leads a tracker to the state of the whole conversation, and stays small."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from stores.window import (
    KEPT_TURNS,
    MOST_TURNS,
    TURNS_WITH_CARDS,
    latest_session,
    window,
    without_old_cards,
)

NAMES = ("goals", "area", "requested_slot")
SLOTS = [AnySlot(name, mappings=[{}]) for name in NAMES]
FORM = "recommendation_form"
VALUES = st.one_of(st.none(), st.integers(0, 10), st.lists(st.text(max_size=3), max_size=2))
INSIDE = st.one_of(
    st.builds(SlotSet, st.sampled_from(NAMES), VALUES),
    st.builds(BotUttered, st.text(max_size=5)),
    st.builds(ActiveLoop, st.sampled_from([FORM, None])),
    st.builds(ActionExecutionRejected, st.just(FORM)),
    st.builds(ActionExecuted, st.sampled_from([FORM, "action_answer_faq"])),
    st.builds(AllSlotsReset),
)


def tracker(events: list[Event]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("c", list(events), SLOTS)


def state(events: list[Event]) -> tuple[object, ...]:
    now = tracker(events)
    loop = now.active_loop
    rejected = bool(loop and loop.rejected)
    values = now.current_slot_values()
    return values, now.active_loop_name, rejected, now.latest_action_name, now.latest_message


def numbered(turns: list[list[Event]]) -> list[Event]:
    events: list[Event] = [ActionExecuted("action_session_start"), SessionStarted()]
    events.append(ActionExecuted("action_listen"))
    for at, inside in enumerate(turns):
        message = UserUttered(f"message {at}", message_id=str(at))
        events += [message, *inside, ActionExecuted("action_listen")]
    return events


@given(st.lists(st.lists(INSIDE, max_size=4), max_size=MOST_TURNS * 2))
@settings(max_examples=60, deadline=None)
def test_state_is_that_of_the_whole_conversation(turns: list[list[Event]]) -> None:
    events = numbered(turns)
    cut = window("c", events, SLOTS)
    assert state(cut) == state(events)
    # A tracker can still be copied and sent to an action: its state is that of its own events.
    assert state(tracker(cut).copy().events) == state(events)


@given(st.lists(st.lists(INSIDE, max_size=4), min_size=MOST_TURNS * 2, max_size=MOST_TURNS * 3))
@settings(max_examples=30, deadline=None)
def test_state_survives_a_cut_at_every_turn(turns: list[list[Event]]) -> None:
    cut: list[Event] = []
    whole: list[Event] = []
    for one in turns:
        new = numbered([one])[3:] if whole else numbered([one])
        whole += new
        cut = window("c", [*cut, *new], SLOTS)
        assert state(cut) == state(whole)
        assert sum(isinstance(event, UserUttered) for event in cut) <= MOST_TURNS


def test_last_turns_are_whole_and_the_slot_set_last_stays_last() -> None:
    turns: list[list[Event]] = [[BotUttered(str(at))] for at in range(MOST_TURNS + 1)]
    turns[1] = [SlotSet("goals", 1), SlotSet("area", 2)]
    turns[2] = [SlotSet("goals", 3)]
    events = numbered(turns)
    cut = window("c", events, SLOTS)
    first = next(at for at, event in enumerate(cut) if isinstance(event, UserUttered))
    assert cut[first:] == events[-len(cut[first:]) :]
    assert sum(isinstance(event, UserUttered) for event in cut) == KEPT_TURNS
    assert [e.key for e in cut if isinstance(e, SlotSet)] == ["area", "goals"]


def test_latest_session_starts_with_its_start() -> None:
    events = [*numbered([[SlotSet("goals", 1)]]), *numbered([[]])]
    assert latest_session(events) == events[-4:]
    assert latest_session([BotUttered("a")]) == [BotUttered("a")]


@given(st.lists(st.lists(INSIDE, max_size=3), max_size=6))
@settings(max_examples=40, deadline=None)
def test_older_answers_keep_which_card_they_were(turns: list[list[Event]]) -> None:
    card = {"kind": "row", "id": "focus", "medical": "long", "relaxation": "long"}
    data = {"custom": card, "buttons": [{"title": "a", "payload": "b"}]}
    events = numbered([[*inside, BotUttered("said", data)] for inside in turns])
    short = without_old_cards(events)
    assert [type(event) for event in short] == [type(event) for event in events]
    bots = [event for event in short if isinstance(event, BotUttered) and event.text == "said"]
    old = max(0, len(turns) - TURNS_WITH_CARDS)
    assert all(bot.data == {"custom": {"kind": "row", "id": "focus"}} for bot in bots[:old])
    assert all(bot.data == data for bot in bots[old:])
    # The events that the channel still holds are not altered.
    assert [e.data for e in events if isinstance(e, BotUttered) and e.text == "said"] == (
        [data] * len(turns)
    )
    assert state(short) == state(events)

"""What is remembered of conversations stays within its bounds."""

from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.core.events import BotUttered

from stores.recent import Recent, RecentConversations


def recent(events: int) -> Recent:
    return Recent(events, set(), [BotUttered(str(at)) for at in range(events)])


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 9)), max_size=30))
def test_bounded_in_events_and_the_oldest_goes_first(puts: list[tuple[str, int]]) -> None:
    memory = RecentConversations(most_events=20)
    for name, events in puts:
        memory.put(name, recent(events))
        assert memory.get(name) is not None
    kept = [found for name in "abcdef" if (found := memory.get(name))]
    assert sum(len(found.events) for found in kept) <= 20


def test_idle_ones_are_forgotten() -> None:
    memory = RecentConversations(idle_seconds=0.0)
    memory.put("a", recent(1))
    memory._kept["a"].used_at -= 1
    assert memory.get("a") is None


def test_dropped_is_dropped() -> None:
    memory = RecentConversations()
    memory.put("a", recent(3))
    memory.drop("a")
    memory.drop("a")
    assert memory.get("a") is None

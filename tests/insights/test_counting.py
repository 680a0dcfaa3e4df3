"""Every chat counts once for each thing, whoever writes it, in whatever order and how often."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from insights.counting import Noted, digest, write
from insights.seeing import ASKED, BOOKING, MESSAGE, RECOMMENDED, Seen
from stores.audit import AUDIT
from stores.database import ENDED, ensure
from stores.erasing import erase
from stores.retention import Rules, apply
from stores.schema import EVENTS
from tests.insights.chats import DAY, clear, counted, keep, marks

CHATS = ("a", "b", "c")
GONE = "erased"
OPENED_THEN = (DAY, "stage", "opened")
SEEN = (
    RECOMMENDED,
    BOOKING,
    MESSAGE,
    Seen("topic", "faq/price"),
    Seen("safety", "urgent"),
    Seen("feedback", "yes"),
    Seen("feedback", "no"),
)
NOTED = st.builds(
    Noted,
    st.sampled_from([*CHATS, GONE]),
    st.frozensets(st.sampled_from(SEEN), max_size=3).map(lambda seen: seen | {ASKED}),
    st.sampled_from([DAY, DAY + timedelta(days=1)]),
)


def expected(batches: Sequence[Sequence[Noted]]) -> Counter[tuple[date, str, str]]:
    """The same by a plain loop over what was noted, one chat after the other."""
    days: dict[str, date] = {}
    once: set[tuple[str, str]] = set()
    found: Counter[tuple[date, str, str]] = Counter()
    for batch in batches:
        for one in sorted(batch, key=lambda noted: noted.day):
            if one.conversation_id == GONE:
                continue
            day = days.setdefault(one.conversation_id, one.day)
            for seen in one.seen:
                if seen.kind != "feedback" and (one.conversation_id, seen.once) not in once:
                    once.add((one.conversation_id, seen.once))
                    found[day, seen.kind, seen.what] += 1
    return found


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(batches=st.lists(st.lists(NOTED, max_size=5), max_size=4))
def test_a_chat_counts_once_and_no_stage_has_more_than_the_one_before(
    database: Engine, batches: list[list[Noted]]
) -> None:
    clear(database)
    keep(database, CHATS)
    for batch in batches:
        write(database, batch, {})
        # Told again, as after a connection that was lost at the end.
        write(database, batch, {})
    found = counted(database)
    assert {k: n for k, n in found.items() if k[1] != "feedback"} == expected(batches)
    for day in (DAY, DAY + timedelta(days=1)):
        asked = found.get((day, "stage", "asked"), 0)
        for (on, kind, what), number in found.items():
            assert on != day or number <= asked, (kind, what)
        assert sum(found.get((day, "feedback", w), 0) for w in ("yes", "no")) <= asked


def test_of_answers_the_first_counts(database: Engine) -> None:
    keep(database, ["a"])
    for answer in ("no", "yes", "no"):
        write(database, [Noted("a", frozenset({Seen("feedback", answer)}), DAY)], {})
    assert counted(database) == {(DAY, "stage", "asked"): 1, (DAY, "feedback", "no"): 1}


def test_writers_at_once_lose_and_double_nothing(database: Engine) -> None:
    chats = [f"chat-{number}" for number in range(12)]
    keep(database, chats)
    topics = [Seen("topic", f"faq/{number}") for number in range(4)]
    failed: list[BaseException] = []

    def work(seed: int) -> None:
        order = random.Random(seed)
        try:
            for _ in range(6):
                batch = [Noted(id_, frozenset({ASKED, *topics}), DAY) for id_ in chats]
                order.shuffle(batch)
                write(database, batch, {OPENED_THEN: 1})
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    found = counted(database)
    assert found.pop((DAY, "stage", "opened")) == 24
    assert set(found.values()) == {len(chats)}
    assert len(found) == 1 + len(topics)


def test_the_tables_lead_to_no_chat(database: Engine) -> None:
    keep(database, CHATS)
    write(
        database, [Noted(id_, frozenset({ASKED, BOOKING}), DAY) for id_ in CHATS], {OPENED_THEN: 2}
    )
    assert set(marks(database)) == {digest(id_) for id_ in CHATS}
    assert erase(database, "a", "visitor") == 1
    assert set(marks(database)) == {digest("b"), digest("c")}
    # What was noted before the chat was erased, and is written after it.
    write(database, [Noted("a", frozenset({ASKED, MESSAGE}), DAY)], {})
    assert set(marks(database)) == {digest("b"), digest("c")}
    assert counted(database) == {
        (DAY, "stage", "opened"): 2,
        (DAY, "stage", "asked"): 3,
        (DAY, "stage", "booking"): 3,
    }


def test_what_a_chat_was_counted_for_goes_when_it_is_over(database: Engine) -> None:
    now = time.time()
    today = date.fromtimestamp(now)
    keep(database, CHATS)
    ages = {"a": 1.0, "b": 30.0, "c": 24 * 40.0}
    with database.begin() as connection:
        for id_, hours in ages.items():
            here = EVENTS.c.sender_id == id_
            last = {"timestamp": now - hours * 3600, "data": '{"event": "action", "name": "x"}'}
            connection.execute(EVENTS.update().where(here).values(**last))
    write(database, [Noted(id_, frozenset({ASKED}), today) for id_ in CHATS], {})
    ensure(database, AUDIT)
    ensure(database, ENDED)
    done = apply(database, Rules(24, 24, 30), now)
    assert (set(done.redacted), set(done.erased)) == ({"b"}, {"c"})
    assert marks(database) == [digest("a")]
    # However a mark was left behind: no longer than any chat.
    apply(database, Rules(24, 24, 30), now + 33 * 24 * 3600)
    assert marks(database) == []
    assert counted(database) == {(today, "stage", "asked"): 3}

"""Writes counts: every chat once for each thing, by whichever processes and in whatever order.

That a chat is counted once needs a memory of what it was counted for. Rasa's own events can't
be it: a click on the booking link is none of them, and reading a whole conversation after every
turn would cost more than the turn. So there is a table of marks, with a keyed hash of the
conversation's id that dies with the chat: when it is erased or redacted, which is as soon as it
is over (`insights.erasing`). Inserting a mark and adding to a count is one transaction.

A chat counts on the day it began, also what it shows after midnight: so no stage of a funnel
over any days has more chats than the one before.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from insights.schema import COUNTED, COUNTS
from insights.seeing import ASKED, Seen
from stores.schema import EVENTS

# A day, a kind and what.
Count = tuple[date, str, str]
Counted = Counter[Count]
_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True)
class Noted:
    """What a chat has shown.

    Attributes:
        conversation_id: whose; it is not written.
        seen: what; that something was asked among it.
        day: on which, in the practice's time zone.
    """

    conversation_id: str
    seen: frozenset[Seen]
    day: date


def digest(conversation_id: str) -> str:
    """The chat's name among the marks: who has its id can find them to erase them.

    The id is the key, as in `learning.unanswered`: nobody can guess it, and it is gone from the
    database together with the conversation.
    """
    return hmac.new(conversation_id.encode(), b"kneadwise counted", hashlib.sha256).hexdigest()


def write(engine: Engine, noted: Iterable[Noted], others: Mapping[Count, int]) -> None:
    """Counts chats and what has none, in one transaction.

    A chat that was erased meanwhile is left out: nothing of it may be left behind.

    Args:
        engine: the database of the conversations, its tables up to date.
        noted: what chats have shown.
        others: openings of the chat window and what visits of the guide have shown, by day.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: then nothing is counted.
    """
    by_chat: dict[str, list[Noted]] = {}
    for one in noted:
        by_chat.setdefault(one.conversation_id, []).append(one)
    counted: Counted = Counter(others)
    with engine.connect() as connection, connection.begin():
        _keep_erasures_out(connection)
        # In one order at every process, so that none waits for one that waits for it.
        for id_ in sorted(by_chat, key=digest):
            if _is_kept(connection, id_):
                counted += _mark(connection, digest(id_), by_chat[id_])
        for (day, kind, what), number in sorted(counted.items()):
            _add(connection, day, kind, what, number)


def _keep_erasures_out(connection: Connection) -> None:
    # Both locks exclude the one of `stores.database.erasing`, as in `learning.unanswered`.
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE events IN ROW EXCLUSIVE MODE")


def _is_kept(connection: Connection, conversation_id: str) -> bool:
    here = select([EVENTS.c.id]).where(EVENTS.c.sender_id == conversation_id).limit(1)
    return connection.execute(here).first() is not None


def _mark(connection: Connection, chat: str, noted: list[Noted]) -> Counted:
    """Marks what a chat is counted for, and returns of it what it wasn't before."""
    today = min(one.day for one in noted)
    asked = _mark_once(connection, chat, ASKED, today)
    # Where another process was first, its mark is waited for and says the day.
    here = (COUNTED.c.chat == chat) & (COUNTED.c.what == ASKED.once)
    day: date = today if asked else connection.execute(select([COUNTED.c.day]).where(here)).scalar()
    counted: Counted = Counter()
    if asked:
        counted[day, ASKED.kind, ASKED.what] += 1
    # Of answers to the closing question the first counts.
    ordered = dict.fromkeys(seen for one in noted for seen in sorted(one.seen))
    for seen in sorted(ordered, key=lambda seen: seen.once):
        if seen != ASKED and _mark_once(connection, chat, seen, day):
            counted[day, seen.kind, seen.what] += 1
    return counted


def _mark_once(connection: Connection, chat: str, seen: Seen, day: date) -> bool:
    insert: Any = _INSERT[connection.dialect.name](COUNTED)
    marked = insert.values(chat=chat, what=seen.once, day=day).on_conflict_do_nothing()
    return bool(connection.execute(marked).rowcount)


def _add(connection: Connection, day: date, kind: str, what: str, number: int) -> None:
    insert: Any = _INSERT[connection.dialect.name](COUNTS)
    added = insert.values(day=day, kind=kind, what=what, number=number)
    more = {"number": COUNTS.c.number + added.excluded.number}
    connection.execute(
        added.on_conflict_do_update(index_elements=["day", "kind", "what"], set_=more)
    )

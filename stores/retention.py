"""What happens to conversations that are over: redacted first, erased later (reliability P5)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.engine import Connection, Engine

from inbox.reading import conversations_with_messages
from insights.erasing import erase_marks, prune_marks
from learning.unanswered import prune
from stores.audit import AUDIT, digest, record, redacted_at
from stores.database import ENDED, compact, ensure, erasing, has_events
from stores.erasing import erase_within
from stores.redacting import redacted
from stores.schema import EVENTS

HOUR_SECONDS = 3600
DAY_SECONDS = 24 * HOUR_SECONDS
What = Literal["erase", "redact"]


@dataclass(frozen=True)
class Rules:
    """How long what is kept.

    Attributes:
        session_hours: so long after its last event a conversation may be going on: untouched.
        redact_hours: after the last event, free text and health answers go.
        retention_days: after the last event, all of it goes.
    """

    session_hours: float
    redact_hours: float
    retention_days: float

    def what(self, age: float) -> What | None:
        """What is due for a conversation whose last event is `age` seconds old."""
        untouched = self.session_hours * HOUR_SECONDS
        if age >= max(self.retention_days * DAY_SECONDS, untouched):
            return "erase"
        if age >= max(self.redact_hours * HOUR_SECONDS, untouched):
            return "redact"
        return None


@dataclass(frozen=True)
class Done:
    """What one run has done; in a dry run, what it would have.

    Attributes:
        erased: by conversation, how many events.
        redacted: likewise.
    """

    erased: dict[str, int]
    redacted: dict[str, int]


@dataclass(frozen=True)
class _Conversation:
    id: str
    last_at: float
    last_event: int


def apply(engine: Engine, rules: Rules, now: float, dry_run: bool = False) -> Done:
    """Redacts and erases what is due, each conversation in a transaction of its own.

    A conversation to which an event came in between is left alone. What was stored of a
    session after it had been ended is erased at once, and so are messages to the practice
    whose conversation is gone.

    Args:
        engine: the database; it may be in use.
        rules: how long what is kept.
        now: seconds since 1970.
        dry_run: whether only to look.
    """
    done = Done({}, {})
    if not has_events(engine):
        return done
    ensure(engine, AUDIT)
    ensure(engine, ENDED)
    for conversation, what in _due(engine, rules, now):
        count = _do(engine, conversation, what, now, dry_run)
        if count:
            (done.erased if what == "erase" else done.redacted)[conversation.id] = count
    for conversation_id in _left(engine, rules, now):
        if not dry_run:
            with erasing(engine) as connection:
                erase_within(connection, conversation_id, "retention", now)
        done.erased[conversation_id] = 0
    if not dry_run:
        today = datetime.fromtimestamp(now, timezone.utc).date()
        with erasing(engine) as connection:
            prune(connection, rules.retention_days, today)
            prune_marks(connection, rules.retention_days, today)
        compact(engine, is_less=bool(done.erased or done.redacted))
    return done


def _due(engine: Engine, rules: Rules, now: float) -> Iterator[tuple[_Conversation, What]]:
    last = [EVENTS.c.sender_id, func.max(EVENTS.c.timestamp), func.max(EVENTS.c.id)]
    with engine.connect() as connection:
        found = [
            _Conversation(*row)
            for row in connection.execute(select(last).group_by(EVENTS.c.sender_id))
        ]
        ended = {id_ for (id_,) in connection.execute(select([ENDED.c.conversation_id]))}
        before = redacted_at(connection)
    for conversation in found:
        what = "erase" if conversation.id in ended else rules.what(now - conversation.last_at)
        was_redacted = before.get(digest(conversation.id), 0.0) >= conversation.last_at
        if what == "erase" or (what == "redact" and not was_redacted):
            yield conversation, what


def _left(engine: Engine, rules: Rules, now: float) -> list[str]:
    """Conversations without events, of which a message to the practice is left.

    It was stored while the conversation was being erased. That of a conversation which is just
    beginning, whose events are stored at the end of the turn, is younger than a session.
    """
    with engine.connect() as connection:
        latest = conversations_with_messages(connection)
        known = select([EVENTS.c.sender_id]).distinct()
        alive = {id_ for (id_,) in connection.execute(known)}
        ended = {id_ for (id_,) in connection.execute(select([ENDED.c.conversation_id]))}
    before = now - rules.session_hours * HOUR_SECONDS
    gone = {id_: at for id_, at in latest.items() if id_ not in alive}
    return [id_ for id_, at in gone.items() if id_ in ended or at <= before]


def _do(engine: Engine, conversation: _Conversation, what: What, now: float, dry_run: bool) -> int:
    if dry_run:
        with engine.connect() as connection:
            return _count(connection, conversation.id)
    with erasing(engine) as connection:
        latest = select([func.max(EVENTS.c.id)]).where(EVENTS.c.sender_id == conversation.id)
        if connection.execute(latest).scalar() != conversation.last_event:
            return 0
        if what == "redact" and _redact(connection, conversation.id, now):
            return _count(connection, conversation.id)
        return erase_within(connection, conversation.id, "retention", now)


def _redact(connection: Connection, conversation_id: str, now: float) -> bool:
    """Redacts a conversation; False where it can't be read, by Rasa neither."""
    here = EVENTS.c.sender_id == conversation_id
    rows = connection.execute(select([EVENTS.c.id, EVENTS.c.data]).where(here)).fetchall()
    try:
        kept = {id_: json.dumps(redacted(json.loads(data))) for id_, data in rows}
    except (ValueError, TypeError, AttributeError):
        return False
    for id_, data in kept.items():
        connection.execute(EVENTS.update().where(EVENTS.c.id == id_).values(data=data))
    # The chat is over: nothing of it is counted any more.
    erase_marks(connection, conversation_id)
    record(connection, "redacted", "retention", conversation_id, len(kept), now)
    return True


def _count(connection: Connection, conversation_id: str) -> int:
    here = EVENTS.c.sender_id == conversation_id
    return int(connection.execute(select([func.count()]).where(here)).scalar() or 0)

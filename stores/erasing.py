"""Erases a conversation and its messages to the practice, and says so in the audit."""

from __future__ import annotations

import time

from sqlalchemy.engine import Connection, Engine

from inbox.erasing import erase_messages
from insights.erasing import erase_marks
from learning.unanswered import erase_unanswered
from stores.audit import AUDIT, By, record
from stores.database import ENDED, ensure, erasing
from stores.schema import EVENTS


def erase(engine: Engine, conversation_id: str, by: By) -> int:
    """Erases every event of a conversation, and every message of it to the practice.

    Args:
        engine: the database.
        conversation_id: the conversation.
        by: who wants it.

    Returns:
        How many events it had.
    """
    ensure(engine, AUDIT)
    with erasing(engine) as connection:
        return erase_within(connection, conversation_id, by)


def erase_within(
    connection: Connection, conversation_id: str, by: By, at: float | None = None
) -> int:
    """The same in a transaction of `erasing`; `at` is for the audit."""
    deleted = EVENTS.delete().where(EVENTS.c.sender_id == conversation_id)
    count = int(connection.execute(deleted).rowcount)
    erase_unanswered(connection, conversation_id)
    erase_marks(connection, conversation_id)
    record(connection, "erased", by, conversation_id, count, at)
    messages = erase_messages(connection, conversation_id)
    if messages:
        record(connection, "messages_erased", by, conversation_id, messages, at)
    return count


def forget(engine: Engine, conversation_id: str) -> int:
    """Ends a conversation's session and erases it, for the operator.

    The running server refuses an ended session's token. A message that it is answering just now
    may be stored after this; the next retention erases what an ended session has left.

    Args:
        engine: the database.
        conversation_id: the conversation.

    Returns:
        How many events it had.
    """
    ensure(engine, ENDED)
    ensure(engine, AUDIT)
    with erasing(engine) as connection:
        here = ENDED.c.conversation_id == conversation_id
        if connection.execute(ENDED.select().where(here)).first() is None:
            row = {"conversation_id": conversation_id, "ended_at": time.time()}
            connection.execute(ENDED.insert().values(**row))
        return erase_within(connection, conversation_id, "operator")

"""Takes a conversation's messages out of the database, in the caller's transaction."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.engine import Connection

from inbox.schema import DELIVERIES, MESSAGES, has_deliveries, has_messages


def erase_messages(connection: Connection, conversation_id: str) -> int:
    """Erases the messages to the practice of a conversation, and what waits of them.

    What was e-mailed or posted is with the practice and can't be called back; a delivery that
    is just under way may still arrive.

    Args:
        connection: in a transaction; the database may be of a version without an inbox.
        conversation_id: the conversation.

    Returns:
        How many messages there were.
    """
    if not has_messages(connection):
        return 0
    here = MESSAGES.c.conversation_id == conversation_id
    if has_deliveries(connection):
        ids = select([MESSAGES.c.id]).where(here)
        connection.execute(DELIVERIES.delete().where(DELIVERIES.c.message_id.in_(ids)))
    return int(connection.execute(MESSAGES.delete().where(here)).rowcount)

"""What the inbox holds of conversations, for retention and for visitors' own copies."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from inbox.schema import MESSAGES, has_messages


def conversations_with_messages(connection: Connection) -> dict[str, float]:
    """When each conversation's latest message was made, seconds since 1970.

    The database may be of a version without an inbox, as in all that is here.
    """
    if not has_messages(connection):
        return {}
    latest = select([MESSAGES.c.conversation_id, func.max(MESSAGES.c.created_at)])
    found = connection.execute(latest.group_by(MESSAGES.c.conversation_id))
    return {str(conversation_id): float(at) for conversation_id, at in found}


def messages_of(connection: Connection, conversation_id: str) -> list[dict[str, Any]]:
    """The JSON of a conversation's messages, oldest first, for its visitor: without ids."""
    if not has_messages(connection):
        return []
    here = select([MESSAGES.c.data]).where(MESSAGES.c.conversation_id == conversation_id)
    rows = connection.execute(here.order_by(MESSAGES.c.created_at))
    messages = [json.loads(data) for (data,) in rows]
    return [
        {key: value for key, value in message.items() if key not in ("id", "conversation_id")}
        for message in messages
    ]


def written_messages(connection: Connection) -> list[tuple[str, str]]:
    """(conversation, what its visitor typed into a message) of every message, oldest first."""
    if not has_messages(connection):
        return []
    rows = connection.execute(
        select([MESSAGES.c.conversation_id, MESSAGES.c.data]).order_by(MESSAGES.c.created_at)
    )
    read = [(str(conversation_id), json.loads(data)) for conversation_id, data in rows]
    return [(id_, "\n".join(m[field] for field in ("name", "contact", "about"))) for id_, m in read]

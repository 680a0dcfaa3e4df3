"""Everything that is kept of a conversation, in a form that its visitor can read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine

from inbox.reading import messages_of, written_messages
from stores.audit import AUDIT, record
from stores.database import ensure
from stores.redacting import REDACTED
from stores.schema import EVENTS

Event = Mapping[str, Any]
# The slots of answers (contract.md §5), and what else is kept about the visitor.
ANSWERS = (
    "goals concern area since severity signs health physician plan pressure safety notes".split()
)
# So many digits in a search text are a phone number, however it is written.
DIGITS_OF_PHONE = 7


def exported(
    events: Iterable[Event], passed_on: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """The messages, the answers and the consent of a conversation, and what was passed on.

    Args:
        events: as Rasa's `as_dict` gives them, oldest first.
        passed_on: its messages to the practice, as `inbox.reading.messages_of` gives them.

    Returns:
        JSON values. The conversation's id is not among them: its visitor can't know it.
    """
    messages: list[dict[str, Any]] = []
    slots: dict[str, Any] = {}
    for event in events:
        kind = event.get("event")
        if kind in ("reset_slots", "session_started"):
            slots.clear()
        elif kind == "slot":
            slots[str(event["name"])] = event.get("value")
        elif kind in ("user", "bot") and event.get("text"):
            messages.append(_message(event))
    return {
        "messages": messages,
        "answers": {name: slots[name] for name in ANSWERS if slots.get(name)},
        "consent": slots.get("consent"),
        "passed_on": list(passed_on),
    }


def _message(event: Event) -> dict[str, Any]:
    is_visitor = event["event"] == "user"
    typed = (event.get("metadata") or {}).get("typed") if is_visitor else None
    message = {
        "from": "visitor" if is_visitor else "bot",
        "at": datetime.fromtimestamp(event["timestamp"], timezone.utc).isoformat(),
        "text": typed or event["text"],
    }
    card = (event.get("data") or {}).get("custom")
    return {**message, "card": card} if card else message


def export(engine: Engine, conversation_id: str) -> dict[str, Any] | None:
    """A conversation from the database, for the operator; None where there is none."""
    ensure(engine, AUDIT)
    with engine.begin() as connection:
        events = _events(connection, conversation_id)
        passed_on = messages_of(connection, conversation_id)
        if not events and not passed_on:
            return None
        record(connection, "exported", "operator", conversation_id, len(events))
    return {"conversation": conversation_id, **exported(events, passed_on)}


def spoken(engine: Engine, conversation_id: str) -> list[tuple[str, str]]:
    """What was said in a conversation, as ("visitor" or "bot", text), oldest first.

    What was redacted is left out.
    """
    with engine.connect() as connection:
        messages = exported(_events(connection, conversation_id))["messages"]
    return [(m["from"], m["text"]) for m in messages if m["text"] != REDACTED]


def is_kept(engine: Engine, conversation_id: str) -> bool:
    """Whether anything is kept of a conversation."""
    here = select([EVENTS.c.id]).where(EVENTS.c.sender_id == conversation_id)
    with engine.connect() as connection:
        is_there = connection.execute(here.limit(1)).first() is not None
        return is_there or bool(messages_of(connection, conversation_id))


def _events(connection: Connection, conversation_id: str) -> list[Event]:
    here = select([EVENTS.c.data]).where(EVENTS.c.sender_id == conversation_id)
    return [json.loads(data) for (data,) in connection.execute(here.order_by(EVENTS.c.id))]


def find(engine: Engine, text: str) -> list[str]:
    """The conversations in which the visitor wrote a text: a name, an address, a phone number.

    Their messages to the practice count, which are kept when the chat's words are gone.

    Args:
        engine: the database.
        text: what to look for; case doesn't matter, nor how a phone number is divided.

    Returns:
        Ids of conversations, oldest first.
    """
    written = select([EVENTS.c.sender_id, EVENTS.c.data]).where(EVENTS.c.type_name == "user")
    with engine.connect() as connection:
        rows = connection.execute(written.order_by(EVENTS.c.id)).fetchall()
        messages = written_messages(connection)
    typed = [*((id_, _written(data)) for id_, data in rows), *messages]
    found = (id_ for id_, words in typed if is_in(text, words))
    return list(dict.fromkeys(found))


def _written(data: str) -> str:
    event = json.loads(data)
    typed = (event.get("metadata") or {}).get("typed") or ""
    return f"{event.get('text') or ''}\n{typed}"


def is_in(text: str, written: str) -> bool:
    """Whether a searched text stands in a written one."""
    if text.casefold().strip() in written.casefold():
        return True
    digits = re.sub(r"\D", "", text)
    is_phone = len(digits) >= DIGITS_OF_PHONE and not re.search(r"[^\d\s().+/-]", text)
    return is_phone and digits in re.sub(r"[\s().+/-]", "", written)

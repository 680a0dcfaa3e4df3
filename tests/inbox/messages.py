"""Messages to the practice, and every text that a visitor could put into one."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from hypothesis import strategies as st

from inbox.message import PracticeMessage

CANARY = "CANARY-sciatica"
AT = datetime(2026, 3, 14, 15, 9, 26, 535000, timezone.utc)
SPACE = uuid.UUID("7f6d1a52-6f0c-4f4e-9d0b-0d8f5f6f8a11")


def message(number: int = 0, **changes: Any) -> PracticeMessage:
    """A message with everything in it; `number` makes it another one."""
    whole = PracticeMessage(
        id=str(uuid.uuid5(SPACE, str(number))),
        conversation_id=f"conversation-{number}",
        kind="question",
        name="Jo Tester",
        contact="(555) 010-0177",
        contact_kind="phone",
        about=f"Do you treat {CANARY}?",
        summary=(("Goal", "less pain"),),
        transcript=(("visitor", "hello"), ("bot", "Hello!")),
        known={"answers": {"area": {"values": ["neck"], "quote": "my neck"}}, "notes": []},
        level="adapt",
        created_at=AT,
    )
    return replace(whole, **changes)


# Every character, halves of characters and NUL included.
TEXTS = st.text(st.characters(), max_size=60)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
MESSAGES = st.builds(
    PracticeMessage,
    id=st.uuids().map(str),
    conversation_id=st.uuids().map(str),
    kind=st.sampled_from(["question", "booking", "change", "cancellation"]),
    name=TEXTS,
    contact=TEXTS | st.emails(),
    contact_kind=st.sampled_from(["phone", "email"]),
    about=TEXTS,
    summary=st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple),
    transcript=st.lists(st.tuples(st.sampled_from(["visitor", "bot"]), TEXTS), max_size=3).map(
        tuple
    ),
    known=st.none() | st.dictionaries(TEXTS, JSON, max_size=3),
    level=st.sampled_from([None, "emergency", "urgent", "physician_first", "adapt", "fine"]),
    created_at=st.datetimes(
        min_value=datetime(2020, 1, 1),
        max_value=datetime(2100, 1, 1),
        timezones=st.just(timezone.utc),
    ),
)

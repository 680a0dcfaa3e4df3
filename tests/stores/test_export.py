"""What a visitor's copy holds, and how a conversation is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from stores.audit import AUDIT
from stores.export import export, exported, find, is_in
from tests.stores.conversations import CANARY, save, sql_store, told


def test_messages_answers_and_consent_are_there() -> None:
    kept = exported(event.as_dict() for event in told(0.0))
    assert [m["from"] for m in kept["messages"]] == ["visitor", "bot", "bot"]
    # As typed, and not as Rasa was given it.
    assert kept["messages"][0]["text"] == f"/{CANARY}"
    assert kept["answers"]["concern"] == {"values": ["chronic_ache"], "quote": CANARY}
    assert kept["consent"] == {"text": "abc", "answer": "yes"}


def test_what_was_reset_is_no_answer_any_more() -> None:
    events = [*(event.as_dict() for event in told(0.0)), {"event": "reset_slots"}]
    kept = exported(events)
    assert (kept["answers"], kept["consent"]) == ({}, None)
    assert kept["messages"]


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("Jo@Example.com", "write to jo@example.com please", True),
        ("(555) 010-0177", "i'm on 555 010 0177", True),
        ("5550100177", "+1-555-010-0177 thanks", True),
        ("555 010", "i'm on 555 010 0177", True),
        ("555 0999", "i'm on 555 010 0177", False),
        ("room 5550100", "5550100", False),
        ("jo", "nobody here", False),
    ],
)
def test_how_a_contact_is_found(text: str, written: str, expected: bool) -> None:
    assert is_in(text, written) == expected


async def test_the_operator_finds_and_exports(tmp_path: Path) -> None:
    store = sql_store(tmp_path / "conversations.db")
    await save(store, "one", 0, text="call me on 555 010 0177")
    await save(store, "other", 0)
    assert find(store.engine, "(555) 010-0177") == ["one"]
    kept = export(store.engine, "one")
    assert kept is not None
    assert "555 010 0177" in kept["messages"][0]["text"]
    assert export(store.engine, "nobody") is None
    with store.engine.connect() as connection:
        (line,) = connection.execute(AUDIT.select()).mappings()
    assert (line["what"], line["by"]) == ("exported", "operator")

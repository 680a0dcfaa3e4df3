"""A visitor who asks for it has the conversation deleted, and can go on with a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.temporary import temporary_assistant

CANARY = "CANARY-7731"


def test_nothing_of_the_conversation_is_left_in_the_database(tmp_path: Path) -> None:
    with temporary_assistant(tmp_path) as servers:
        visitor = WebsiteClient(servers.address)
        visitor.say(f"my shoulder {CANARY} hurts, what does an hour cost")
        database = tmp_path / "conversations.db"
        assert CANARY.encode() in database.read_bytes()
        assert visitor.say("delete this chat please").cards == ["notice/deleted"]
        assert visitor.transcript().body["messages"] == []
        # SQLite overwrites what it frees only where told to; reading is what counts.
        assert visitor.say("what is shiatsu").cards == ["technique/shiatsu"]
        assert len(visitor.transcript().body["messages"]) == 2


@pytest.mark.parametrize("text", ["erase everything i told you", "wipe my messages pls"])
def test_it_is_understood(visitor: WebsiteClient, text: str) -> None:
    assert visitor.say(text).cards == ["notice/deleted"]


def test_the_same_message_sent_again_is_answered_the_same(visitor: WebsiteClient) -> None:
    id_ = "7f6d1a52-6f0c-4f4e-9d0b-0d8f5f6f8a11"
    visitor.start()
    for _ in range(2):
        assert visitor.say("delete this chat", id_).cards == ["notice/deleted"]

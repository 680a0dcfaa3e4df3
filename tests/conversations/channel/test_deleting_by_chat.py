"""A visitor who asks for it has the conversation deleted, and can go on with a new one."""

from __future__ import annotations

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers
from tests.stores.conversations import bytes_of

CANARY = "CANARY-7731"


def test_nothing_of_the_conversation_is_left_in_the_database(
    visitor: WebsiteClient, assistant: Servers
) -> None:
    visitor.say(f"my shoulder {CANARY} hurts, what does an hour cost")
    database = assistant.state_directory / "conversations.db"
    assert CANARY.encode() in bytes_of(database)
    assert visitor.say("delete this chat please").cards == ["notice/deleted"]
    assert CANARY.encode() not in bytes_of(database)
    assert visitor.transcript().body["messages"] == []
    assert visitor.say("what is shiatsu").cards == ["technique/shiatsu"]
    assert len(visitor.transcript().body["messages"]) == 2


@pytest.mark.parametrize(
    "text",
    ["erase everything i told you", "wipe my messages pls", "delete my data", "Delete my data"],
)
def test_it_is_understood(visitor: WebsiteClient, text: str) -> None:
    assert visitor.say(text).cards == ["notice/deleted"]


def test_the_same_message_sent_again_is_answered_the_same(visitor: WebsiteClient) -> None:
    id_ = "7f6d1a52-6f0c-4f4e-9d0b-0d8f5f6f8a11"
    visitor.start()
    for _ in range(2):
        assert visitor.say("delete this chat", id_).cards == ["notice/deleted"]

"""Sessions, ids, transcript and deletion, as contract.md §1 says."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timezone
from uuid import uuid4

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers


def test_liveness_and_readiness(visitor: WebsiteClient) -> None:
    assert visitor.call("GET", "/").body == {"status": "ok"}
    ready = visitor.call("GET", "/ready")
    assert ready.status == 200
    assert ready.body == {"status": "ready", "model": "kneadwise.tar.gz"}


def test_config_has_what_a_client_shows_first(visitor: WebsiteClient) -> None:
    body = visitor.call("GET", "/config").body
    assert body["practice"] == "Juniper Street Massage"
    assert "automated assistant" in body["greeting"]
    assert "30 days" in body["privacy_notice"]
    assert "911" in body["privacy_notice"]
    # The widget fills in its own words; everything else is ready to be shown.
    words = body.pop("strings")
    assert words["send"] == "Send"
    texts = [value for value in body.values() if isinstance(value, str)]
    assert not [text for text in (*texts, *body["suggestions"]) if "{" in text]
    assert body["techniques"]["shiatsu"] == "Shiatsu"
    assert body["rows"][0]["id"] == "focus"
    assert body["suggestions"]


def test_a_session_is_signed_and_expires(visitor: WebsiteClient) -> None:
    started = visitor.start()
    assert started.status == 201
    expires = datetime.fromisoformat(started.body["expires_at"].replace("Z", "+00:00"))
    assert 23 < (expires - datetime.now(timezone.utc)).total_seconds() / 3600 < 25
    claims = started.body["token"].split(".")[1]
    session = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["sid"]
    assert len(base64.urlsafe_b64decode(session)) * 8 >= 128


@pytest.mark.parametrize("token", ["", "x", "a.b.c", None])
def test_a_bad_token_is_refused(visitor: WebsiteClient, token: str | None) -> None:
    visitor.start()
    visitor.token = token
    for method, path in (("GET", "/messages"), ("DELETE", "/session")):
        answer = visitor.call(method, path)
        assert answer.status == 401
        assert answer.headers["content-type"] == "application/problem+json"


def test_an_altered_token_is_refused(visitor: WebsiteClient) -> None:
    visitor.start()
    assert visitor.token
    head, claims, signature = visitor.token.split(".")
    swapped = "A" if claims[5] != "A" else "B"
    visitor.token = ".".join([head, claims[:5] + swapped + claims[6:], signature])
    assert visitor.say("hello").status == 401


def test_the_same_id_has_the_same_answer_and_changes_nothing(visitor: WebsiteClient) -> None:
    id_ = str(uuid4())
    first = visitor.say("where can i park", id_)
    again = visitor.say("where can i park", id_)
    other_text = visitor.say("how much is it", id_)
    assert first.status == again.status == 200
    assert first.body == again.body == other_text.body
    assert len(visitor.transcript().messages) == 2


def test_the_transcript_has_both_sides_in_order(visitor: WebsiteClient) -> None:
    visitor.say("where can i park")
    answer = visitor.say("goodbye")
    messages = visitor.transcript().messages
    assert [m["from"] for m in messages] == ["visitor", "bot", "visitor", "bot", "bot"]
    assert [m["text"] for m in messages if m["from"] == "visitor"] == [
        "where can i park",
        "goodbye",
    ]
    times = [datetime.fromisoformat(m["at"]) for m in messages]
    assert times == sorted(times)
    told = [{k: m[k] for k in ("text", "card", "buttons") if k in m} for m in messages[3:]]
    assert told == answer.messages


def test_an_empty_conversation_has_an_empty_transcript(visitor: WebsiteClient) -> None:
    visitor.start()
    assert visitor.transcript().body == {"messages": []}


def test_deletion_erases_and_ends_the_session(visitor: WebsiteClient, assistant: Servers) -> None:
    visitor.say("canary-7431 where can i park")
    assert visitor.forget().status == 204
    assert visitor.transcript().status == 401
    assert visitor.say("hello").status == 401
    assert visitor.forget().status == 401
    database = assistant.state_directory / "conversations.db"
    assert b"canary-7431" not in database.read_bytes()


def test_two_visitors_do_not_see_each_other(assistant: Servers) -> None:
    one, other = WebsiteClient(assistant.address), WebsiteClient(assistant.address)
    one.say("where can i park")
    other.say("how much is a massage")
    assert other.transcript().messages[0]["text"] == "how much is a massage"
    assert len(one.transcript().messages) == len(other.transcript().messages) == 2

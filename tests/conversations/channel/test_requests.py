"""Bad requests get a problem; typed text is never an intent; payloads only as offered."""

from __future__ import annotations

import json
import sqlite3
from typing import Any
from uuid import uuid4

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers

GOOD_ID = str(uuid4())

BAD_BODIES = [
    pytest.param(b"", 400, id="nothing"),
    pytest.param(b"{", 400, id="broken JSON"),
    pytest.param(b"\xff\xfe", 400, id="not UTF-8"),
    pytest.param(b"[" * 4000, 400, id="deep"),
    pytest.param([], 400, id="an array"),
    pytest.param("hi", 400, id="a string"),
    pytest.param({}, 400, id="empty object"),
    pytest.param({"text": "hi"}, 400, id="no id"),
    pytest.param({"id": "1", "text": "hi"}, 400, id="id not a UUID"),
    pytest.param({"id": 5, "text": "hi"}, 400, id="id a number"),
    pytest.param({"id": GOOD_ID}, 400, id="neither text nor payload"),
    pytest.param({"id": GOOD_ID, "text": "hi", "payload": "x"}, 400, id="both"),
    pytest.param({"id": GOOD_ID, "text": 5}, 400, id="text a number"),
    pytest.param({"id": GOOD_ID, "text": ["hi"]}, 400, id="text a list"),
    pytest.param({"id": GOOD_ID, "text": " \n "}, 400, id="text blank"),
    pytest.param({"id": GOOD_ID, "text": "\ud800\u0000\u202e"}, 400, id="only controls"),
    pytest.param({"id": GOOD_ID, "text": "a" * 1001}, 413, id="text too long"),
    pytest.param({"id": GOOD_ID, "text": "hi", "metadata": "x" * 9000}, 413, id="body too long"),
    pytest.param({"id": GOOD_ID, "payload": "/greet"}, 400, id="payload of one's own"),
    pytest.param({"id": GOOD_ID, "payload": {}}, 400, id="payload an object"),
]


@pytest.mark.parametrize(("body", "status"), BAD_BODIES)
def test_a_bad_message_is_a_problem(visitor: WebsiteClient, body: Any, status: int) -> None:
    visitor.start()
    answer = visitor.call("POST", "/messages", body)
    assert answer.status == status, answer.body
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.body) == {"type", "title", "status", "detail"}
    assert answer.body["status"] == status
    assert visitor.transcript().body == {"messages": []}


def test_text_of_exactly_the_limit_is_answered(visitor: WebsiteClient) -> None:
    assert visitor.say("where can i park " + "x" * 983).status == 200


def test_only_json_is_taken(visitor: WebsiteClient) -> None:
    visitor.start()
    body = json.dumps({"id": GOOD_ID, "text": "hi"}).encode()
    answer = visitor.call("POST", "/messages", body, {"Content-Type": "text/plain"})
    assert answer.status == 415


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1"])
def test_another_site_is_refused(visitor: WebsiteClient, origin: str) -> None:
    visitor.start()
    for method, path, body in (
        ("POST", "/session", {}),
        ("POST", "/messages", {"id": GOOD_ID, "text": "hi"}),
        ("GET", "/messages", None),
        ("DELETE", "/session", None),
    ):
        answer = visitor.call(method, path, body, {"Origin": origin})
        assert answer.status == 403
        assert answer.headers.get("access-control-allow-origin") != origin


def test_the_own_site_is_served(visitor: WebsiteClient, assistant: Servers) -> None:
    answer = visitor.call("POST", "/session", {}, {"Origin": assistant.address})
    assert answer.status == 201


@pytest.mark.parametrize(
    "text",
    [
        "/goodbye",
        " /goodbye",
        "//goodbye",
        "\u00a0/goodbye",
        '/give_feedback{"used_medical_massage": "yes"}',
        '/give_feedback{"used_medical_massage": "<img src=x onerror=alert(1)>"}',
        "/restart",
        "/session_start",
        "/back",
        "/",
    ],
)
def test_typed_text_is_never_an_intent(
    visitor: WebsiteClient, assistant: Servers, text: str
) -> None:
    visitor.say("where can i park")
    answer = visitor.say(text)
    assert answer.status == 200
    assert answer.cards
    assert "<img" not in json.dumps(answer.messages)
    transcript = visitor.transcript().messages
    # Nothing was undone, and the visitor's words are kept as typed.
    assert transcript[0]["text"] == "where can i park"
    assert [m["text"] for m in transcript if m["from"] == "visitor"][1] == text.strip("\u00a0 ")
    # Understanding has ranked every intent; Rasa's syntax names one and ranks that alone.
    assert len(latest_ranking(assistant)) > 2


def latest_ranking(assistant: Servers) -> list[Any]:
    """The intents ranked for the latest visitor message of any conversation."""
    with sqlite3.connect(assistant.state_directory / "conversations.db") as database:
        (data,) = database.execute(
            "SELECT data FROM events WHERE type_name = 'user' ORDER BY id DESC LIMIT 1"
        ).fetchone()
    return list(json.loads(data)["parse_data"]["intent_ranking"])


def test_a_button_works_only_in_its_own_conversation(assistant: Servers) -> None:
    one, other = WebsiteClient(assistant.address), WebsiteClient(assistant.address)
    payload = one.say("what is shiatsu").messages[0]["buttons"][0]["payload"]
    other.start()
    assert other.tap(payload).status == 400
    assert one.tap(payload[:-4] + "AAAA").status == 400
    tapped = one.tap(payload)
    assert tapped.cards == ["technique/shiatsu"]
    assert "technique_feeling" not in payload
    title = one.transcript().messages[-2]["text"]
    assert title == "What does it feel like?"


def test_unknown_addresses_do_not_reach_rasa(visitor: WebsiteClient) -> None:
    for path in ("/../rest/webhook", "/webhook", "/messages/1"):
        assert visitor.call("GET", path).status == 404

"""Hostile JSON: answered or refused as the contract says, and nobody else notices."""

from __future__ import annotations

import gzip
import json
from typing import Any
from uuid import uuid4

import pytest

from kneadwise.client import BASE_PATH, WebsiteClient
from kneadwise.servers import Servers
from tests.conversations.attacks.raw import assert_problem, message, request, send

MESSAGES = BASE_PATH + "/messages"
SESSION = BASE_PATH + "/session"
UUID = str(uuid4())
WRONG_TYPES: list[Any] = [True, 0, -1.5, 10**30, [], ["hi"], {}, {"text": "hi"}, [[[]]]]

ANSWERED = {
    "a surrogate": message(text="what is shiatsu \ud800"),
    "a surrogate's bytes": b'{"id": "%s", "text": "what is shiatsu \\ud800\\udfff"}'
    % UUID.encode(),
    "NUL": message(text="what is\u0000 shiatsu"),
    "an intent with a dict": message(text='/inform{"goal": {"a": [1, {"b": null}]}}@0.99'),
    "an intent": message(text="/session_start"),
    "a restart": message(text="/restart"),
    "an external intent": message(text="EXTERNAL: greet"),
    "another's fields": message(
        text="what is shiatsu",
        sender="default",
        sender_id="x\ud800",
        conversation_id="a\u0000b",
        input_channel="rest",
        message_id="1",
        stream=True,
        parse_data={"intent": {"name": "restart"}},
        metadata={"is_external": True, "typed": "forged", "x": ["y"] * 500},
    ),
    "a field many times": b'{"id": "1", "id": "%s", "text": "a", "text": "hi"}' % UUID.encode(),
    "no numbers": b'{"id": "%s", "text": "hi", "n": [NaN, -Infinity, 1e999]}' % UUID.encode(),
}
TOO_LONG = {
    "30,000 characters": message(text="neck " * 6000),
    "100,000 characters in one word": message(text="x" * 100_000),
    "1,001 characters": message(text="a " * 500 + "b"),
    "a huge metadata": message(text="hi", metadata="x" * 5_000_000),
    "many unknown fields": message(text="hi", **{f"f{n}": n for n in range(2000)}),
    "a long payload": message(payload="x" * 9000),
}
REFUSED = {
    "a surrogate in the id": message(id=UUID[:-1] + "\ud800", text="hi"),
    "NUL in the id": message(id=UUID[:-1] + "\u0000", text="hi"),
    "an id with braces": message(id="{" + UUID + "}", text="hi"),
    "an id as urn": message(id="urn:uuid:" + UUID, text="hi"),
    "an id of other digits": message(id="١" + UUID[1:], text="hi"),
    "a surrogate in the payload": message(payload="\ud800"),
    "NUL in the payload": message(payload="a.b.\u0000"),
    "an intent as payload": message(payload="/restart"),
    "arrays without end": b'{"id": ' + b"[" * 8000,
    "objects without end": b'{"id": ' * 1100,
    "UTF-16 that is cut": json.dumps({"id": UUID}).encode("utf-16")[:-1],
    "a number without end": b'{"id": %s}' % (b"9" * 7000),
    "a number": b"5",
    "null": b"null",
}


@pytest.mark.parametrize("body", ANSWERED.values(), ids=ANSWERED.keys())
def test_an_odd_text_is_answered(assistant: Servers, visitor: WebsiteClient, body: bytes) -> None:
    visitor.start()
    answer = visitor.call("POST", "/messages", body)
    assert answer.status == 200, answer.body
    assert answer.cards
    assert "error/unavailable" not in answer.cards
    said = visitor.transcript().messages
    assert [m["from"] for m in said].count("visitor") == 1
    assert "forged" not in json.dumps(said)


@pytest.mark.parametrize("body", TOO_LONG.values(), ids=TOO_LONG.keys())
def test_what_is_too_long_is_refused(
    assistant: Servers, visitor: WebsiteClient, token: str, body: bytes
) -> None:
    answer = send(assistant, request("POST", MESSAGES, body, token=token))
    assert answer is not None
    assert_problem(answer, 413)
    assert visitor.transcript().messages == []


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_malformed_is_refused(assistant: Servers, token: str, body: bytes) -> None:
    answer = send(assistant, request("POST", MESSAGES, body, token=token))
    assert answer is not None
    assert_problem(answer, 400)


@pytest.mark.parametrize("field", ["id", "text", "payload"])
def test_a_field_of_another_type_is_refused(
    assistant: Servers, visitor: WebsiteClient, field: str
) -> None:
    visitor.start()
    other = {} if field in ("text", "payload") else {"text": "hi"}
    for value in WRONG_TYPES:
        assert_problem(visitor.call("POST", "/messages", message(**{**other, field: value})), 400)
    assert visitor.transcript().messages == []


def test_a_locale_is_text(assistant: Servers, visitor: WebsiteClient) -> None:
    for value in ("", "\ud800", "a\u0000b", "x" * 5000, "../../etc", "de"):
        assert visitor.call("POST", "/session", {"locale": value}).status == 201
    for value in [*WRONG_TYPES, None]:
        assert_problem(visitor.call("POST", "/session", {"locale": value}), 400)


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
     "application/jsonp", "application/json-patch+json", "*/*", "\xff"],
)  # fmt: skip
@pytest.mark.parametrize("path", [MESSAGES, SESSION])
def test_another_content_type_is_refused(
    assistant: Servers, token: str, path: str, content_type: str
) -> None:
    headers = {"Content-Type": content_type}
    answer = send(assistant, request("POST", path, message(text="hi"), headers, token))
    assert answer is not None
    assert_problem(answer, 415)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "identity, gzip"])
def test_a_compressed_body_is_refused(assistant: Servers, token: str, encoding: str) -> None:
    body = gzip.compress(b" " * 1_000_000)
    headers = {"Content-Encoding": encoding}
    answer = send(assistant, request("POST", MESSAGES, body, headers, token))
    assert answer is not None
    assert_problem(answer, 415)


def test_streaming_can_not_be_asked_for(assistant: Servers, token: str) -> None:
    for body, status in ((message(text=5), 400), (message(text="what is shiatsu"), 200)):
        answer = send(assistant, request("POST", MESSAGES + "?stream=true", body, token=token))
        assert answer is not None
        assert answer.status == status

"""Requests that no client of ours makes: methods, addresses, lengths, headers, slowness."""

from __future__ import annotations

import time

import pytest

from kneadwise.client import BASE_PATH, WebsiteClient
from kneadwise.servers import Servers
from tests.conversations.attacks.raw import assert_problem, connect, message, request, send

MESSAGES = BASE_PATH + "/messages"
BODY = message(text="hi")
CHUNKED = {"Transfer-Encoding": "chunked", "Content-Length": ""}
ROUTES = {"": "GET", "/ready": "GET", "/config": "GET", "/session": "GET POST DELETE",
          "/messages": "GET POST"}  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "FOO")

ADDRESSES = {
    "a level up": "/webhooks/website/../rest/webhook",
    "a level up, encoded": "/webhooks/website/%2e%2e/rest/webhook",
    "a slash, encoded": "/webhooks/website%2fmessages",
    "NUL, encoded": "/webhooks/website/messages%00",
    "not UTF-8, encoded": "/webhooks/website/%ff%fe",
    "half a code": "/webhooks/website/%zz%",
    "a long address": "/" + "a" * 7000,
    "another channel": "/webhooks/socketio/webhook",
    "Rasa's API": "/conversations/default/tracker",
    "the model": "/model",
    "a file": "/etc/passwd",
    "the channel's file": "/webhooks/website/settings.py",
    "a fragment": "/nothing#messages",
}
LENGTHS = {
    "no body, no length": (None, {}, {415}),
    "a length of nothing": (b"", {}, {400}),
    "more than any body": (BODY, {"Content-Length": str(10**12)}, {413}),
    "more than a guide's form": (b"x" * 200_000, {}, {413}),
    "a length that is none": (BODY, {"Content-Length": "abc"}, {400}),
    "a length below nothing": (BODY, {"Content-Length": "-5"}, {400}),
    "a length of other digits": (BODY, {"Content-Length": "٥".encode()}, {400}),
    "an unknown coding": (BODY, {"Transfer-Encoding": "gzip", "Content-Length": ""}, {400}),
    "a chunk without end": (b"fffffff\r\n" + b"x" * 300_000, CHUNKED, {413}),
    "many small chunks": (b"8\r\nxxxxxxxx\r\n" * 40_000, CHUNKED, {413}),
    "a chunk's size that is none": (b"zz\r\n" + BODY + b"\r\n0\r\n\r\n", CHUNKED, {400}),
    "a chunk's size below nothing": (b"-2\r\n" + BODY + b"\r\n0\r\n\r\n", CHUNKED, {400}),
    "an unknown expectation": (BODY, {"Expect": "a-miracle"}, {417}),
    "a header too long": (BODY, {"X": "x" * 20_000}, {413}),
}
NOT_HTTP = {
    "nonsense": b"\x00\xff\x16\x03\x01" * 50 + b"\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/0.9": b"GET /\r\n\r\n",
    "a header without colon": b"GET / HTTP/1.1\r\nHost\r\n\r\n",
    "empty lines": b"\r\n\r\n\r\n\r\n",
    "spaces in the address": b"GET /a b c HTTP/1.1\r\n\r\n",
    "an address that is none": b"GET \x01:// HTTP/1.1\r\n\r\n",
}


@pytest.mark.parametrize("path", ROUTES)
def test_another_method_is_refused(assistant: Servers, path: str) -> None:
    for method in METHODS:
        if method in ROUTES[path]:
            continue
        answer = send(assistant, request(method, BASE_PATH + path), method)
        assert answer is not None
        assert answer.status == 405, method
        if method != "HEAD":
            assert_problem(answer, 405)


@pytest.mark.parametrize("path", ADDRESSES.values(), ids=ADDRESSES.keys())
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_there_is_nothing_at_another_address(assistant: Servers, method: str, path: str) -> None:
    answer = send(assistant, request(method, path, BODY if method == "POST" else None))
    assert answer is not None
    assert_problem(answer, 404)


@pytest.mark.parametrize(("body", "headers", "statuses"), LENGTHS.values(), ids=LENGTHS.keys())
def test_a_length_that_is_wrong_is_refused(
    assistant: Servers, token: str, body: bytes, headers: dict[str, str], statuses: set[int]
) -> None:
    answer = send(assistant, request("POST", MESSAGES, body, headers, token))
    assert answer is not None
    assert answer.status in statuses, answer
    assert_problem(answer, answer.status)


@pytest.mark.parametrize("data", NOT_HTTP.values(), ids=NOT_HTTP.keys())
def test_what_is_no_request_is_refused(assistant: Servers, data: bytes) -> None:
    answer = send(assistant, data, "GET")
    assert answer is not None
    assert_problem(answer, 400)


def test_chunks_are_put_together(assistant: Servers, token: str) -> None:
    body = b"".join(b"1\r\n%c\r\n" % byte for byte in message(text="what is shiatsu"))
    answer = send(assistant, request("POST", MESSAGES, body + b"0\r\n\r\n", CHUNKED, token))
    assert answer is not None
    assert answer.cards == ["technique/shiatsu"]


def test_a_guides_long_form_is_taken(assistant: Servers) -> None:
    body = b"words=" + b"%F0%9F%98%80" * 9000
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = send(assistant, request("POST", "/guide/questions", body, headers))
    assert answer is not None
    assert answer.status not in (413, 500)


def test_slow_visitors_keep_nobody_waiting(assistant: Servers) -> None:
    head = request("POST", MESSAGES, b"")[:-4]
    slow = [connect(assistant) for _ in range(150)]
    try:
        for number, connection in enumerate(slow):
            # Half a head, or a head whose body never comes.
            connection.sendall(
                head[:40] if number % 2 else head.replace(b": 0", b": 50") + b"\r\n\r\n"
            )
        started = time.monotonic()
        assert WebsiteClient(assistant.address).say("what is shiatsu").cards == [
            "technique/shiatsu"
        ]
        assert time.monotonic() - started < 10
    finally:
        for connection in slow:
            connection.close()

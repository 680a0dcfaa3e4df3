"""Every address that visitors can reach sends the security headers, and none tells a version."""

from __future__ import annotations

import http.client
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers

API = "/webhooks/website"
NO_STORE = "no-store"
PAGE = "public, max-age=300"
# OWASP ASVS 5.0: 3.4.3 to 3.4.6, 3.4.8, and what else every answer has alike.
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}


class Address(NamedTuple):
    """What is asked, and what of the answer differs from address to address."""

    method: str
    path: str
    status: int
    content_type: str
    cache: str = NO_STORE
    resource_policy: str = "same-origin"


PROBLEM = "application/problem+json"
SCRIPT = "text/javascript"
ADDRESSES = [
    Address("GET", f"{API}/", 200, "application/json"),
    Address("GET", f"{API}/ready", 200, "application/json"),
    Address("GET", f"{API}/config", 200, "application/json", "max-age=60"),
    Address("POST", f"{API}/session", 415, PROBLEM),
    Address("POST", f"{API}/messages", 401, PROBLEM),
    Address("GET", f"{API}/messages", 401, PROBLEM),
    Address("DELETE", f"{API}/session", 401, PROBLEM),
    Address("OPTIONS", f"{API}/messages", 200, ""),
    Address("GET", "/widget.js", 200, SCRIPT, PAGE, "cross-origin"),
    Address("GET", "/v1/widget.js", 200, SCRIPT, PAGE, "cross-origin"),
    Address("GET", "/v1/panel.js", 200, SCRIPT, PAGE, "cross-origin"),
    Address("GET", "/v1/progress.js", 200, SCRIPT, PAGE, "cross-origin"),
    Address("GET", "/", 200, "text/html", PAGE),
    Address("HEAD", "/", 200, "text/html", PAGE),
    Address("GET", "/chat", 200, "text/html", PAGE),
    Address("GET", "/prices", 200, "text/html", PAGE),
    Address("GET", "/guide", 200, "text/html"),
    Address("GET", "/guide/no-such-page", 404, "text/html"),
    Address("GET", "/guide/style.css", 200, "text/css", "max-age=300"),
    Address("POST", "/guide/questions", 415, "text/html"),
    Address("GET", "/no-such-page", 404, "application/problem+json"),
    Address("PUT", f"{API}/messages", 405, "application/problem+json"),
]


def ask(assistant: Servers, method: str, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(assistant.address).netloc, timeout=30)
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: f"{a.method} {a.path}")
def test_every_answer_has_the_headers(assistant: Servers, address: Address) -> None:
    answer = ask(assistant, address.method, address.path)
    headers = {name.lower(): value for name, value in answer.getheaders()}
    assert answer.status == address.status
    assert headers.get("content-type", "").startswith(address.content_type)
    assert headers["cache-control"] == address.cache
    assert headers["cross-origin-resource-policy"] == address.resource_policy
    assert {name: headers.get(name) for name in ALWAYS} == ALWAYS
    assert headers["referrer-policy"] in ("no-referrer", "same-origin")
    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*"} & {
        word for value in policy.values() for word in value.split()
    }
    assert {"camera=()", "microphone=()", "geolocation=()"} <= {
        part.strip() for part in headers["permissions-policy"].split(",")
    }
    assert not {"server", "x-powered-by", "access-control-allow-origin"} & set(headers)
    # Only the proxy that ends TLS may say it.
    assert "strict-transport-security" not in headers


def test_answers_with_a_visitors_words_are_not_stored(visitor: WebsiteClient) -> None:
    for answer in (visitor.start(), visitor.say("where can i park"), visitor.transcript()):
        assert answer.headers["cache-control"] == NO_STORE
    assert visitor.forget().headers["cache-control"] == NO_STORE


def test_another_site_is_not_let_in(assistant: Servers) -> None:
    for path in (f"{API}/config", "/widget.js", "/chat"):
        answer = ask(assistant, "GET", path, Origin="https://evil.example")
        assert answer.getheader("Access-Control-Allow-Origin") is None


@pytest.mark.parametrize("request_line", [b"GET", b"GET / HTTP/9", b"\xff\xfe / HTTP/1.1"])
def test_what_is_no_request_gets_no_version(assistant: Servers, request_line: bytes) -> None:
    host = urlsplit(assistant.address)
    connection = http.client.HTTPConnection(host.netloc, timeout=30)
    connection.connect()
    connection.sock.sendall(request_line + b"\r\n\r\n")
    answer = connection.sock.recv(65536).lower()
    connection.close()
    assert answer.startswith((b"http/1.1 400 ", b"http/1.1 405 "))
    assert b"x-content-type-options: nosniff" in answer
    assert b"sanic" not in answer
    assert b"rasa" not in answer

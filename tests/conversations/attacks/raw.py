"""Sends bytes as they are, where an HTTP client would mend or refuse them."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import urlsplit
from uuid import uuid4

from kneadwise.client import BASE_PATH, Answer
from kneadwise.servers import Servers

SECONDS = 30.0
PROBLEM_FIELDS = {"type", "title", "status", "detail"}


def connect(servers: Servers) -> socket.socket:
    """A connection to the Rasa server."""
    address = urlsplit(servers.address)
    return socket.create_connection((address.hostname, address.port), timeout=SECONDS)


def send(servers: Servers, data: bytes, method: str = "POST") -> Answer | None:
    """What the server answers to the bytes; None where it only closes the connection."""
    with connect(servers) as connection:
        # It may answer and close before it has all.
        with suppress(OSError):
            connection.sendall(data)
        response = http.client.HTTPResponse(connection, method=method)
        try:
            response.begin()
            body = response.read()
        except (http.client.HTTPException, ConnectionError):
            return None
        headers = {name.lower(): value for name, value in response.getheaders()}
        try:
            data_ = json.loads(body) if body else {}
        except ValueError:
            data_ = {"raw": body.decode(errors="replace")}
        return Answer(response.status, data_, headers)


def request(
    method: str,
    path: str | bytes,
    body: bytes | None = None,
    headers: Mapping[str, str | bytes] | None = None,
    token: str | None = None,
) -> bytes:
    """A request; a header here wins over the usual one, and "" leaves it out."""
    target = path if isinstance(path, bytes) else path.encode("latin-1")
    usual: dict[str, str | bytes] = {"Host": "localhost", "Connection": "close"}
    if body is not None:
        usual |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
    if token is not None:
        usual["Authorization"] = f"Bearer {token}"
    lines = [method.encode() + b" " + target + b" HTTP/1.1"]
    for name, value in {**usual, **(headers or {})}.items():
        if value:
            encoded = value if isinstance(value, bytes) else value.encode("latin-1")
            lines.append(name.encode() + b": " + encoded)
    return b"\r\n".join(lines) + b"\r\n\r\n" + (body or b"")


def message(**fields: object) -> bytes:
    """A message's body; an id of its own unless one is given."""
    return json.dumps({"id": str(uuid4()), **fields}).encode()


def assert_problem(answer: Answer, status: int) -> None:
    """Fails unless the answer is the contract's error, and tells nothing of the server."""
    assert answer.status == status, answer
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.body) == PROBLEM_FIELDS, answer.body
    assert answer.body["status"] == status
    said = json.dumps(answer.body).lower()
    assert not [word for word in ("traceback", "sanic", "rasa", ".py", BASE_PATH) if word in said]

"""What the tests do as the widget does it, and what they look for."""

from __future__ import annotations

import time
import urllib.error
from collections.abc import Callable
from uuid import uuid4

from kneadwise.client import Answer, WebsiteClient
from kneadwise.servers import Servers
from kneadwise.several import Several

# Answers after which the widget sends the same message again.
AGAIN = frozenset({409, 429, 503})
PATIENCE_SECONDS = 60.0
# Longer than nginx takes from an answer to its line in the log.
SETTLE_SECONDS = 0.1
READY = "/ready"
UPSTREAMS_FIELD = -1


def insist(visitor: WebsiteClient, text: str, id_: str | None = None) -> Answer:
    """Says something, again with the same id until it is answered."""
    id_ = id_ or str(uuid4())
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            answer = visitor.say(text, id_)
            if answer.status not in AGAIN or time.monotonic() > deadline:
                return answer
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
        time.sleep(0.1)


def said(visitor: WebsiteClient) -> list[str]:
    """What the visitor has said, as the transcript has it."""
    messages = visitor.transcript().messages
    return [message["text"] for message in messages if message["from"] == "visitor"]


def speakers(visitor: WebsiteClient) -> list[str]:
    """Who spoke, in the transcript's order."""
    return [message["from"] for message in visitor.transcript().messages]


def serving(several: Several, visitor: WebsiteClient) -> Servers:
    """The Rasa server to which nginx sends a visitor."""
    log = several.proxy.directory / "access.log"
    seen = -1
    # nginx writes its line after the answer is out: those of earlier requests may still come.
    while seen != len(lines := log.read_text().splitlines()):
        seen = len(lines)
        time.sleep(SETTLE_SECONDS)
    assert visitor.transcript().status == 200
    until(lambda: len(log.read_text().splitlines()) > seen)
    address = log.read_text().splitlines()[seen].split()[UPSTREAMS_FIELD]
    return next(server for server in several.rasa if server.address.endswith(address))


def until(holds: Callable[[], bool]) -> None:
    """Waits until it holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)

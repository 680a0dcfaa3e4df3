"""A client of the website channel (contract.md §1): for the command line, tests and measuring."""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

BASE_PATH = "/webhooks/website"


@dataclass(frozen=True)
class Answer:
    """An HTTP answer: status, JSON body ({} where there is none), headers."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The bot's messages; empty for an error."""
        return list(self.body.get("messages", []))

    @property
    def cards(self) -> list[str]:
        """The cards as "kind/id", in order."""
        cards = (message.get("card") for message in self.messages)
        return [f"{card['kind']}/{card['id']}" for card in cards if card]


class WebsiteClient:
    """One visitor: keeps the session's token between calls."""

    def __init__(
        self, address: str, timeout: float = 60.0, certificate: Path | None = None
    ) -> None:
        """Creates a visitor.

        Args:
            address: the server's, e.g. "http://127.0.0.1:5005".
            timeout: seconds for each call.
            certificate: of an https server whose certificate nobody else vouches for.
        """
        self._base = address.rstrip("/") + BASE_PATH
        self._timeout = timeout
        self._tls = ssl.create_default_context(cafile=certificate) if certificate else None
        self.token: str | None = None

    def start(self) -> Answer:
        """Opens a session and keeps its token."""
        answer = self.call("POST", "/session", {})
        self.token = answer.body.get("token")
        return answer

    def say(self, text: str, id_: str | None = None) -> Answer:
        """Sends typed text, opening a session first where there is none."""
        return self._send({"text": text}, id_)

    def tap(self, payload: str, id_: str | None = None) -> Answer:
        """Taps a button that the bot offered."""
        return self._send({"payload": payload}, id_)

    def _send(self, content: dict[str, str], id_: str | None) -> Answer:
        if self.token is None:
            started = self.start()
            if self.token is None:
                return started
        return self.call("POST", "/messages", {"id": id_ or str(uuid4()), **content})

    def transcript(self) -> Answer:
        """The conversation so far."""
        return self.call("GET", "/messages")

    def forget(self) -> Answer:
        """Erases the conversation."""
        return self.call("DELETE", "/session")

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Any call; `body` is sent as JSON unless it is bytes, which are sent as they are."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        sent = {} if data is None else {"Content-Type": "application/json"}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(
            self._base + path, data=data, headers={**sent, **(headers or {})}, method=method
        )
        try:
            with urllib.request.urlopen(
                request, timeout=self._timeout, context=self._tls
            ) as response:
                return _answer(response.status, response.read(), dict(response.headers))
        except urllib.error.HTTPError as error:
            return _answer(error.code, error.read(), dict(error.headers))


def _answer(status: int, body: bytes, headers: dict[str, str]) -> Answer:
    try:
        data = json.loads(body) if body else {}
    except ValueError:
        data = {"raw": body.decode(errors="replace")}
    return Answer(status, data, {name.lower(): value for name, value in headers.items()})

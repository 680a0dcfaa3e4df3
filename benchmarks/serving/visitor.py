"""A visitor's side of a channel: what is sent, and whether what comes back is an answer.

Nothing is sent here, so that each load generator can send in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from uuid import uuid4


class Channel(str, Enum):
    """How visitors reach an assistant."""

    WEBSITE = "website"
    REST = "rest"


@dataclass(frozen=True)
class Request:
    """A POST: where to, its JSON, its headers."""

    path: str
    body: dict[str, str]
    headers: dict[str, str] = field(default_factory=dict)


class Visitor:
    """One conversation of one visitor."""

    def __init__(self, channel: Channel) -> None:
        """Begins a conversation, which the assistant doesn't know yet."""
        self._channel = channel
        self._sender = uuid4().hex
        self._token: str | None = None
        self._offered: dict[str, str] = {}

    def opening(self) -> Request | None:
        """What must be sent first, if anything."""
        if self._channel is Channel.WEBSITE:
            return Request("/webhooks/website/session", {})
        return None

    def opened(self, status: int, body: Any) -> str | None:
        """Takes the answer to `opening`; says what failed, or None."""
        if status != 201:
            return f"session: {status}"
        self._token = str(body["token"])
        return None

    def message(self, text: str, tap: bool = False) -> Request:
        """The next message.

        Args:
            text: typed, or the title of a button.
            tap: whether to tap the button with this title. It is typed where the last
                answer had none.
        """
        if self._channel is Channel.REST:
            return Request("/webhooks/rest/webhook", {"sender": self._sender, "message": text})
        payload = self._offered.get(text) if tap else None
        said = {"text": text} if payload is None else {"payload": payload}
        headers = {"Authorization": f"Bearer {self._token}"}
        return Request("/webhooks/website/messages", {"id": str(uuid4()), **said}, headers)

    def answered(self, status: int, body: Any) -> str | None:
        """Takes the answer to a message.

        Returns:
            What failed, or None: another status than 200, silence, or an apology.
        """
        if status != 200:
            return str(status)
        messages = body if self._channel is Channel.REST else body.get("messages")
        if not messages:
            return "no answer"
        cards = [message["card"] for message in messages if message.get("card")]
        if any(card["kind"] == "error" for card in cards):
            return "apology"
        buttons = [button for message in messages for button in message.get("buttons") or ()]
        options = [option for card in cards for option in card.get("options") or ()]
        self._offered = {o["title"]: o["payload"] for o in (*buttons, *options) if "payload" in o}
        return None

"""What one bot message is, before Rasa or HTTP carry it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from advice.cards import Card

NO_ENTITIES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Button:
    """A button under a message: tapping it means `intent` with `entities`."""

    title: str
    intent: str
    entities: Mapping[str, str] = field(default=NO_ENTITIES)

    @property
    def payload(self) -> str:
        """The button's meaning in Rasa's payload syntax, `/intent{"entity": "value"}`."""
        if not self.entities:
            return f"/{self.intent}"
        return f"/{self.intent}{json.dumps(dict(self.entities), sort_keys=True)}"

    @classmethod
    def from_payload(cls, title: str, payload: str) -> Button:
        """Reads a button back from its payload.

        Raises:
            ValueError: if the payload is not one that `payload` gives.
        """
        intent, brace, rest = payload.removeprefix("/").partition("{")
        if not payload.startswith("/") or not intent:
            raise ValueError("a payload starts with / and an intent")
        return cls(title, intent, json.loads(brace + rest) if brace else NO_ENTITIES)


@dataclass(frozen=True)
class Message:
    """One bot message: text that stands alone, a card, and buttons."""

    text: str
    card: Card | None = None
    buttons: tuple[Button, ...] = ()

    def card_json(self) -> dict[str, Any] | None:
        """The card as plain JSON values, or None where there is none."""
        return self.card.as_json() if self.card else None

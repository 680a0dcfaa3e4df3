"""A visitor's message to the practice, and its JSON. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, Extra, StrictStr, ValidationError

Kind = Literal["question", "booking", "change", "cancellation"]
ContactKind = Literal["phone", "email"]
Speaker = Literal["visitor", "bot"]
Level = Literal["emergency", "urgent", "physician_first", "adapt", "fine"]


class NotAMessage(ValueError):
    """What was read is no message; the text names fields, and quotes nothing."""


@dataclass(frozen=True)
class PracticeMessage:
    """What a visitor asked to be passed on to the practice, with their consent.

    Attributes:
        id: uuid5 of the conversation and of the consenting message: the same consent stored
            twice is one message.
        conversation_id: where it was said.
        kind: what it is about.
        name: as the visitor typed it.
        contact: phone or e-mail as the visitor typed it, never altered.
        contact_kind: which of the two.
        about: the visitor's words.
        summary: (title, value) lines of what the chat has learnt; empty where not agreed.
        transcript: (who, text); empty unless agreed.
        known: what the therapist's sheet is made of, JSON values; None unless agreed.
        level: of the warning signs that stand; None where none was ever looked for.
        created_at: UTC, aware.
    """

    id: str
    conversation_id: str
    kind: Kind
    name: str
    contact: str
    contact_kind: ContactKind
    about: str
    summary: tuple[tuple[str, str], ...]
    transcript: tuple[tuple[Speaker, str], ...]
    known: Mapping[str, Any] | None
    level: Level | None
    created_at: datetime

    @property
    def header_id(self) -> str:
        """The id as a mail's or request's header may hold it, whatever it is made of."""
        return quote(self.id, safe="", errors="replace")

    def as_json(self) -> dict[str, Any]:
        """JSON values from which `from_json` makes an equal message.

        Raises:
            ValueError: if `created_at` has no time zone.
        """
        if self.created_at.tzinfo is None:
            raise ValueError("created_at must have a time zone")
        return {
            "id": self.id,
            "conversation_id": self.conversation_id,
            "kind": self.kind,
            "name": self.name,
            "contact": self.contact,
            "contact_kind": self.contact_kind,
            "about": self.about,
            "summary": [list(line) for line in self.summary],
            "transcript": [list(said) for said in self.transcript],
            "known": None if self.known is None else dict(self.known),
            "level": self.level,
            "created_at": self.created_at.astimezone(timezone.utc).isoformat(),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> PracticeMessage:
        """The message that `as_json` gave; nothing is guessed, left out or added.

        Raises:
            NotAMessage: naming the fields at fault.
        """
        try:
            read = _Json.parse_obj(values)
        except ValidationError as error:
            # Without pydantic's text, which would quote the visitor.
            fields = sorted({".".join(map(str, fault["loc"])) for fault in error.errors()})
            raise NotAMessage(f"not a message: {', '.join(fields)}") from None
        created_at = _time(read.created_at)
        return cls(**{**dict(read), "created_at": created_at})


class _Json(BaseModel):
    id: StrictStr
    conversation_id: StrictStr
    kind: Kind
    name: StrictStr
    contact: StrictStr
    contact_kind: ContactKind
    about: StrictStr
    summary: tuple[tuple[StrictStr, StrictStr], ...]
    transcript: tuple[tuple[Speaker, StrictStr], ...]
    known: dict[str, Any] | None = ...  # type: ignore[assignment]
    level: Level | None = ...  # type: ignore[assignment]
    created_at: StrictStr

    class Config:
        extra = Extra.forbid


def _time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise NotAMessage("not a message: created_at") from None
    if time.tzinfo is None:
        raise NotAMessage("not a message: created_at")
    return time.astimezone(timezone.utc)

"""A message to the practice's people, as far as a visitor has told it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from advice.contact import Contact
from advice.content.message_models import Kind

# What is asked, in this order; the last is whether to send.
Asked = Literal["about", "name", "contact", "consent"]
Answer = Literal["", "send", "send_all", "dont_send"]
# With several messages open in one, the practice must act on the gravest.
GRAVITY: tuple[Kind, ...] = ("question", "booking", "change", "cancellation")


@dataclass(frozen=True)
class Draft:
    """What is known of a message.

    Attributes:
        kind: what it is about.
        about: the visitor's words.
        name: as typed, "" where not told.
        contact: phone or e-mail as typed, "" where not told.
        contact_kind: which of the two.
        skipped: fields the visitor won't give.
        problem: what was wrong with the latest number or address, see `advice.contact`.
        misses: how often in a row the open question got no answer.
        changed: whether the latest message changed what was told before.
        resumes: whether questions about massage were open when it began.
        answer: what the visitor said to sending it.
        answered_at: when (seconds since 1970); kept where storing failed, so that what is sent
            again is the same message.
        is_sent: whether it was stored.
        is_open: whether it was begun and neither sent nor given up.
        began_at: when it was begun (seconds since 1970).
        is_minor: whether someone under 18 has asked for a person.
        is_parent: whether a parent has said to be writing (conversation.md C11).
    """

    kind: Kind = "question"
    about: str = ""
    name: str = ""
    contact: str = ""
    contact_kind: str = ""
    skipped: tuple[str, ...] = ()
    problem: str = ""
    misses: int = 0
    changed: bool = False
    resumes: bool = False
    answer: Answer = ""
    answered_at: float = 0.0
    is_sent: bool = False
    is_open: bool = False
    began_at: float = 0.0
    is_minor: bool = False
    is_parent: bool = False

    @property
    def asked(self) -> Asked:
        """What is to be asked next."""
        if not self.about and "about" not in self.skipped:
            return "about"
        if not self.name and "name" not in self.skipped:
            return "name"
        return "consent" if self.contact else "contact"

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that a form would show, by the contract's names."""
        fields = []
        if not self.about and "about" not in self.skipped:
            fields.append("message")
        if not self.name and "name" not in self.skipped:
            fields.append("name")
        return (*fields, *(() if self.contact else ("phone", "email")))

    def reached_by(self, contact: Contact) -> Draft:
        """With a way of reaching the visitor."""
        return replace(self, contact=contact.text, contact_kind=contact.kind, problem="")

    def adding(self, about: str, kind: Kind) -> Draft:
        """With more to say; of two kinds the graver counts."""
        graver = max(self.kind, kind, key=GRAVITY.index)
        both = f"{self.about}\n{about}" if self.about else about
        return replace(self, about=both, kind=graver)

    def closed(self, is_sent: bool = False) -> Draft:
        """After it was sent or given up: how to reach the visitor need not be told again."""
        if is_sent:
            return replace(self, is_sent=True, is_open=False)
        return Draft(
            name=self.name,
            contact=self.contact,
            contact_kind=self.contact_kind,
            is_minor=self.is_minor,
            is_parent=self.is_parent,
        )

    def without_last(self) -> Draft:
        """With the field told last taken back."""
        if self.contact:
            return replace(self, contact="", contact_kind="")
        if self.name or "name" in self.skipped:
            return replace(self, name="", skipped=tuple(s for s in self.skipped if s != "name"))
        return replace(self, about="", skipped=())

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values, for a slot."""
        return {**self.__dict__, "skipped": list(self.skipped)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Draft:
        """Reads it back from `as_json`; None is nothing told."""
        return cls(**{**data, "skipped": tuple(data["skipped"])}) if data else cls()

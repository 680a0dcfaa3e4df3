"""Whether health may be asked about, and what the visitor was told before (reliability P2)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from advice.cards import NoticeCard
from advice.content import Content
from advice.messages import Button, Message
from advice.practice import fill
from advice.recommendation.known import Known
from advice.recommendation.questions import NOT_ABOUT_HEALTH
from advice.screening.standing import Standing

# Notes that are about who the person is and not about their health.
NOTES_KEPT = frozenset({"minor", "someone_else"})
# Asked so often without a yes or a no, it counts as a no.
MOST_ASKED = 2
VERSION_LENGTH = 12


@dataclass(frozen=True)
class Consent:
    """What the visitor was told about health answers, and what they said to it.

    Attributes:
        text: the version of the text that was shown, "" before.
        shown_at: when, in ISO 8601; "" before.
        answer: "yes" by answering (or, where it is asked, in words), "no", or "" for neither.
        answered_at: when, in ISO 8601.
        asked: how often it was asked.
    """

    text: str = ""
    shown_at: str = ""
    answer: Literal["", "yes", "no"] = ""
    answered_at: str = ""
    asked: int = 0

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values, for a slot."""
        return dict(self.__dict__)

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Consent:
        """Reads it back from `as_json`; None is nothing said."""
        return cls(**data) if data else cls()

    def shown(self, content: Content, at: str) -> Consent:
        """The same, after the text was shown once more."""
        return replace(self, text=version(content), shown_at=at, asked=self.asked + 1)

    def answered(self, yes: bool, at: str) -> Consent:
        """The same with the visitor's answer."""
        return replace(self, answer="yes" if yes else "no", answered_at=at)


def version(content: Content) -> str:
    """The version of the text that is shown: it changes with every word of it."""
    text = _text(content).encode()
    return hashlib.sha256(text).hexdigest()[:VERSION_LENGTH]


def collects(content: Content, consent: Consent) -> bool:
    """Whether health may be asked about and kept now."""
    if not content.practice.collect_health_details:
        return False
    if content.practice.health_consent == "ask":
        return consent.answer == "yes"
    return consent.answer != "no"


def must_ask(content: Content, consent: Consent) -> bool:
    """Whether a yes or a no is to be asked for before a question about health."""
    practice = content.practice
    is_asked = practice.collect_health_details and practice.health_consent == "ask"
    return is_asked and not consent.answer


def must_tell(content: Content, consent: Consent, question: str) -> bool:
    """Whether the notice goes before a question: before the first one about health, once."""
    is_open = content.practice.health_consent == "notice" and not consent.text
    return is_open and question not in NOT_ABOUT_HEALTH


def health_notice(content: Content) -> Message:
    """The notice before the first question about health."""
    return Message(_text(content), NoticeCard(id="privacy"))


def ask_consent(content: Content) -> Message:
    """Asks whether health may be asked about."""
    wording = content.wording.consent
    buttons = (Button(wording.yes, "affirm"), Button(wording.no, "deny"))
    return Message(_text(content), NoticeCard(id="privacy"), buttons)


def without_health(known: Known) -> Known:
    """What is known without anything about health: this alone is kept where it isn't collected."""
    return replace(
        known,
        # The words in which a goal was told may tell more than the goal.
        answers={
            q: replace(a, quote="") for q, a in known.answers.items() if q in NOT_ABOUT_HEALTH
        },
        notes=known.notes & NOTES_KEPT,
        standing=Standing(),
        told=tuple(q for q in known.told if q in NOT_ABOUT_HEALTH),
        unclear=False,
    )


def _text(content: Content) -> str:
    wording = content.wording.consent
    asks = content.practice.health_consent == "ask"
    return fill(content, wording.ask if asks else wording.notice)

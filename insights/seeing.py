"""What a turn of a chat shows that is counted: a decision over its cards. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from insights.schema import LONGEST_WHAT

Kind = Literal["stage", "topic", "recommendation", "safety", "feedback"]
# Cards that answer a question about something (contract.md §3).
TOPICS = frozenset({"technique", "row", "table", "faq", "reading"})
# The entity of the article's closing question (`advice.smalltalk.ask_feedback`), and its values.
CLOSING_ANSWER = "used_medical_massage"
CLOSING_ANSWERS = frozenset({"yes", "no"})
# Answered in the visitor's own words, of which nobody here makes a yes or a no.
IN_OTHER_WORDS = "other"


@dataclass(frozen=True, order=True)
class Seen:
    """Something that a chat is counted for, once.

    Attributes:
        kind: what sort of thing it is.
        what: which one: a stage of the funnel, a card as "kind/id", a style, a level, an answer.
    """

    kind: Kind
    what: str

    @property
    def once(self) -> str:
        """Under which name a chat is counted for it only once: of answers the first."""
        return self.kind if self.kind == "feedback" else f"{self.kind} {self.what}"[:LONGEST_WHAT]


OPENED = Seen("stage", "opened")
ASKED = Seen("stage", "asked")
RECOMMENDED = Seen("stage", "recommended")
BOOKING = Seen("stage", "booking")
MESSAGE = Seen("stage", "message")


def seen_in_turn(cards: Iterable[Mapping[str, Any]], closing_answer: str = "") -> frozenset[Seen]:
    """What an answered message of a visitor shows.

    Args:
        cards: of the answer, as JSON.
        closing_answer: "yes" or "no" where the visitor tapped it as the answer to the closing
            question; "" otherwise.

    Returns:
        At least that something was asked: so no later stage has more chats than that one.
    """
    seen = {ASKED}
    for card in cards:
        kind, id_ = str(card.get("kind")), str(card.get("id"))
        if kind in TOPICS or (kind, id_) == ("handoff", "offer"):
            seen.add(Seen("topic", f"{kind}/{id_}"[:LONGEST_WHAT]))
        elif kind == "recommendation":
            seen |= {RECOMMENDED, Seen("recommendation", id_)}
        elif kind == "safety":
            seen.add(Seen("safety", id_))
        elif (kind, id_) == ("handoff", "sent"):
            seen.add(MESSAGE)
        elif (kind, id_) == ("feedback", "thanks"):
            is_known = closing_answer in CLOSING_ANSWERS
            seen.add(Seen("feedback", closing_answer if is_known else IN_OTHER_WORDS))
    return frozenset(seen)


def closing_answer(events: Iterable[Mapping[str, Any]], message_id: str) -> str:
    """What a message answers to the closing question.

    Args:
        events: of the conversation, as Rasa's `as_dict` gives them.
        message_id: the message's.

    Returns:
        "yes", "no", or "" where it isn't one of the two buttons.
    """
    for event in events:
        if event.get("event") == "user" and event.get("message_id") == message_id:
            entities = (event.get("parse_data") or {}).get("entities") or []
            told = [str(e.get("value")) for e in entities if e.get("entity") == CLOSING_ANSWER]
            return next((value for value in told if value in CLOSING_ANSWERS), "")
    return ""

"""Which cards an intent leads to, by the rules in data/rules: for the held-out messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

import evaluation.cards
from advice.content.ids import SMALLTALK_IDS
from evaluation.held_out import OPENERS, HeldOutMessage

# Intents whose name doesn't say their card. "*" stands for any id.
CARDS = {
    **{intent: {card} for intent, card in evaluation.cards.CARDS.items()},
    "explain_technique": {"technique/*"},
    **dict.fromkeys(("choose_style", "state_symptoms", "answer_question"), OPENERS),
    "explain_question": {"why/*"},
    "go_back": {"question/*"},
    "skip_question": {"question/*", "smalltalk/deny"},
    "change_answer": {"question/*", "clarify/options"},
    "report_warning_sign": {"safety/emergency", "safety/urgent"},
    # A condition that the content knows gets its own advice.
    "faq_when_not_to": {"faq/when_not_to", "safety/*"},
    "give_feedback": {"feedback/*"},
    # Its cards are those of the questions, which the intent alone doesn't tell.
    "several_questions": set[str](),
}


def cards_of(intent: str) -> frozenset[str]:
    """The cards ("kind/id", an id may be "*") that an intent leads to.

    Raises:
        ValueError: for an intent that no rule has.
    """
    if intent in CARDS:
        return frozenset(CARDS[intent])
    if intent in SMALLTALK_IDS:
        return frozenset({f"smalltalk/{intent}"})
    kind, _, identifier = intent.partition("_")
    if kind in ("faq", "row") and identifier:
        return frozenset({f"{kind}/{identifier}"})
    if kind == "technique" and identifier:
        return frozenset({"technique/*"})
    raise ValueError(f"no card is known for the intent {intent!r}")


def is_right(intent: str, cards: Iterable[str]) -> bool:
    """Whether an intent leads to one of the cards that would be right.

    Raises:
        ValueError: as `cards_of`.
    """
    patterns = cards_of(intent)
    return any(fnmatchcase(card, pattern) for card in cards for pattern in patterns)


def single_questions(messages: Iterable[HeldOutMessage]) -> list[HeldOutMessage]:
    """The messages that ask one thing."""
    return [message for message in messages if len(message.expected) == 1]


def agreement(messages: Sequence[HeldOutMessage], intents: Sequence[str]) -> float:
    """Share of single questions whose intent leads to a right card, 0 to 1.

    Args:
        messages: as `single_questions` gives them.
        intents: the intent that each was read as.

    Raises:
        ValueError: without messages, with another number of intents, or as `cards_of`.
    """
    if not messages or len(messages) != len(intents):
        raise ValueError(f"{len(intents)} intents for {len(messages)} messages")
    pairs = zip(messages, intents, strict=True)
    return sum(is_right(intent, message.expected[0]) for message, intent in pairs) / len(messages)

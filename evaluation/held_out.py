"""The held-out messages: written apart from the training data, never read by training."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from advice.recommendation.facts import QUESTIONS

# "development": errors were looked at while building. "test": errors
# never read, rates seen beside the development set's.
DIRECTORY = Path(__file__).parent / "messages"
# Openers of the recommendation: its first question that isn't answered yet, or the
# table that helps to choose.
RECOMMEND = "recommend"
OPENERS = frozenset({*(f"question/{question}" for question in QUESTIONS), "table/comparison"})


@dataclass(frozen=True)
class HeldOutMessage:
    """A message and every card that answers it rightly.

    Attributes:
        text: what the visitor types.
        expected: for each thing asked, in order, the cards ("kind/id") that are right.
        topic: what it is about, e.g. "faq_practice".
        style: plain, typo, short, story, slang, non_native or shouting.
        group: "development" or "test".
    """

    text: str
    expected: tuple[frozenset[str], ...]
    topic: str
    style: str
    group: str

    def is_right(self, cards: list[str]) -> bool:
        """Whether an answer with these cards answers everything asked.

        One question: the first card must be right. Several: each needs a right
        card, in order; one card may be right for several that follow each other.
        """
        if len(self.expected) == 1:
            return bool(cards) and cards[0] in self.expected[0]
        position = 0
        for wanted in self.expected:
            found = (at for at in range(position, len(cards)) if cards[at] in wanted)
            position = next(found, len(cards))
        return position < len(cards)


def load_held_out(directory: Path = DIRECTORY) -> list[HeldOutMessage]:
    """All held-out messages.

    Raises:
        KeyError: where an item has neither `cards` nor `all_of`.
    """
    messages = []
    for path in sorted(directory.rglob("*.yml")):
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        messages += [_message(item, path.parent.name) for item in data["messages"]]
    return messages


def _message(item: dict[str, Any], group: str) -> HeldOutMessage:
    questions = item["all_of"] if "all_of" in item else [item["cards"]]
    return HeldOutMessage(
        text=item["text"],
        expected=tuple(_cards(cards) for cards in questions),
        topic=item["topic"],
        style=item["style"],
        group=group,
    )


def _cards(cards: list[str]) -> frozenset[str]:
    named = frozenset(cards)
    return (named - {RECOMMEND}) | OPENERS if RECOMMEND in named else named

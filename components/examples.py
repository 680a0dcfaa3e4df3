"""Properties of training examples besides their intent, from `content/` or their metadata."""

from __future__ import annotations

from typing import List, Optional

from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

# The technique that an example describes without naming it.
DESCRIBED_TECHNIQUE = "described_technique"
# The warning sign that an example tells.
SIGN = "sign"
# The answer that an example gives, as "question value".
ANSWER = "answer"
# What an example wants of the practice's people, one of `advice.content.wish_models.WISHES`.
WISH = "wish"
# Metadata: the row of the safety table that an example tells, or that it tells none.
ROW, HARMLESS = "row", "none"


def row_of(example: Message) -> str:
    """The row of the safety table in an example's metadata, "" where there is none."""
    metadata = (example.get("metadata") or {}).get("example") or {}
    return str(metadata.get(ROW, ""))


def lesson_of(example: Message) -> Optional[str]:
    """What an example teaches the encoder's adapter: the most particular thing that is known.

    A sign rather than its row, a row rather than its intent; None where there is nothing.
    """
    row = row_of(example)
    if example.get(SIGN):
        return f"sign {example.get(SIGN)}"
    if row:
        return "harmless" if row == HARMLESS else f"row {row}"
    for kind in (DESCRIBED_TECHNIQUE, WISH):
        if example.get(kind):
            return f"{kind} {example.get(kind)}"
    intent = example.get(INTENT)
    return str(intent) if intent else None


def teaching_intents(examples: List[Message], answer_share: float) -> List[Message]:
    """The examples that an intent classifier is to learn from.

    Messages about warning signs and answers to the form are read by components of their own,
    in any intent. As examples of one they are so many and so various that they draw other
    messages to it.

    Args:
        examples: all examples.
        answer_share: share of the answers to the form that are kept, 0 to 1.
    """
    kept, answers = [], 0
    for example in examples:
        if example.get(SIGN) or row_of(example):
            continue
        if example.get(ANSWER):
            answers += 1
            if int(answers * answer_share) == int((answers - 1) * answer_share):
                continue
        kept.append(example)
    return kept

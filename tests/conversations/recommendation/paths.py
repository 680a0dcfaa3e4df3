"""Ways through the form that end at each of its questions."""

from __future__ import annotations

from kneadwise.client import Answer, WebsiteClient

# What is typed, in order, until the question is open.
TO_QUESTION: dict[str, tuple[str, ...]] = {
    "goals": ("help me choose",),
    "concern": ("help me choose", "relax"),
    "area": ("help me choose", "less pain"),
    "since": ("help me choose", "less pain", "neck"),
    "severity": ("help me choose", "less pain", "neck", "over 3 months"),
    "signs": ("help me choose", "less pain", "neck", "over 3 months", "5"),
    "health": ("help me choose", "less pain", "neck", "over 3 months", "5", "none of these"),
    "physician": (
        "help me choose",
        "less pain",
        "neck",
        "over 3 months",
        "5",
        "none of these",
        "none of these",
    ),
    "plan": ("help me choose", "relax", "stress and tension", "neck", "none of these"),
    "pressure": ("help me choose", "relax", "no injury", "i take eliquis"),
}
THEN: dict[str, tuple[str, ...]] = {
    "plan": ("none of these", "my doctor sent me with a plan for massage"),
    "pressure": ("yes, she is fine with massage",),
}


def go_to(visitor: WebsiteClient, question: str) -> Answer:
    """Answers until a question is open; raises AssertionError where it doesn't get there."""
    answer: Answer | None = None
    for text in (*TO_QUESTION[question], *THEN.get(question, ())):
        answer = visitor.say(text)
    assert answer is not None
    assert answer.cards[-1] == f"question/{question}", (question, answer.cards)
    return answer


def text_of(answer: Answer) -> str:
    """All that a visitor reads of an answer."""
    return " ".join(message["text"] for message in answer.messages)

"""Ways into every state in which a visitor may ask for a person."""

from __future__ import annotations

from kneadwise.client import Answer, WebsiteClient
from tests.conversations.recommendation.paths import TO_QUESTION, go_to

RESULT = ("help me choose", "relax", "no injury", "none of these")
# What is typed until the state is reached, and the last card there.
STATES: dict[str, tuple[tuple[str, ...], str]] = {
    "idle": (("hello",), "smalltalk/greet"),
    "answer": (("how much is a massage",), "faq/price"),
    "result": (RESULT, "recommendation/relaxation"),
    "fallback": (("asdf qwer",), "clarify/options"),
    "emergency": (("I have chest pain and I can't breathe",), "safety/emergency"),
    "message_form": (("leave a message",), "handoff/form"),
    "notice": (("start over",), "notice/restarted"),
    "confirmation": (
        (
            "tight calf after my flight from sydney, want it massaged out",
            "bit swollen on the left yeah. no breath problems",
            "doctor checked it this morning, its a strain",
        ),
        "safety/urgent",
    ),
}


def reach(visitor: WebsiteClient, state: str) -> Answer:
    """Talks until a state is reached; raises AssertionError where it isn't."""
    if state in TO_QUESTION:
        return go_to(visitor, state)
    texts, card = STATES[state]
    answer = [visitor.say(text) for text in texts][-1]
    assert answer.cards[-1] == card, (state, answer.cards)
    return answer

"""The pages without JavaScript and the chat end alike, both over HTTP at one assistant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from kneadwise.client import Answer, WebsiteClient
from kneadwise.servers import Servers
from tests.channels.guide.forms import PAIN, answer_all, at

MOST_TURNS = 12
VISITORS = {
    "relaxes": {**PAIN, "goals": ["relax"], "concern": ["none"]},
    "is treated": {**PAIN, "physician": ["under_care"]},
    "hurts for long": PAIN,
    "has a plan": {**PAIN, "physician": ["referred_with_plan"]},
    "wants both": {**PAIN, "goals": ["relax", "less_pain"]},
    "is a new injury": {
        **PAIN,
        "goals": ["recover"],
        "concern": ["recent_injury"],
        "since": ["days"],
    },
    "has a clot": {**PAIN, "health": ["blood_clot"]},
    "has two conditions": {
        **PAIN,
        "goals": ["relax"],
        "concern": ["none"],
        "health": ["heart_or_pressure", "cancer"],
    },
    "is numb": {**PAIN, "area": ["lower_back"], "signs": ["numb_between_legs"]},
}


def chatted(visitor: WebsiteClient, choices: Mapping[str, Sequence[str]]) -> str:
    """The outcome of the chat, its questions answered by tapping, several by their titles."""
    answer = visitor.say("help me choose")
    for _ in range(MOST_TURNS):
        card = answer.messages[-1]["card"]
        if card["kind"] != "question":
            return str(card["id"])
        answer = _tapped(visitor, card, choices[card["id"]])
    raise AssertionError("no outcome")


def _tapped(visitor: WebsiteClient, card: Mapping[str, Any], values: Sequence[str]) -> Answer:
    options = {option["value"]: option for option in card["options"]}
    if len(values) > 1:
        return visitor.say(", ".join(options[value]["title"] for value in values))
    if values[0] not in options:
        return visitor.say(values[0])
    return visitor.tap(options[values[0]]["payload"])


@pytest.mark.parametrize("choices", VISITORS.values(), ids=VISITORS)
def test_the_guide_and_the_chat_end_alike(
    choices: Mapping[str, Sequence[str]], visitor: WebsiteClient, assistant: Servers
) -> None:
    in_chat = chatted(visitor, choices)
    in_guide = answer_all(choices, at(assistant.address))
    assert in_guide == in_chat

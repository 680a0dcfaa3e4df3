"""A person is offered within one turn, in any state and in any wording."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from kneadwise.client import WebsiteClient
from tests.conversations.recommendation.paths import TO_QUESTION
from tests.conversations.service.states import STATES, reach

OFFER = "handoff/offer"
# The card that goes on with what was open.
GOES_ON = {
    **{question: f"question/{question}" for question in TO_QUESTION},
    "message_form": "handoff/form",
}
WORDINGS = YAML(typ="safe", pure=True).load(
    (Path(__file__).parent / "wordings" / "handoff.yml").read_text(encoding="utf-8")
)
# What the wordings' file calls a state, where it is called otherwise here.
CALLED = {"after_result": "result", "after_fallback": "fallback", "after_emergency": "emergency"}


def named(state: str) -> str:
    return CALLED.get(state, state.removeprefix("form_").removeprefix("in_"))


@pytest.mark.parametrize("state", [*STATES, *TO_QUESTION])
def test_a_person_is_offered_in_any_state(state: str, visitor: WebsiteClient) -> None:
    reach(visitor, state)
    answer = visitor.say("I want to talk to a person")
    expected = [OFFER, GOES_ON[state]] if state in GOES_ON else [OFFER]
    assert answer.cards == expected, (state, answer.cards)
    offer = next(m["text"] for m in answer.messages if m.get("card", {}).get("id") == "offer")
    assert re.search(r"We are (open|closed) (now|at)", offer)
    assert "(555) 010-0142" in offer


def test_a_person_is_offered_in_any_wording(visitor: WebsiteClient) -> None:
    missed = []
    for item in WORDINGS["development"]:
        visitor.start()
        reach(visitor, named(item["state"]))
        if OFFER not in visitor.say(item["text"]).cards:
            missed.append(item)
    assert not missed, missed

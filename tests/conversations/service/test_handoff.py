"""A person is offered within one turn, in any state and in any wording."""

from __future__ import annotations

import re

import pytest

from kneadwise.client import WebsiteClient
from tests.conversations.recommendation.paths import TO_QUESTION
from tests.conversations.service.reading_wordings import OFFER, read, share
from tests.conversations.service.states import STATES, reach

# The card that goes on with what was open.
GOES_ON = {
    **{question: f"question/{question}" for question in TO_QUESTION},
    "message_form": "handoff/form",
}
WORDINGS = read("handoff")
# What the wordings' file calls a state, where it is called otherwise here.
CALLED = {"after_result": "result", "after_fallback": "fallback", "after_emergency": "emergency"}


def named(state: str) -> str:
    return CALLED.get(state, state.removeprefix("form_").removeprefix("in_"))


@pytest.mark.parametrize("state", [*STATES, *TO_QUESTION])
def test_a_person_is_offered_in_any_state(state: str, visitor: WebsiteClient) -> None:
    reach(visitor, state)
    answer = visitor.say("I want to talk to a person")
    expected = [OFFER, GOES_ON[state]] if state in GOES_ON else [OFFER]
    if state == "confirmation" and answer.cards[0] == "safety/urgent":
        # What was not confirmed stays a warning, which is said again before the offer.
        expected = ["safety/urgent", OFFER]
    assert answer.cards == expected, (state, answer.cards)
    offer = next(m["text"] for m in answer.messages if m.get("card", {}).get("id") == "offer")
    assert re.search(r"We are (open|closed) (now|at)", offer)
    assert "(555) 010-0142" in offer


def missed(group: str, visitor: WebsiteClient) -> list[dict[str, str]]:
    """The wordings of a group that no person is offered for."""
    found = []
    for item in WORDINGS[group]:
        visitor.start()
        reach(visitor, named(item["state"]))
        if OFFER not in visitor.say(item["text"]).cards:
            found.append(item)
    return found


def test_a_person_is_offered_in_any_wording(visitor: WebsiteClient) -> None:
    found = missed("development", visitor)
    assert not found, found


def test_and_in_wordings_that_nobody_looked_at(visitor: WebsiteClient) -> None:
    count = len(missed("test", visitor))
    found = share([place >= count for place in range(len(WORDINGS["test"]))])
    assert found >= read("rates")["handoff_test"], f"{found:.3f} right"

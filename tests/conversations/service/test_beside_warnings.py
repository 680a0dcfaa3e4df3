"""Who is warned and wishes something of the practice's people reaches them in the same turn."""

from __future__ import annotations

import pytest

from kneadwise.client import WebsiteClient
from tests.conversations.service.reading_wordings import OFFER

URGENT = "safety/urgent"
EMERGENCY = "safety/emergency"


@pytest.mark.parametrize(
    "text",
    [
        "CANCEL, I HAVE A FEVER",
        "i woke up with a fever so please cancel my massage tomorrow",
        "fever since last night, need to move my thursday session to next week",
    ],
)
def test_a_request_beside_an_urgent_sign_can_be_passed_on(
    text: str, visitor: WebsiteClient
) -> None:
    answer = visitor.say(text)
    assert (answer.cards[0], answer.cards[-1]) == (URGENT, OFFER), answer.cards
    assert [button["title"] for button in answer.messages[-1]["buttons"]] == ["Pass a request on"]


@pytest.mark.parametrize(
    "text",
    [
        "have someone call me back about my invoice",
        "move my appointment to friday",
        "cancel my 3pm",
        "leave a message for the owner",
    ],
)
@pytest.mark.parametrize("told", ["I have a fever", "I have chest pain and I can't breathe"])
def test_a_person_is_offered_after_a_warning(told: str, text: str, visitor: WebsiteClient) -> None:
    visitor.say(told)
    assert OFFER in visitor.say(text).cards


@pytest.mark.parametrize("wish", ["cancel my massage today", "please cancel my appointment today"])
def test_in_an_emergency_there_is_a_number_and_no_form(wish: str, visitor: WebsiteClient) -> None:
    answer = visitor.say(f"i have chest pain and can't breathe, {wish}")
    assert answer.cards == [EMERGENCY, OFFER]
    assert not answer.messages[-1].get("buttons")


def test_a_booking_is_still_held_by_a_warning(visitor: WebsiteClient) -> None:
    visitor.say("I have chest pain and I can't breathe")
    assert OFFER not in visitor.say("book me in for friday at 3").cards

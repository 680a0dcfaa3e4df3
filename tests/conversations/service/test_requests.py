"""What is to be passed on is told apart from what is only asked about it."""

from __future__ import annotations

from typing import Any

import pytest

from kneadwise.client import WebsiteClient
from tests.conversations.service.reading_wordings import FORM, OFFER, kind_begun, read, share
from tests.conversations.service.states import reach

RATES = read("rates")
REQUESTS = read("requests")
# Every so many of the unseen wordings are asked, in turn in these states.
STEP = 6
IN_TURN = ("idle", "severity", "result", "fallback")


def asked(visitor: WebsiteClient, items: list[dict[str, Any]]) -> list[bool]:
    right = []
    for item in items:
        visitor.start()
        kind = kind_begun(visitor.say(item["text"]))
        right.append(kind == (None if item["kind"] == "faq" else item["kind"]))
    return right


@pytest.mark.parametrize("group", ["development", "test"])
def test_requests_and_questions_about_them(group: str, visitor: WebsiteClient) -> None:
    found = share(asked(visitor, REQUESTS[group]))
    assert found >= RATES[f"requests_{group}"], f"{found:.3f} right"


def test_unseen_wordings_in_several_states(visitor: WebsiteClient) -> None:
    wished, not_wished = [], []
    for place, item in enumerate(read("unseen")["wordings"][::STEP]):
        visitor.start()
        reach(visitor, IN_TURN[place % len(IN_TURN)])
        cards = visitor.say(item["text"]).cards
        is_taken = OFFER in cards or FORM in cards
        if item["wish"] == "none":
            not_wished.append(not is_taken)
        else:
            wished.append(is_taken)
    assert share(wished) >= RATES["unseen_wished"], f"{share(wished):.3f} of the wishes"
    assert share(not_wished) >= RATES["unseen_not_wished"], f"{share(not_wished):.3f} of the rest"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("gotta bail on my 2pm tomorrow, so sorry", "cancellation"),
        ("cancel my 4pm", "cancellation"),
        ("tell them I'm late", "change"),
        ("book me in for Friday", "booking"),
        ("have someone call me about my invoice", "question"),
        ("what's your cancellation policy", None),
        ("how late can i be", None),
    ],
)
@pytest.mark.parametrize("state", ["idle", "severity", "fallback"])
def test_a_request_is_passed_on_from_any_state(
    state: str, text: str, kind: str | None, visitor: WebsiteClient
) -> None:
    reach(visitor, state)
    assert kind_begun(visitor.say(text)) == kind


def test_an_emergency_wins_over_a_wish_and_has_the_number(visitor: WebsiteClient) -> None:
    answer = visitor.say("I have crushing chest pain and can't breathe, get me a human")
    assert answer.cards == ["safety/emergency", OFFER]
    offer = answer.messages[-1]
    assert "(555) 010-0142" in offer["text"]
    assert not offer.get("buttons")

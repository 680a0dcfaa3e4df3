"""Wishes are told from their look-alikes in the state in which they are said."""

from __future__ import annotations

from kneadwise.client import Answer, WebsiteClient
from tests.conversations.service.reading_wordings import FORM, OFFER, read
from tests.conversations.service.states import reach

RATES = read("rates")
WORDINGS = read("in_states")["wordings"]
NONE = "none"


def answered(visitor: WebsiteClient, item: dict[str, str]) -> Answer:
    visitor.start()
    if item["state"] != "idle":
        reach(visitor, item["state"])
    return visitor.say(item["text"])


def is_taken(answer: Answer) -> bool:
    return OFFER in answer.cards or FORM in answer.cards


def missed(visitor: WebsiteClient, items: list[dict[str, str]]) -> list[str]:
    found = []
    for item in items:
        answer = answered(visitor, item)
        if is_taken(answer) == (item["wish"] == NONE):
            found.append(f"{item['state']}: {item['text']}: {answer.cards}")
    return found


def test_who_wishes_something_of_people_is_led_to_them(visitor: WebsiteClient) -> None:
    wished = [item for item in WORDINGS if item["wish"] != NONE]
    found = missed(visitor, wished)
    assert 1 - len(found) / len(wished) >= RATES["in_states_wished"], found


def test_and_who_wishes_nothing_is_not(visitor: WebsiteClient) -> None:
    not_wished = [item for item in WORDINGS if item["wish"] == NONE]
    found = missed(visitor, not_wished)
    assert 1 - len(found) / len(not_wished) >= RATES["in_states_not_wished"], found

"""The notice before the first question about health: once, and before no other."""

from __future__ import annotations

import pytest

from advice.content import load_content
from advice.recommendation.consent import version
from kneadwise.client import WebsiteClient
from tests.conversations.recommendation.paths import TO_QUESTION, go_to

NOTICE = "notice/privacy"


@pytest.mark.parametrize("question", [q for q in TO_QUESTION if q != "goals"])
def test_it_is_said_once_before_whatever_comes_first(question: str, visitor: WebsiteClient) -> None:
    go_to(visitor, question)
    said = [m for m in visitor.transcript().messages if m["from"] == "bot"]
    cards = [f"{m['card']['kind']}/{m['card']['id']}" for m in said if "card" in m]
    assert cards.count(NOTICE) == 1
    # Of the questions, only what the visitor wants comes before it.
    before = [card for card in cards[: cards.index(NOTICE)] if card.startswith("question/")]
    assert set(before) <= {"question/goals"}
    visitor.say("start over")
    visitor.say("help me choose")
    assert NOTICE not in visitor.say("less pain").cards


def test_answering_is_kept_as_consent(visitor: WebsiteClient) -> None:
    go_to(visitor, "area")
    consent = visitor.call("GET", "/session").body["consent"]
    assert consent["answer"] == ""
    assert consent["text"] == version(load_content())
    # A question instead of an answer is no consent.
    visitor.say("how much is a massage")
    assert visitor.call("GET", "/session").body["consent"]["answer"] == ""
    visitor.say("neck")
    consent = visitor.call("GET", "/session").body["consent"]
    assert consent["answer"] == "yes"
    assert consent["shown_at"] <= consent["answered_at"]

"""What a visitor sends, and what counts as an answer."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.serving.visitor import Channel, Visitor

CARD = {"kind": "question", "options": [{"title": "Neck", "payload": "signed", "value": "neck"}]}


def website() -> Visitor:
    visitor = Visitor(Channel.WEBSITE)
    assert visitor.opened(201, {"token": "t"}) is None
    return visitor


def test_on_the_website_a_session_comes_first_and_its_token_goes_with_each_message() -> None:
    visitor = Visitor(Channel.WEBSITE)
    opening = visitor.opening()
    assert opening is not None
    assert opening.path == "/webhooks/website/session"
    assert visitor.opened(201, {"token": "t"}) is None
    first, second = visitor.message("hi"), visitor.message("hi")
    assert first.headers == {"Authorization": "Bearer t"}
    assert first.body["text"] == "hi"
    assert first.body["id"] != second.body["id"]


def test_a_refused_session_is_a_failure() -> None:
    assert Visitor(Channel.WEBSITE).opened(429, {}) == "session: 429"


def test_on_rest_each_visitor_has_a_sender_of_its_own() -> None:
    one, other = Visitor(Channel.REST), Visitor(Channel.REST)
    assert one.opening() is None
    assert one.message("a").body["sender"] == one.message("b", tap=True).body["sender"]
    assert one.message("a").body["sender"] != other.message("a").body["sender"]
    assert one.message("b", tap=True).body["message"] == "b"


@pytest.mark.parametrize(
    ("status", "body", "failure"),
    [
        (200, {"messages": [{"text": "x", "card": {"kind": "faq"}}]}, None),
        (200, {"messages": []}, "no answer"),
        (200, {}, "no answer"),
        (200, {"messages": [{"text": "x", "card": {"kind": "error"}}]}, "apology"),
        (429, {}, "429"),
        (409, {}, "409"),
        (503, {}, "503"),
        (0, {}, "0"),
    ],
)
def test_what_counts_as_a_failure(status: int, body: Any, failure: str | None) -> None:
    assert website().answered(status, body) == failure


def test_silence_on_rest_is_a_failure() -> None:
    assert Visitor(Channel.REST).answered(200, []) == "no answer"
    assert Visitor(Channel.REST).answered(200, [{"text": "x"}]) is None


def test_a_button_is_tapped_where_it_was_offered_last_and_typed_elsewhere() -> None:
    visitor = website()
    buttons = [{"title": "Skip", "payload": "p2"}]
    said = {"messages": [{"text": "?", "card": CARD, "buttons": buttons}]}
    assert visitor.answered(200, said) is None
    assert visitor.message("Neck", tap=True).body["payload"] == "signed"
    assert visitor.message("Skip", tap=True).body["payload"] == "p2"
    assert visitor.message("Neck").body["text"] == "Neck"
    assert visitor.answered(200, {"messages": [{"text": "x"}]}) is None
    assert visitor.message("Neck", tap=True).body["text"] == "Neck"

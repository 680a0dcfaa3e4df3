"""What a turn is counted for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.cards import CARD_MODELS
from insights.schema import LONGEST_WHAT
from insights.seeing import ASKED, Seen, closing_answer, seen_in_turn

NAMES = st.text(max_size=200) | st.sampled_from(["sent", "offer", "thanks", "medical", "fine"])
CARDS = st.fixed_dictionaries({"kind": st.sampled_from(sorted(CARD_MODELS)), "id": NAMES})


@pytest.mark.parametrize(
    ("cards", "seen"),
    [
        (["faq/price"], {"topic faq/price"}),
        (["technique/shiatsu", "row/focus"], {"topic technique/shiatsu", "topic row/focus"}),
        (["table/comparison"], {"topic table/comparison"}),
        (["recommendation/either"], {"stage recommended", "recommendation either"}),
        (["safety/urgent", "faq/hours"], {"safety urgent", "topic faq/hours"}),
        (["handoff/offer"], {"topic handoff/offer"}),
        (["handoff/form"], set()),
        (["handoff/sent"], {"stage message"}),
        (["feedback/ask"], set()),
        (["feedback/thanks"], {"feedback other"}),
        (["question/goals"], set()),
        (["smalltalk/greet"], set()),
        ([], set()),
    ],
)
def test_what_cards_show(cards: list[str], seen: set[str]) -> None:
    given = [dict(zip(("kind", "id"), card.split("/"), strict=True)) for card in cards]
    found = {f"{one.kind} {one.what}" for one in seen_in_turn(given)}
    assert found == {"stage asked", *seen}


@pytest.mark.parametrize(("answer", "what"), [("yes", "yes"), ("no", "no"), ("<b>", "other")])
def test_an_answer_to_the_closing_question(answer: str, what: str) -> None:
    seen = seen_in_turn([{"kind": "feedback", "id": "thanks"}], answer)
    assert seen == {ASKED, Seen("feedback", what)}
    # Another answer of the same chat is no second one.
    assert {one.once for one in seen} == {"stage asked", "feedback"}


@given(st.lists(CARDS, max_size=6), st.text(max_size=5))
def test_every_turn_is_asked_and_fits_the_table(cards: list[dict[str, str]], answer: str) -> None:
    seen = seen_in_turn(cards, answer)
    assert ASKED in seen
    for one in seen:
        assert len(one.what) <= LONGEST_WHAT
        assert len(one.once) <= LONGEST_WHAT


def answered(**parse_data: Any) -> list[dict[str, Any]]:
    return [
        {"event": "user", "message_id": "1", "parse_data": parse_data},
        {"event": "bot", "data": {}},
    ]


def test_the_answer_is_read_from_the_tapped_button() -> None:
    told = [{"entity": "body_area", "value": "no"}, {"entity": "used_medical_massage"}]
    events = answered(entities=[*told, {"entity": "used_medical_massage", "value": "yes"}])
    assert closing_answer(events, "1") == "yes"
    assert closing_answer(events, "2") == ""
    assert closing_answer(answered(entities=told), "1") == ""
    assert closing_answer([{"event": "user", "message_id": "1", "parse_data": None}], "1") == ""

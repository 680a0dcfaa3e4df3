"""Buttons and cards survive the way through Rasa and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from advice.cards import CARD_MODELS, parse_card
from advice.messages import Button

NAME = st.from_regex(r"[a-z][a-z_]{0,20}", fullmatch=True)


@given(st.text(max_size=20), NAME, st.dictionaries(NAME, st.text(max_size=20), max_size=3))
def test_a_button_is_read_back_from_its_payload(
    title: str, intent: str, entities: dict[str, str]
) -> None:
    button = Button(title, intent, entities)
    assert Button.from_payload(title, button.payload) == button


@pytest.mark.parametrize("payload", ["", "/", "greet", "{}", "/greet{"])
def test_what_is_no_payload_is_an_error(payload: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json's message and ours
        Button.from_payload("x", payload)


# One example of each kind, as contract.md §3 lists its fields.
EXAMPLES = [
    {"kind": "smalltalk", "id": "greet"},
    {"kind": "notice", "id": "privacy"},
    {"kind": "error", "id": "unavailable", "phone": "555"},
    {"kind": "out_of_scope", "id": "out_of_scope", "instead": ["this"]},
    {"kind": "reading", "id": "further_reading", "links": [{"title": "a", "url": "http://b"}]},
    {"kind": "feedback", "id": "ask", "closing_question": "Have you?"},
    {
        "kind": "handoff",
        "id": "offer",
        "fields": [],
        "summary": "",
        "opening_hours": "",
        "phone": "555",
    },
    {"kind": "clarify", "id": "options", "options": [{"title": "a", "payload": "/a"}] * 3},
    {"kind": "faq", "id": "price", "answer": "a", "configured": True, "sources": []},
    {
        "kind": "technique",
        "id": "shiatsu",
        "title": "Shiatsu",
        "side": "beyond_article",
        "what": "a",
        "feels_like": "b",
        "used_for": "c",
        "cautions": ["d"],
        "evidence": "e",
        "sources": [{"title": "f", "url": ""}],
    },
    {
        "kind": "row",
        "id": "focus",
        "label": "Focus",
        "medical": "a",
        "relaxation": "b",
        "side": "both",
    },
    {
        "kind": "table",
        "id": "comparison",
        "rows": [{"id": "focus", "label": "Focus", "medical": "a", "relaxation": "b"}] * 6,
    },
    {
        "kind": "question",
        "id": "goals",
        "prompt": "What for?",
        "options": [{"title": "Relax", "payload": "x", "value": "relax"}],
        "multiple": True,
        "why": "a",
        "step": 1,
        "steps": None,
    },
    {"kind": "why", "id": "goals", "text": "a"},
    {
        "kind": "recommendation",
        "id": "medical",
        "confirm_with_physician": True,
        "strength": "strong",
        "because": [{"answer_id": "goals", "quote": "less pain", "text": "a"}],
        "rows": ["focus"],
        "techniques": ["trigger_point_therapy"],
        "avoid": [],
        "credentials": "a",
        "likely_style": None,
        "what_would_change": ["a"],
        "rules": ["R6"],
        "sources": [],
    },
    {
        "kind": "safety",
        "id": "emergency",
        "signs": [{"id": "E5", "quote": "chest pain"}],
        "advice": "a",
        "sources": [],
    },
]


def test_there_is_an_example_of_every_kind() -> None:
    assert sorted(str(card["kind"]) for card in EXAMPLES) == sorted(CARD_MODELS)


@pytest.mark.parametrize("data", EXAMPLES, ids=lambda card: card["kind"])
def test_a_card_is_read_back_and_is_strict(data: dict[str, object]) -> None:
    import json

    card = parse_card(data)
    assert parse_card(json.loads(json.dumps(card.as_json()))) == card
    with pytest.raises(ValidationError):
        parse_card({**data, "unknown": 1})
    for field in set(data) - {"kind"} - {"closing_question", "likely_style", "steps"}:
        with pytest.raises(ValidationError):
            parse_card({**data, field: object()})


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(KeyError):
        parse_card({"kind": "poem", "id": "x"})

"""What a redacted event keeps, and that Rasa still reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from stores.redacting import redacted
from tests.stores.conversations import CANARY, told

EVENTS = [event.as_dict() for event in told(1000.0)]


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: f"{e['event']} {e.get('name', '')}")
def test_no_words_are_left_and_rasa_reads_the_rest(event: dict[str, Any]) -> None:
    kept = redacted(event)
    assert CANARY not in json.dumps(kept)
    assert (kept["event"], kept["timestamp"]) == (event["event"], event["timestamp"])
    read = Event.from_parameters(json.loads(json.dumps(kept)))
    assert read is not None
    assert read.as_dict()["event"] == event["event"]
    assert redacted(kept) == kept


def test_health_answers_go_and_goals_stay() -> None:
    slots = {e["name"]: redacted(e)["value"] for e in EVENTS if e["event"] == "slot"}
    assert slots == {
        "goals": {"values": ["relax"], "quote": ""},
        "concern": None,
        "plan": None,
        "safety": None,
        "notes": None,
        "consent": {"text": "abc", "answer": "yes"},
        "requested_slot": "health",
    }


def test_what_is_counted_stays() -> None:
    user = redacted(next(e for e in EVENTS if e["event"] == "user"))
    assert user["parse_data"]["intent"] == {"name": "state_symptoms", "confidence": 0.9}
    assert user["metadata"] == {"model_id": "m"}
    recommendation, faq = (redacted(e) for e in EVENTS if e["event"] == "bot")
    assert recommendation["data"] == {"custom": {"kind": "recommendation"}}
    assert faq["data"] == {"custom": {"kind": "faq", "id": "price"}}


def test_a_redacted_conversation_is_a_tracker() -> None:
    kept = [json.loads(json.dumps(redacted(event))) for event in EVENTS]
    tracker = DialogueStateTracker.from_dict("c", kept, [])
    assert len(tracker.events) == len(EVENTS)


@given(st.text(min_size=3).filter(lambda text: text not in "[redacted]"))
def test_no_text_is_left_whatever_it_is(text: str) -> None:
    marked = f"\u2603{text}"
    for event in told(1000.0, marked):
        assert marked not in json.dumps(redacted(event.as_dict()), ensure_ascii=False)

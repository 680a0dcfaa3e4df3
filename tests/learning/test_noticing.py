"""Which messages are kept for the practice, and which never."""

from __future__ import annotations

from typing import Any

import pytest

from learning.noticing import to_keep

# As the action server sets it in every turn.
NOTES = {"notes": [], "told": [], "is_new_minor": False, "misses": 0, "turn": 1.0}
RANKED_AS_TELLING = [
    {"name": "faq_hours", "confidence": 0.3},
    {"name": "state_symptoms", "confidence": 0.2},
]
CLARIFY = {"kind": "clarify", "id": "options"}


def user(text: str = "do you have wifi", **parsed: Any) -> dict[str, Any]:
    ranking = [
        {"name": "faq_parking", "confidence": 0.3},
        {"name": "state_symptoms", "confidence": 0.02},
        {"name": "greet", "confidence": 0.01},
    ]
    parse_data = {"intent": {"name": "nlu_fallback"}, "intent_ranking": ranking, **parsed}
    return {"event": "user", "text": text, "message_id": "m", "parse_data": parse_data}


def bot(card: dict[str, Any]) -> dict[str, Any]:
    return {"event": "bot", "text": "…", "data": {"custom": card}}


def slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "name": name, "value": value}


def test_a_miss_is_kept_masked() -> None:
    events = [user("I'm Anna, do you have wifi"), slot("notes", NOTES), bot(CLARIFY)]
    assert to_keep(events, "m") == "I'm •, do you have wifi"


def test_out_of_scope_is_kept() -> None:
    events = [
        user(intent={"name": "out_of_scope"}),
        bot({"kind": "out_of_scope", "id": "out_of_scope"}),
    ]
    assert to_keep(events, "m") == "do you have wifi"


def test_a_miss_inside_the_form_is_kept_where_it_is_a_question() -> None:
    form = [slot("requested_slot", "since")]
    asked = bot({"kind": "question", "id": "since"})
    assert to_keep([*form, user("do you have wifi?"), asked], "m") == "do you have wifi?"
    assert to_keep([*form, user("since the divorce"), asked], "m") is None
    assert to_keep([slot("requested_slot", "goals"), user("pastrami"), asked], "m") == "pastrami"


@pytest.mark.parametrize(
    "events",
    [
        # Understood, or tapped.
        [user(intent={"name": "faq_parking"}), bot({"kind": "faq", "id": "parking"})],
        [user(intent_ranking=[{"name": "nlu_fallback"}]), bot(CLARIFY)],
        # A sign, be it denied, or a part of the body.
        [user(signs=[{"sign": "x", "context": "denied"}]), bot(CLARIFY)],
        [user(entities=[{"entity": "body_area", "value": "neck"}]), bot(CLARIFY)],
        [user(), bot(CLARIFY), bot({"kind": "safety", "id": "fine"})],
        [user(intent_ranking=RANKED_AS_TELLING), bot(CLARIFY)],
        [user(), slot("severity", {"values": ["7"]}), bot(CLARIFY)],
        [user(), slot("notes", {**NOTES, "notes": ["long_over"]}), bot(CLARIFY)],
        [user(), slot("notes", {**NOTES, "told": ["arthritis"]}), bot(CLARIFY)],
        # A minor.
        [slot("notes", {**NOTES, "notes": ["minor"]}), user(), bot(CLARIFY)],
        [slot("health", {"values": ["minor"], "quote": ""}), user(), bot(CLARIFY)],
        [bot({"kind": "notice", "id": "minor"}), user(), bot(CLARIFY)],
        [user("im 15 can i come"), bot(CLARIFY)],
        [user("a 15 year old, can he come"), bot(CLARIFY)],
        [user("my daughter wants the thing"), bot(CLARIFY)],
        # Nothing to answer.
        [user("555 010 0177"), bot(CLARIFY)],
        [user("I'm Anna"), bot(CLARIFY)],
        [],
    ],
)
def test_these_are_never_kept(events: list[dict[str, Any]]) -> None:
    assert to_keep(events, "m") is None


def test_what_was_filled_in_before_is_no_reason() -> None:
    events = [slot("severity", {"values": ["7"]}), user(), bot(CLARIFY)]
    assert to_keep(events, "m") == "do you have wifi"

"""What names a technique is read as asking about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from components.named_technique import NamedTechnique

NAMED = [{"entity": "technique", "value": "sports_massage"}]
INTENTS = (
    "technique_cautions",
    "technique_feeling",
    "technique_evidence",
    "faq_when_not_to",
    "faq_does_it_hurt",
    "faq_evidence",
    "out_of_scope",
    "faq_price",
)


def read(confidences: dict[str, float], entities: list[dict[str, str]]) -> dict[str, float]:
    message = Message.build(text="when should you not get a sports massage")
    ordered = sorted(confidences.items(), key=lambda item: -item[1])
    message.set(INTENT_RANKING_KEY, [{"name": n, "confidence": c} for n, c in ordered])
    message.set(ENTITIES, entities)
    component = NamedTechnique.create({}, None, Resource("x"), ExecutionContext(GraphSchema({})))
    assert component.process([message]) == [message]
    ranking = message.get(INTENT_RANKING_KEY)
    if entities:
        assert message.get(INTENT) == ranking[0]
    assert [e["confidence"] for e in ranking] == sorted(
        (e["confidence"] for e in ranking), reverse=True
    )
    return {entry["name"]: entry["confidence"] for entry in ranking}


@pytest.mark.parametrize(
    ("topic", "intent"),
    [
        ("faq_when_not_to", "technique_cautions"),
        ("faq_does_it_hurt", "technique_feeling"),
        ("faq_evidence", "technique_evidence"),
    ],
)
def test_what_is_asked_of_massage_is_asked_of_the_technique(topic: str, intent: str) -> None:
    after = read({topic: 0.9, intent: 0.1}, NAMED)
    assert after == {intent: pytest.approx(1.0), topic: 0.0}


def test_what_names_a_technique_is_less_probably_out_of_scope() -> None:
    after = read({"out_of_scope": 0.6, "technique_feeling": 0.4}, NAMED)
    assert max(after, key=lambda name: after[name]) == "technique_feeling"
    sure = read({"out_of_scope": 0.95, "technique_feeling": 0.05}, NAMED)
    assert max(sure, key=lambda name: sure[name]) == "out_of_scope"


@given(st.dictionaries(st.sampled_from(INTENTS), st.floats(0, 0.125), min_size=1))
def test_the_same_intents_and_the_same_sum_stay(confidences: dict[str, float]) -> None:
    after = read(confidences, NAMED)
    assert after.keys() == confidences.keys()
    assert sum(after.values()) == pytest.approx(sum(confidences.values()))


@given(st.dictionaries(st.sampled_from(INTENTS), st.floats(0, 0.125), min_size=1))
def test_without_a_name_nothing_moves(confidences: dict[str, float]) -> None:
    assert read(confidences, []) == confidences

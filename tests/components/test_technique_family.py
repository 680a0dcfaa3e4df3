"""The intents that one technique card answers are understood together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from advice.answers import TECHNIQUE_ASPECTS
from components.technique_family import TechniqueFamily

OTHERS = ["faq_price", "greet", "out_of_scope"]
Ranking = list[tuple[str, float]]


def message(confidences: Ranking) -> Message:
    built = Message.build(text="is shiatsu any good")
    ranking = [{"name": name, "confidence": confidence} for name, confidence in confidences]
    built.set(INTENT, dict(ranking[0]))
    built.set(INTENT_RANKING_KEY, ranking)
    return built


def process(*messages: Message) -> None:
    context = ExecutionContext(GraphSchema({}))
    family = TechniqueFamily.create({}, None, Resource("x"), context)
    assert family.process(list(messages)) == list(messages)


def ranking_of(read: Message) -> Ranking:
    assert read.get(INTENT) == read.get(INTENT_RANKING_KEY)[0]
    return [(entry["name"], entry["confidence"]) for entry in read.get(INTENT_RANKING_KEY)]


def read(confidences: Ranking) -> Ranking:
    asked = message(confidences)
    process(asked)
    return ranking_of(asked)


def test_the_likeliest_of_the_family_gets_the_confidence_of_all() -> None:
    ranking = read(
        [
            ("faq_price", 0.35),
            ("technique_uses", 0.25),
            ("technique_evidence", 0.2),
            ("explain_technique", 0.1),
            ("greet", 0.05),
        ]
    )
    assert ranking[:3] == [
        ("technique_uses", pytest.approx(0.55)),
        ("faq_price", 0.35),
        ("greet", 0.05),
    ]
    assert sorted(ranking[3:]) == [("explain_technique", 0.0), ("technique_evidence", 0.0)]


@pytest.mark.parametrize("intent", TECHNIQUE_ASPECTS)
def test_every_intent_about_a_technique_is_of_the_family(intent: str) -> None:
    sure, unsure = (("technique_side", 0.5), (intent, 0.3))
    if intent == "technique_side":
        unsure = ("explain_technique", 0.3)
    assert read([sure, unsure])[0] == ("technique_side", pytest.approx(0.8))


def test_a_likelier_intent_outside_the_family_stays_first() -> None:
    ranking = read([("greet", 0.6), ("technique_uses", 0.2), ("technique_side", 0.1)])
    assert ranking[0] == ("greet", 0.6)
    assert ranking[1] == ("technique_uses", pytest.approx(0.3))


@pytest.mark.parametrize(
    "confidences",
    [
        [("greet", 0.6), ("faq_price", 0.2)],
        [("technique_uses", 0.6), ("faq_price", 0.2)],
        # The styles' comparison and what merely sounds like a technique's intent.
        [("compare_styles", 0.4), ("row_evidence", 0.3), ("technique_none", 0.2)],
    ],
    ids=["none of the family", "one of the family", "other intents"],
)
def test_other_rankings_stay(confidences: Ranking) -> None:
    assert read(confidences) == confidences


def test_without_a_ranking_a_message_stays() -> None:
    empty, bare = Message.build(text="hi"), Message.build(text="hi")
    empty.set(INTENT_RANKING_KEY, [])
    intent = {"name": "explain_technique", "confidence": 0.4}
    bare.set(INTENT, intent)
    process(empty, bare)
    assert (empty.get(INTENT), empty.get(INTENT_RANKING_KEY)) == (None, [])
    assert (bare.get(INTENT), bare.get(INTENT_RANKING_KEY)) == (intent, None)


def test_a_batch_keeps_its_messages_apart() -> None:
    first = message([("greet", 0.5), ("technique_uses", 0.2), ("technique_side", 0.1)])
    second = message([("greet", 0.9), ("technique_side", 0.05)])
    process(first, second)
    assert ranking_of(first)[1] == ("technique_uses", pytest.approx(0.3))
    assert ranking_of(second) == [("greet", 0.9), ("technique_side", 0.05)]


def test_the_new_reading_is_what_rasa_passes_on() -> None:
    asked = message([("greet", 0.4), ("technique_uses", 0.3), ("technique_side", 0.2)])
    before = asked.get(INTENT_RANKING_KEY)
    process(asked)
    output = asked.as_dict(only_output_properties=True)
    assert output[INTENT] == output[INTENT_RANKING_KEY][0]
    assert output[INTENT]["name"] == "technique_uses"
    # The ranking given is another's too, and is not written into.
    assert [entry["confidence"] for entry in before] == [0.4, 0.3, 0.2]


@st.composite
def rankings(draw: st.DrawFn) -> Ranking:
    """Rankings as the intent classifier gives them: in order, their sum at most 1."""
    names = draw(st.lists(st.sampled_from([*TECHNIQUE_ASPECTS, *OTHERS]), min_size=1, unique=True))
    shares = [draw(st.floats(0, 1)) for _ in names]
    total = max(1.0, sum(shares))
    confidences = [(name, share / total) for name, share in zip(names, shares, strict=True)]
    return sorted(confidences, key=lambda entry: -entry[1])


@given(rankings())
def test_the_family_is_summed_and_all_the_rest_stays(confidences: Ranking) -> None:
    ranking = read(confidences)
    ordered = [confidence for _, confidence in ranking]
    assert ordered == sorted(ordered, reverse=True)
    assert sum(ordered) == pytest.approx(sum(c for _, c in confidences))
    before, after = dict(confidences), dict(ranking)
    assert set(after) == set(before)
    assert len(ranking) == len(confidences)
    others = set(before) - set(TECHNIQUE_ASPECTS)
    assert {name: after[name] for name in others} == {name: before[name] for name in others}
    family = [name for name, _ in confidences if name in TECHNIQUE_ASPECTS]
    if family:
        assert after[family[0]] == pytest.approx(sum(before[name] for name in family))
        assert all(after[name] == 0.0 for name in family[1:])

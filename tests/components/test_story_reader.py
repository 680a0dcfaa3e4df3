"""A story is read by what it asks, not by what it tells."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from components.question_splitter import ASKS, PART_OF
from components.story_reader import StoryReader

INTENTS = ["faq_hours", "faq_price", "greet"]
WEAK = {"greet": 0.3, "faq_price": 0.25, "faq_hours": 0.1}
SURE = {"faq_price": 0.9, "faq_hours": 0.05, "greet": 0.0}


def message(confidences: dict[str, float], of: int | None = None, asks: bool = True) -> Message:
    built = Message.build(text="?")
    ranking = [{"name": name, "confidence": confidences[name]} for name in confidences]
    ranking.sort(key=lambda entry: -float(entry["confidence"]))  # type: ignore[arg-type]
    built.set(INTENT, dict(ranking[0]))
    built.set(INTENT_RANKING_KEY, ranking)
    if of is not None:
        built.set(PART_OF, of)
        built.set(ASKS, asks)
    return built


def reader(**config: Any) -> StoryReader:
    context = ExecutionContext(GraphSchema({}))
    return StoryReader.create(config, None, Resource("x"), context)


def confidences_of(read: Message) -> dict[str, float]:
    assert read.get(INTENT) == read.get(INTENT_RANKING_KEY)[0]
    return {entry["name"]: entry["confidence"] for entry in read.get(INTENT_RANKING_KEY)}


def read(whole: Message, *parts: Message, **config: Any) -> dict[str, float]:
    messages = [whole, *parts]
    assert reader(**config).process(messages) == messages
    return confidences_of(whole)


def test_an_asking_part_changes_a_weak_wholes_reading() -> None:
    mixed = read(message(WEAK), message(SURE, of=0), part_weight=0.5)
    # The part weighs half its confidence of 0.9, the whole 1.
    assert list(mixed) == ["faq_price", "greet", "faq_hours"]
    assert mixed["faq_price"] == pytest.approx((0.25 + 0.45 * 0.9) / 1.45)
    assert mixed["greet"] == pytest.approx(0.3 / 1.45)
    assert mixed["faq_hours"] == pytest.approx((0.1 + 0.45 * 0.05) / 1.45)


def test_a_polite_part_beside_another_does_not_count() -> None:
    polite = message({"greet": 1.0, "faq_price": 0.0, "faq_hours": 0.0}, of=0)
    asking = message(SURE, of=0)
    assert read(message(WEAK), polite, asking) == read(message(WEAK), asking)


def test_a_message_that_is_only_polite_is_read_by_its_parts() -> None:
    polite = message({"greet": 1.0, "faq_price": 0.0, "faq_hours": 0.0}, of=0)
    assert read(message(WEAK), polite, polite)["greet"] > WEAK["greet"]


def test_every_asking_part_counts() -> None:
    hours = {"faq_hours": 0.6, "greet": 0.2, "faq_price": 0.0}
    mixed = read(message(WEAK), message(SURE, of=0), message(hours, of=0), part_weight=0.5)
    weights = 1 + 0.45 + 0.3
    assert mixed["faq_price"] == pytest.approx((0.25 + 0.45 * 0.9) / weights)
    assert mixed["faq_hours"] == pytest.approx((0.1 + 0.45 * 0.05 + 0.3 * 0.6) / weights)


def test_the_new_reading_is_what_rasa_passes_on() -> None:
    whole = message(WEAK)
    read(whole, message(SURE, of=0))
    output = whole.as_dict(only_output_properties=True)
    assert output[INTENT]["name"] == "faq_price"
    assert output[INTENT_RANKING_KEY][0] == output[INTENT]


def test_a_telling_part_changes_nothing() -> None:
    assert read(message(WEAK), message(SURE, of=0, asks=False)) == WEAK
    told = message({"greet": 1.0, "faq_price": 0.0, "faq_hours": 0.0}, of=0, asks=False)
    asked = message(SURE, of=0)
    assert read(message(WEAK), told, asked) == read(message(WEAK), asked)


def test_a_barely_understood_part_says_little() -> None:
    close = {"greet": 0.3, "faq_price": 0.28, "faq_hours": 0.0}
    unsure = {"faq_price": 0.1, "faq_hours": 0.0, "greet": 0.0}
    mixed = read(message(close), message(unsure, of=0))
    assert next(iter(mixed)) == "greet"
    assert mixed["greet"] == pytest.approx(0.3, abs=0.02)


def test_a_sure_whole_stays_what_it_is_beside_another_question() -> None:
    mixed = read(message(SURE), message({**WEAK, "greet": 0.6}, of=0))
    assert next(iter(mixed)) == "faq_price"


def test_the_part_weight_is_a_setting() -> None:
    part = message(SURE, of=0)
    weighed = [read(message(WEAK), part, part_weight=w)["faq_price"] for w in (0.0, 0.5, 5.0)]
    assert weighed[0] == WEAK["faq_price"]
    assert weighed == sorted(set(weighed))
    assert read(message(WEAK), part) == read(message(WEAK), part, part_weight=0.5)


def test_without_parts_a_message_stays() -> None:
    assert read(message(WEAK)) == WEAK
    assert reader().process([]) == []


def test_without_a_ranking_a_message_stays() -> None:
    whole = Message.build(text="?")
    reader().process([whole, message(SURE, of=0)])
    assert whole.get(INTENT) is None
    assert whole.get(INTENT_RANKING_KEY) is None


def test_parts_stay_as_they_are() -> None:
    parts = message(SURE, of=0), message(WEAK, of=0, asks=False)
    read(message(WEAK), *parts)
    assert [confidences_of(part) for part in parts] == [SURE, WEAK]
    assert [part.get(PART_OF) for part in parts] == [0, 0]


def test_a_batch_keeps_its_messages_apart() -> None:
    hours = {"faq_hours": 0.9, "greet": 0.0, "faq_price": 0.0}
    wholes = [message(WEAK) for _ in range(3)]
    reader().process([*wholes, message(SURE, of=1), message(hours, of=2)])
    assert confidences_of(wholes[0]) == WEAK
    assert confidences_of(wholes[1]) == read(message(WEAK), message(SURE, of=0))
    assert confidences_of(wholes[2]) == read(message(WEAK), message(hours, of=0))


@st.composite
def readings(draw: st.DrawFn) -> dict[str, float]:
    """Confidences as the intent classifier gives them: their sum is at most 1."""
    shares = [draw(st.floats(0, 1)) for _ in INTENTS]
    total = max(1.0, sum(shares))
    return {name: share / total for name, share in zip(INTENTS, shares, strict=True)}


@given(readings(), st.lists(st.tuples(readings(), st.booleans()), max_size=6))
def test_a_ranking_is_in_order_and_of_all_intents(
    whole: dict[str, float], parts: list[tuple[dict[str, float], bool]]
) -> None:
    mixed = read(message(whole), *(message(part, of=0, asks=asks) for part, asks in parts))
    assert set(mixed) == set(INTENTS)
    confidences = list(mixed.values())
    assert confidences == sorted(confidences, reverse=True)
    assert all(0.0 <= confidence <= 1.0 for confidence in confidences)
    assert sum(confidences) <= 1.0 + 1e-9
    # A mixture lies between what was mixed.
    for name, confidence in mixed.items():
        said = [whole[name], *(part[name] for part, asks in parts if asks)]
        assert min(said) - 1e-9 <= confidence <= max(said) + 1e-9

"""One question, several, or a story with one: decided from the parts' readings."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from components.question_collector import QuestionCollector
from components.question_splitter import ASKS, PART_OF, QuestionSplitter


def message(intent: str, confidence: float, part: bool = True, **more: Any) -> Message:
    built = Message.build(text=f"{intent}?")
    built.set("intent", {"name": intent, "confidence": confidence})
    built.set("entities", more.get("entities", []))
    if part:
        built.set(PART_OF, more.get("of", 0))
        built.set(ASKS, more.get("asks", True))
    return built


@pytest.fixture
def collector() -> QuestionCollector:
    context = ExecutionContext(GraphSchema({}))
    return QuestionCollector.create({}, None, Resource("x"), context)  # type: ignore[arg-type]


def read(collector: QuestionCollector, whole: Message, *parts: Message) -> Message:
    (only,) = collector.process([whole, *parts])
    return only


def test_two_questions(collector: QuestionCollector) -> None:
    parts = message("faq_price", 0.9), message("faq_hours", 0.7)
    result = read(collector, message("faq_price", 0.5, part=False), *parts)
    assert result.get("intent") == {"name": "several_questions", "confidence": 0.7}
    assert [q["intent"]["name"] for q in result.get("questions")] == ["faq_price", "faq_hours"]


@pytest.mark.parametrize(
    "second",
    [
        message("faq_hours", 0.2),
        message("faq_hours", 0.5, asks=False),
        message("faq_price", 0.9),
        message("greet", 0.9),
        message("nlu_fallback", 0.9),
    ],
    ids=["unsure", "told, not asked", "the same", "smalltalk", "not understood"],
)
def test_one_question_stays_one(collector: QuestionCollector, second: Message) -> None:
    whole = message("faq_price", 0.5, part=False)
    result = read(collector, whole, message("faq_price", 0.9), second)
    assert result.get("intent")["name"] == "faq_price"
    assert len(result.get("questions") or []) <= 1


def test_the_same_intent_about_two_things_is_two_questions(collector: QuestionCollector) -> None:
    one, other = (
        message("explain_technique", 0.9, entities=[{"entity": "technique", "value": value}])
        for value in ("shiatsu", "reflexology")
    )
    result = read(collector, message("greet", 0.5, part=False), one, other)
    assert len(result.get("questions")) == 2


@pytest.mark.parametrize(
    ("text", "is_several"),
    [
        ("with the relaxation kind", False),
        ("relaxation", False),
        ("what is relaxation", True),
        ("so tell me of relaxation", True),
        ("relaxation has which ones on the list", True),
    ],
)
def test_which_side_is_meant_is_no_question(
    collector: QuestionCollector, text: str, is_several: bool
) -> None:
    start = text.index("relaxation")
    side = {"entity": "side", "value": "relaxation", "start": start, "end": start + 10}
    part = message("row_techniques", 0.99, entities=[side])
    part.set("text", text)
    result = read(collector, message("faq_price", 0.9, part=False), part, message("faq_price", 0.9))
    assert (result.get("intent")["name"] == "several_questions") is is_several


def about(technique: str | None, intent: str) -> Message:
    entities = [{"entity": "technique", "value": technique}] if technique else []
    return message(intent, 0.9, entities=entities)


@pytest.mark.parametrize("second", ["shiatsu", None], ids=["named again", "meant"])
def test_two_sides_of_one_technique_are_one_question(
    collector: QuestionCollector, second: str | None
) -> None:
    parts = about("shiatsu", "explain_technique"), about(second, "technique_feeling")
    result = read(collector, message("explain_technique", 0.5, part=False), *parts)
    assert result.get("intent")["name"] == "explain_technique"


def test_a_topic_asked_about_twice_is_one_question(collector: QuestionCollector) -> None:
    named = message("faq_price", 0.9, entities=[{"entity": "number", "value": 60}])
    parts = message("faq_price", 0.9), named
    result = read(collector, message("faq_price", 0.5, part=False), *parts)
    assert result.get("intent")["name"] == "faq_price"


def test_a_later_part_means_the_technique_named_before(collector: QuestionCollector) -> None:
    parts = (
        about("shiatsu", "explain_technique"),
        message("faq_price", 0.9),
        about(None, "technique_feeling"),
        about("reflexology", "technique_feeling"),
    )
    result = read(collector, message("explain_technique", 0.5, part=False), *parts)
    asked = [(q["intent"]["name"], q["entities"]) for q in result.get("questions")]
    assert asked == [
        ("explain_technique", [{"entity": "technique", "value": "shiatsu"}]),
        ("faq_price", []),
        ("technique_feeling", [{"entity": "technique", "value": "reflexology"}]),
    ]


@pytest.mark.parametrize("intent", ["nlu_fallback", "several_questions"])
def test_a_story_takes_its_one_questions_reading(collector: QuestionCollector, intent: str) -> None:
    part = message("faq_price", 0.9, entities=[{"entity": "faq_topic", "value": "price"}])
    result = read(collector, message(intent, 0.9, part=False), message("greet", 0.9), part)
    assert result.get("intent")["name"] == "faq_price"
    assert result.get("entities") == [{"entity": "faq_topic", "value": "price"}]


def test_a_batch_keeps_its_messages_apart(collector: QuestionCollector) -> None:
    first, second = (message("greet", 0.9, part=False) for _ in range(2))
    parts = message("faq_price", 0.9, of=1), message("faq_hours", 0.9, of=1)
    results = collector.process([first, second, *parts])
    assert [r.get("intent")["name"] for r in results] == ["greet", "several_questions"]


def test_the_splitter_appends_the_parts_of_each_message() -> None:
    texts = ["hello", "What is shiatsu? Do I tip?"]
    messages = QuestionSplitter().process([Message.build(text=text) for text in texts])
    assert [m.get("text") for m in messages] == [*texts, "What is shiatsu?", "Do I tip?"]
    assert [m.get(PART_OF) for m in messages] == [None, None, 1, 1]


def test_why_a_question_is_asked_is_none_of_several(collector: QuestionCollector) -> None:
    parts = message("faq_talking", 0.9), message("explain_question", 0.9)
    result = read(collector, message("faq_talking", 0.5, part=False), *parts)
    assert [q["intent"]["name"] for q in result.get("questions")] == ["faq_talking"]

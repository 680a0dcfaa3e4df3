"""Spelling as a component: learned from the data, kept with the model, then gibberish is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.gibberish_detector import GibberishDetector
from components.spelling_corrector import GIBBERISH, SpellingCorrector

CONTEXT = ExecutionContext(GraphSchema({}))
RESOURCE = Resource("spelling")
DATA = TrainingData(
    training_examples=[
        Message.build(text="how much is a massage", intent="faq_price"),
        Message.build(text="massage prices", intent="faq_price"),
        Message.build(text="what is shiatsu", intent="explain_technique"),
        Message.build(text="shiatsu", intent="explain_technique"),
        Message(data={"action_name": "action_listen"}),
    ],
    lookup_tables=[{"name": "technique", "elements": ["shiatsu", "shiastu"]}],
)


@pytest.fixture(params=["trained", "loaded"])
def corrector(request: pytest.FixtureRequest, tmp_path: Path) -> SpellingCorrector:
    storage = LocalModelStorage.create(tmp_path)
    made = SpellingCorrector.create({}, storage, RESOURCE, CONTEXT)
    made.train(DATA)
    if request.param == "trained":
        return made
    return SpellingCorrector.load({}, storage, RESOURCE, CONTEXT)


def read(corrector: SpellingCorrector, text: str) -> Message:
    (message,) = corrector.process([Message.build(text=text)])
    return message


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("how muhc is a masage", "how much is a massage"),
        ("shiastu?", "shiatsu?"),
        ("the weather is lovely", "the weather is lovely"),
        ("", ""),
    ],
)
def test_text_is_mended_by_what_training_knows(
    corrector: SpellingCorrector, typed: str, mended: str
) -> None:
    assert read(corrector, typed).get("text") == mended


def test_gibberish_is_noted(corrector: SpellingCorrector) -> None:
    assert read(corrector, "flurb wexl qoop").get(GIBBERISH)
    assert not read(corrector, "what is shiatsu").get(GIBBERISH)


def test_annotated_examples_keep_their_text(corrector: SpellingCorrector) -> None:
    entity = {"entity": "technique", "start": 0, "end": 7, "value": "shiatsu"}
    annotated = Message.build(text="shiastu masage", intent="x", entities=[entity])
    plain = Message.build(text="a masage", intent="x")
    action = Message(data={"action_name": "action_listen"})
    corrector.process_training_data(TrainingData(training_examples=[annotated, plain, action]))
    assert annotated.get("text") == "shiastu masage"
    assert plain.get("text") == "a massage"


@pytest.mark.parametrize(
    ("gibberish", "entities", "intent"),
    [
        (True, [], "nlu_fallback"),
        (True, [{"entity": "technique", "value": "shiatsu"}], "out_of_scope"),
        (False, [], "out_of_scope"),
        (None, [], "out_of_scope"),
    ],
)
def test_gibberish_without_a_term_is_not_understood(
    gibberish: bool | None, entities: list[dict[str, Any]], intent: str
) -> None:
    message = Message.build(text="x")
    message.set("intent", {"name": "out_of_scope", "confidence": 0.9})
    message.set("entities", entities)
    message.set(GIBBERISH, gibberish)
    (result,) = GibberishDetector().process([message])
    assert result.get("intent")["name"] == intent

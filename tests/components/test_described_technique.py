"""A technique described without its name: the nearest descriptions vote, within limits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from advice.answers import TECHNIQUE_ASPECTS
from components.described_technique import FILE_NAME, DescribedTechnique
from components.examples import DESCRIBED_TECHNIQUE
from components.sentence_encoder import TUNED

CONTEXT = ExecutionContext(GraphSchema({}))
RESOURCE = Resource("described")
# Stones, feet and cups have a direction each.
DESCRIPTIONS = [
    ([1.0, 0.0, 0.0], "hot_stone_massage"),
    ([0.9, 0.1, 0.0], "hot_stone_massage"),
    ([0.0, 1.0, 0.0], "reflexology"),
    ([0.1, 0.9, 0.0], "reflexology"),
    ([0.0, 0.0, 1.0], "cupping"),
]
SHIATSU = {"entity": "technique", "value": "shiatsu"}
NECK = {"entity": "body_area", "value": "neck"}


def message(vector: list[float] | None, origin: str = "dense") -> Message:
    built = Message.build(text="the one with stones")
    if vector is not None:
        rows = np.array([vector], dtype=np.float32)
        built.add_features(Features(rows, FEATURE_TYPE_SENTENCE, TEXT, origin))
    return built


def description(vector: list[float] | None, technique: str) -> Message:
    built = message(vector)
    built.set(DESCRIBED_TECHNIQUE, technique)
    return built


def trained(path: Path, examples: list[Message], **config: Any) -> DescribedTechnique:
    path.mkdir(exist_ok=True)
    storage = LocalModelStorage.create(path)
    component = DescribedTechnique.create(config, storage, RESOURCE, CONTEXT)
    assert component.train(TrainingData(training_examples=examples)) == RESOURCE
    return component


def load(path: Path) -> DescribedTechnique:
    return DescribedTechnique.load({}, LocalModelStorage(path), RESOURCE, CONTEXT)


def described(path: Path, **config: Any) -> DescribedTechnique:
    return trained(path, [description(*example) for example in DESCRIPTIONS], **config)


def asked(
    vector: list[float] | None, intent: str = "explain_technique", *entities: dict[str, Any]
) -> Message:
    built = message(vector)
    built.set(INTENT, {"name": intent, "confidence": 0.8})
    built.set(ENTITIES, list(entities))
    return built


def found(component: DescribedTechnique, *messages: Message) -> list[list[str]]:
    assert component.process(list(messages)) == list(messages)
    return [
        [e["value"] for e in m.get(ENTITIES, []) if e["entity"] == "technique"] for m in messages
    ]


@pytest.mark.parametrize(("vector", "technique"), DESCRIPTIONS)
def test_the_nearest_description_wins(tmp_path: Path, vector: list[float], technique: str) -> None:
    component = described(tmp_path)
    assert found(component, asked(vector)) == [[technique]]
    # Its direction counts, not its length.
    assert found(component, asked([7 * value for value in vector])) == [[technique]]


def test_descriptions_count_by_direction_too(tmp_path: Path) -> None:
    examples = [description([9.0, 9.0], "cupping"), description([0.1, 0.0], "reflexology")]
    component = trained(tmp_path, examples)
    assert found(component, asked([1.0, 0.2]), asked([1.0, 0.9])) == [["reflexology"], ["cupping"]]


def test_what_is_added_is_an_entity_of_the_whole_text(tmp_path: Path) -> None:
    question = asked([1.0, 0.0, 0.0], "technique_uses", NECK)
    described(tmp_path).process([question])
    neck, technique = question.get(ENTITIES)
    assert neck == NECK
    assert 0.99 < technique.pop("confidence") <= 1.0
    assert technique == {
        "entity": "technique",
        "value": "hot_stone_massage",
        "start": 0,
        "end": len("the one with stones"),
        "extractor": "DescribedTechnique",
    }
    assert question.as_dict(only_output_properties=True)[ENTITIES] == question.get(ENTITIES)


@pytest.mark.parametrize("intent", TECHNIQUE_ASPECTS)
def test_every_question_about_a_technique_may_describe_it(tmp_path: Path, intent: str) -> None:
    assert found(described(tmp_path), asked([0.0, 1.0, 0.0], intent)) == [["reflexology"]]


def test_a_technique_named_is_the_one_meant(tmp_path: Path) -> None:
    question = asked([1.0, 0.0, 0.0], "explain_technique", SHIATSU)
    assert found(described(tmp_path), question) == [["shiatsu"]]
    assert question.get(ENTITIES) == [SHIATSU]


@pytest.mark.parametrize("intent", ["faq_price", "compare_styles", "nlu_fallback", "greet"])
def test_another_intent_means_no_technique(tmp_path: Path, intent: str) -> None:
    assert found(described(tmp_path), asked([1.0, 0.0, 0.0], intent)) == [[]]


def test_a_message_without_intent_or_vector_stays(tmp_path: Path) -> None:
    component = described(tmp_path)
    assert found(component, message([1.0, 0.0, 0.0]), asked(None)) == [[], []]
    assert component.process([]) == []


def test_split_votes_mean_no_technique(tmp_path: Path) -> None:
    component = described(tmp_path, neighbours=5, sharpness=1.0, threshold=0.6)
    assert found(component, asked([1.0, 1.0, 1.0])) == [[]]


def test_a_technique_is_meant_from_the_threshold_on(tmp_path: Path) -> None:
    # Two votes of equal weight, for one technique each.
    examples = [description([1.0, 0.0], "cupping"), description([0.0, 1.0], "reflexology")]
    between = asked([1.0, 1.0])
    assert found(trained(tmp_path, examples, threshold=0.51), between) == [[]]
    assert found(trained(tmp_path, examples, threshold=0.49), between) == [["cupping"]]
    assert between.get(ENTITIES)[0]["confidence"] == pytest.approx(0.5)


def test_a_votes_weight_is_set_by_its_sharpness(tmp_path: Path) -> None:
    examples = [description([1.0, 0.0], "cupping"), description([0.0, 1.0], "reflexology")]
    for sharpness in (1.0, 5.0):
        question = asked([0.8, 0.6])
        found(trained(tmp_path, examples, sharpness=sharpness, threshold=0.0), question)
        near, far = np.exp(sharpness * np.array([0.8, 0.6]))
        share = question.get(ENTITIES)[0]["confidence"]
        assert share == pytest.approx(near / (near + far), abs=1e-5)


def test_only_the_nearest_vote(tmp_path: Path) -> None:
    # Rasa drops equal examples; these differ.
    far = [description([0.6, 0.8 + number / 100], "cupping") for number in range(20)]
    examples = [description([1.0, 0.0], "reflexology"), *far]
    meant = []
    for neighbours in (1, 21):
        settings = {"neighbours": neighbours, "sharpness": 1.0, "threshold": 0.0}
        meant += found(trained(tmp_path, examples, **settings), asked([1.0, 0.1]))
    assert meant == [["reflexology"], ["cupping"]]


def test_a_batch_keeps_its_messages_apart(tmp_path: Path) -> None:
    vectors = [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    greeting = asked([1.0, 0.0, 0.0], "greet")
    first, second = (asked(vector) for vector in vectors)
    assert found(described(tmp_path), first, greeting, second) == [
        ["hot_stone_massage"],
        [],
        ["cupping"],
    ]


def test_only_descriptions_are_learnt(tmp_path: Path) -> None:
    named = message([0.0, 0.0, 1.0])
    named.set(ENTITIES, [SHIATSU])
    examples = [description([1.0, 0.0, 0.0], "cupping"), named, message(None)]
    component = trained(tmp_path, examples)
    assert found(component, asked([0.0, 0.1, 1.0])) == [["cupping"]]


def test_tuned_vectors_have_no_vote(tmp_path: Path) -> None:
    question = asked([1.0, 0.0, 0.0])
    tuned = np.array([[0.0, 1.0, 0.0]], dtype=np.float32)
    question.add_features(Features(tuned, FEATURE_TYPE_SENTENCE, TEXT, f"dense{TUNED}"))
    assert found(described(tmp_path), question) == [["hot_stone_massage"]]


def test_it_is_loaded_as_it_was_trained(tmp_path: Path) -> None:
    component = described(tmp_path)
    vectors = [*(vector for vector, _ in DESCRIPTIONS), [0.6, 0.3, 0.1], [0.1, 0.2, 0.7]]
    before, after = ([asked(vector) for vector in vectors] for _ in range(2))
    component.process(before)
    load(tmp_path).process(after)
    assert [m.get(ENTITIES) for m in after] == [m.get(ENTITIES) for m in before]
    assert any(m.get(ENTITIES) for m in after)
    # Plain arrays: reading them runs no code.
    with np.load(tmp_path / RESOURCE.name / FILE_NAME, allow_pickle=False) as arrays:
        assert {name: arrays[name].dtype.kind for name in arrays.files} == {
            "vectors": "f",
            "techniques": "U",
        }


def test_without_dense_features_training_is_a_clear_error(tmp_path: Path) -> None:
    examples = [description(*DESCRIPTIONS[0]), description(None, "reflexology")]
    with pytest.raises(ValueError, match="needs dense features"):
        trained(tmp_path, examples)


def test_without_any_description_nothing_is_found(tmp_path: Path) -> None:
    component = trained(tmp_path, [message([1.0, 0.0, 0.0])])
    assert found(component, asked([1.0, 0.0, 0.0])) == [[]]
    assert found(load(tmp_path), asked([1.0, 0.0, 0.0])) == [[]]


def test_untrained_it_finds_nothing(tmp_path: Path) -> None:
    storage = LocalModelStorage.create(tmp_path)
    component = DescribedTechnique.create({}, storage, RESOURCE, CONTEXT)
    assert found(component, asked([1.0, 0.0, 0.0])) == [[]]

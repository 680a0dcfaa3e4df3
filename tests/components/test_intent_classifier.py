"""The intent classifier: ranks all intents, reads both kinds of feature, survives storage."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.intent_classifier import FILE_NAME, EnsembleIntentClassifier
from components.intent_model import IntentModel

CONTEXT = ExecutionContext(GraphSchema({}))
RESOURCE = Resource("classifier")
VOCABULARY = ["price", "cost", "park", "car", "hello", "hi"]
# Words of one meaning share a direction; "zebra" has one of its own.
DIRECTIONS = [("price", "cost"), ("park", "car"), ("hello", "hi"), ("zebra",)]
EXAMPLES = [
    ("price cost", "faq_price"),
    ("cost", "faq_price"),
    ("park car", "faq_parking"),
    ("car", "faq_parking"),
    ("hello hi", "greet"),
    ("hi", "greet"),
]


def meaning(text: str) -> list[float]:
    words = text.split()
    return [float(any(word in words for word in group)) for group in DIRECTIONS]


def message(
    text: str,
    intent: str | None = None,
    dense: list[float] | None = None,
    features: tuple[str, ...] = ("sparse", "dense"),
) -> Message:
    built = Message.build(text=text, intent=intent)
    if "sparse" in features:
        counts = scipy.sparse.csr_matrix([[text.split().count(word) for word in VOCABULARY]])
        built.add_features(Features(counts, FEATURE_TYPE_SENTENCE, TEXT, "counts"))
    if "dense" in features:
        vector = np.array([dense or meaning(text)], dtype=np.float32)
        built.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, "dense"))
    return built


def trained(path: Path, examples: list[Message]) -> EnsembleIntentClassifier:
    path.mkdir(exist_ok=True)
    storage = LocalModelStorage.create(path)
    classifier = EnsembleIntentClassifier.create({}, storage, RESOURCE, CONTEXT)
    classifier.train(TrainingData(training_examples=examples))
    return classifier


def ranking(classifier: EnsembleIntentClassifier, asked: Message) -> list[tuple[str, float]]:
    (read,) = classifier.process([asked])
    assert read.get("intent") == read.get("intent_ranking")[0]
    return [(entry["name"], entry["confidence"]) for entry in read.get("intent_ranking")]


@pytest.fixture
def classifier(tmp_path: Path) -> EnsembleIntentClassifier:
    return trained(tmp_path, [message(text, intent) for text, intent in EXAMPLES])


@pytest.mark.parametrize(("text", "intent"), EXAMPLES)
def test_all_intents_are_ranked_by_confidence(
    classifier: EnsembleIntentClassifier, text: str, intent: str
) -> None:
    ranked = ranking(classifier, message(text))
    assert ranked[0][0] == intent
    assert {name for name, _ in ranked} == {"faq_price", "faq_parking", "greet"}
    confidences = [confidence for _, confidence in ranked]
    assert 0.8 < sum(confidences) <= 1.0 + 1e-5
    assert confidences == sorted(confidences, reverse=True)


def test_what_is_unlike_every_example_is_none_of_the_intents(
    classifier: EnsembleIntentClassifier,
) -> None:
    assert sum(c for _, c in ranking(classifier, message("zebra"))) == pytest.approx(0.0)
    assert ranking(classifier, message("car zebra"))[0] < ("faq_parking", 0.8)


def test_a_batch_is_read_as_single_messages_are(classifier: EnsembleIntentClassifier) -> None:
    texts = ["price", "car park", "hi"]
    batch = classifier.process([message(text) for text in texts])
    for text, read in zip(texts, batch, strict=True):
        single = ranking(classifier, message(text))
        assert read.get("intent")["name"] == single[0][0]
        assert read.get("intent")["confidence"] == pytest.approx(single[0][1], abs=1e-6)
    assert classifier.process([]) == []


def test_dense_features_decide_where_words_do_not(tmp_path: Path) -> None:
    examples = [
        message(text, intent, dense)
        for text in ("hi", "car", "hi car")
        for intent, dense in (("a", [1.0, 0.0]), ("b", [0.0, 1.0]))
    ] * 3
    classifier = trained(tmp_path, examples)
    # Only their direction counts, not their length.
    assert ranking(classifier, message("hi", dense=[9, 1]))[0][0] == "a"
    assert ranking(classifier, message("hi", dense=[0.1, 0.9]))[0][0] == "b"


def test_two_intents_are_told_apart(tmp_path: Path) -> None:
    classifier = trained(tmp_path, [message(t, i) for t, i in EXAMPLES if i != "greet"])
    assert ranking(classifier, message("cost"))[0][0] == "faq_price"
    first, second = ranking(classifier, message("car"))
    assert first[0] == "faq_parking"
    assert first[1] + second[1] == pytest.approx(1.0, abs=1e-5)


def test_the_same_examples_give_the_same_model(
    classifier: EnsembleIntentClassifier, tmp_path: Path
) -> None:
    again = trained(tmp_path / "again", [message(text, intent) for text, intent in EXAMPLES])
    for text, _ in EXAMPLES:
        assert ranking(again, message(text)) == ranking(classifier, message(text))


def test_it_is_loaded_as_it_was_trained(
    classifier: EnsembleIntentClassifier, tmp_path: Path
) -> None:
    storage = LocalModelStorage(tmp_path)
    loaded = EnsembleIntentClassifier.load({}, storage, RESOURCE, CONTEXT)
    for text, _ in EXAMPLES:
        assert ranking(loaded, message(text)) == ranking(classifier, message(text))
    # Plain arrays: reading them runs no code.
    with np.load(tmp_path / RESOURCE.name / FILE_NAME, allow_pickle=False) as arrays:
        assert set(arrays.files) == {field.name for field in fields(IntentModel)}


def test_one_intent_or_no_features_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(RasaException, match="two intents or more"):
        trained(tmp_path / "one", [message("hi", "greet")])
    with pytest.raises(RasaException, match="two intents or more"):
        trained(tmp_path / "none", [])
    for kept, missing in (("sparse", "dense"), ("dense", "sparse")):
        examples = [message(text, intent, features=(kept,)) for text, intent in EXAMPLES]
        with pytest.raises(RasaException, match=f"needs {missing} features"):
            trained(tmp_path / missing, examples)

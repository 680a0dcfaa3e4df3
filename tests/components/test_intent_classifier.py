"""The intent classifier: ranks all intents, reads both kinds of feature, survives storage."""

from __future__ import annotations

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

from components.intent_classifier import FILE_NAME, LinearIntentClassifier

CONTEXT = ExecutionContext(GraphSchema({}))
RESOURCE = Resource("classifier")
VOCABULARY = ["price", "cost", "park", "car", "hello", "hi"]
EXAMPLES = [
    ("price cost", "faq_price"),
    ("cost", "faq_price"),
    ("park car", "faq_parking"),
    ("car", "faq_parking"),
    ("hello hi", "greet"),
    ("hi", "greet"),
]


def message(text: str, intent: str | None = None, dense: list[float] | None = None) -> Message:
    built = Message.build(text=text, intent=intent)
    counts = scipy.sparse.csr_matrix([[text.split().count(word) for word in VOCABULARY]])
    built.add_features(Features(counts, FEATURE_TYPE_SENTENCE, TEXT, "counts"))
    if dense is not None:
        vector = np.array([dense], dtype=np.float32)
        built.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, "dense"))
    return built


def trained(path: Path, examples: list[Message]) -> LinearIntentClassifier:
    storage = LocalModelStorage.create(path)
    classifier = LinearIntentClassifier.create({}, storage, RESOURCE, CONTEXT)
    classifier.train(TrainingData(training_examples=examples))
    return classifier


def ranking(classifier: LinearIntentClassifier, asked: Message) -> list[tuple[str, float]]:
    (read,) = classifier.process([asked])
    assert read.get("intent") == read.get("intent_ranking")[0]
    return [(entry["name"], entry["confidence"]) for entry in read.get("intent_ranking")]


@pytest.fixture
def classifier(tmp_path: Path) -> LinearIntentClassifier:
    return trained(tmp_path, [message(text, intent) for text, intent in EXAMPLES])


@pytest.mark.parametrize(("text", "intent"), EXAMPLES)
def test_all_intents_are_ranked_by_probability(
    classifier: LinearIntentClassifier, text: str, intent: str
) -> None:
    ranked = ranking(classifier, message(text))
    assert ranked[0][0] == intent
    assert {name for name, _ in ranked} == {"faq_price", "faq_parking", "greet"}
    confidences = [confidence for _, confidence in ranked]
    assert sum(confidences) == pytest.approx(1.0, abs=1e-5)
    assert confidences == sorted(confidences, reverse=True)


def test_what_no_example_has_is_uncertain(classifier: LinearIntentClassifier) -> None:
    assert ranking(classifier, message("zebra"))[0][1] < 0.6


def test_a_batch_is_read_as_single_messages_are(classifier: LinearIntentClassifier) -> None:
    texts = ["price", "car park", "hi"]
    batch = classifier.process([message(text) for text in texts])
    for text, read in zip(texts, batch, strict=True):
        single = ranking(classifier, message(text))
        assert read.get("intent")["name"] == single[0][0]
        assert read.get("intent")["confidence"] == pytest.approx(single[0][1], abs=1e-6)
    assert classifier.process([]) == []


def test_dense_features_decide_where_words_do_not(tmp_path: Path) -> None:
    examples = [message("hi", "a", [1, 0]), message("hi", "b", [0, 1])] * 3
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


def test_it_is_loaded_as_it_was_trained(classifier: LinearIntentClassifier, tmp_path: Path) -> None:
    storage = LocalModelStorage(tmp_path)
    loaded = LinearIntentClassifier.load({}, storage, RESOURCE, CONTEXT)
    for text, _ in EXAMPLES:
        assert ranking(loaded, message(text)) == ranking(classifier, message(text))
    # Plain arrays: reading them runs no code.
    with np.load(tmp_path / RESOURCE.name / FILE_NAME, allow_pickle=False) as arrays:
        assert sorted(arrays.files) == ["coefficients", "idf", "intercept", "labels"]


def test_one_intent_or_no_features_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(RasaException, match="two intents or more"):
        trained(tmp_path / "one", [message("hi", "greet")])
    bare = [Message.build(text="hi", intent="a"), Message.build(text="car", intent="b")]
    with pytest.raises(RasaException, match="needs sparse features"):
        trained(tmp_path / "bare", bare)

"""The intent classifier: ranks all intents, reads both kinds of feature, survives storage."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

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
from components.sentence_encoder import TUNED

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
    tuned: list[float] | None = None,
) -> Message:
    built = Message.build(text=text, intent=intent)
    if "sparse" in features:
        counts = scipy.sparse.csr_matrix([[text.split().count(word) for word in VOCABULARY]])
        built.add_features(Features(counts, FEATURE_TYPE_SENTENCE, TEXT, "counts"))
    if "dense" in features:
        vector = np.array([dense or meaning(text)], dtype=np.float32)
        built.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, "dense"))
    if tuned is not None:
        vector = np.array([tuned], dtype=np.float32)
        built.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, f"dense{TUNED}"))
    return built


def trained(path: Path, examples: list[Message], **config: Any) -> EnsembleIntentClassifier:
    path.mkdir(exist_ok=True)
    storage = LocalModelStorage.create(path)
    classifier = EnsembleIntentClassifier.create(config, storage, RESOURCE, CONTEXT)
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
    barely = message("car zebra", dense=[0.0, 0.4, 0.0, 1.0])
    assert ranking(classifier, barely)[0] < ("faq_parking", 0.8)


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


def test_tuned_features_decide_where_nothing_else_does(tmp_path: Path) -> None:
    directions = {"a": [1.0, 0.0], "b": [0.0, 1.0]}
    texts = ["hi", "car", "hi car"] * 3
    examples = [message(t, i, tuned=d) for t in texts for i, d in directions.items()]
    classifier = trained(tmp_path, examples)
    for tuned, intent in (([0.9, 0.1], "a"), ([0.1, 0.9], "b")):
        (first, sure), (_, unsure) = ranking(classifier, message("hi", tuned=tuned))
        assert first == intent
        assert sure > unsure + 0.2
        # Only their direction counts, not their length.
        longer = message("hi", tuned=[10 * value for value in tuned])
        assert ranking(classifier, longer)[0] == (intent, pytest.approx(sure, abs=1e-5))


def test_the_tuned_share_is_a_setting(tmp_path: Path) -> None:
    tuned = {"greet": [1.0, 0.0], "faq_price": [0.0, 1.0]}
    examples = [message(t, i, tuned=tuned[i]) for t, i in EXAMPLES if i in tuned]
    # Words and meaning say one thing, the tuned vector another.
    asked = message("hi", tuned=tuned["faq_price"])
    odds = []
    for share in (0.0, 0.5, 1.0):
        classifier = trained(tmp_path / str(share), examples, tuned_share=share)
        confidences = dict(ranking(classifier, asked))
        odds.append(confidences["greet"] / confidences["faq_price"])
        # Both vectors an example's own: it is no less one of the intents.
        like = ranking(classifier, message("hi", tuned=tuned["greet"]))
        assert sum(confidence for _, confidence in like) == pytest.approx(1.0, abs=1e-5)
    assert odds == sorted(set(odds), reverse=True)


@pytest.mark.parametrize("text", ["car", "hi", "hello car", "price hi", "car zebra"])
def test_a_weight_makes_an_intent_likelier(
    classifier: EnsembleIntentClassifier, tmp_path: Path, text: str
) -> None:
    weights = {"greet": 2.5, "an intent that no example has": 9.0}
    loaded = EnsembleIntentClassifier.load(
        {"intent_weights": weights}, LocalModelStorage(tmp_path), RESOURCE, CONTEXT
    )
    before, after = dict(ranking(classifier, message(text))), dict(ranking(loaded, message(text)))
    assert set(after) == set(before)
    assert after["greet"] > before["greet"]
    assert after["faq_price"] < before["faq_price"]
    # What fits no intent stays as likely, and the others as likely beside each other.
    assert sum(after.values()) == pytest.approx(sum(before.values()), abs=1e-5)
    assert sum(after.values()) <= 1.0 + 1e-5
    ratios = {name: after[name] / before[name] for name in after}
    assert ratios["faq_price"] == pytest.approx(ratios["faq_parking"], rel=1e-3)
    assert ratios["greet"] > 2 * ratios["faq_price"]


def test_a_weight_of_1_changes_nothing(
    classifier: EnsembleIntentClassifier, tmp_path: Path
) -> None:
    examples = [message(text, intent) for text, intent in EXAMPLES]
    same = trained(tmp_path / "same", examples, intent_weights={"greet": 1.0})
    for text, _ in EXAMPLES:
        assert ranking(same, message(text)) == ranking(classifier, message(text))


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

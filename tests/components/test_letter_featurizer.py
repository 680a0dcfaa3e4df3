"""The letter featurizer: what it counts, and its life in Rasa."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException, RasaException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.letter_featurizer import LetterFeaturizer

CONTEXT = ExecutionContext(GraphSchema({}), "kneadwise", node_name="run_LetterFeaturizer0")
RESOURCE = Resource("letters")
TEXTS = ["parking", "is there parking", "a car park", "price", "the price", "room 14", "room 9"]


def create(path: Path, **config: Any) -> LetterFeaturizer:
    return LetterFeaturizer.create(config, LocalModelStorage.create(path), RESOURCE, CONTEXT)


def examples(*texts: str) -> TrainingData:
    return TrainingData([Message.build(text=text) for text in texts])


@pytest.fixture(scope="module")
def featurizer(tmp_path_factory: pytest.TempPathFactory) -> LetterFeaturizer:
    """Trained, and loaded from what it kept."""
    path = tmp_path_factory.mktemp("letters")
    create(path).train(examples(*TEXTS))
    return LetterFeaturizer.load({}, LocalModelStorage(path), RESOURCE, CONTEXT)


def counts_of(featurizer: LetterFeaturizer, text: str) -> np.ndarray:
    (message,) = featurizer.process([Message.build(text=text)])
    sequence, sentence = message.get_sparse_features(TEXT, [])
    assert sequence is None
    assert sentence is not None
    assert [features.origin for features in message.features] == [CONTEXT.node_name]
    rows: np.ndarray = sentence.features.toarray()
    assert rows.shape[0] == 1
    return rows[0]


def test_words_with_common_letters_have_common_counts(featurizer: LetterFeaturizer) -> None:
    park, parks, price = (counts_of(featurizer, t) for t in ("parking", "parkin", "price"))
    assert park @ parks > 5 * (park @ price)
    assert price @ price > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the price", "The PRICE?!"),
        ("the price", "  the, price "),
        ("room 14", "room 9"),
        ("room 14", "room 2026"),
    ],
)
def test_case_punctuation_and_the_number_do_not_count(
    featurizer: LetterFeaturizer, one: str, other: str
) -> None:
    assert counts_of(featurizer, one).sum() > 0
    np.testing.assert_array_equal(counts_of(featurizer, one), counts_of(featurizer, other))


def test_what_occurs_twice_counts_twice(featurizer: LetterFeaturizer) -> None:
    once, twice = counts_of(featurizer, "price"), counts_of(featurizer, "price price")
    np.testing.assert_array_equal(2 * once, twice)


def test_what_too_few_examples_have_is_not_counted(tmp_path: Path) -> None:
    # "room" is in two examples, "there" in one.
    often = create(tmp_path, least_examples=2)
    often.train(examples(*TEXTS))
    ever = create(tmp_path, least_examples=1)
    ever.train(examples(*TEXTS))
    assert counts_of(often, "room").sum() == counts_of(ever, "room").sum() > 0
    assert counts_of(often, "there").sum() < counts_of(ever, "there").sum()


@given(st.text(max_size=60))
def test_any_text_gets_counts(featurizer: LetterFeaturizer, text: str) -> None:
    counts = counts_of(featurizer, text)
    assert counts.shape == counts_of(featurizer, "price").shape
    assert (counts >= 0).all()


def test_a_batch_is_read_as_single_messages_are(featurizer: LetterFeaturizer) -> None:
    messages = featurizer.process([*examples(*TEXTS).training_examples])
    for message in messages:
        _, sentence = message.get_sparse_features(TEXT, [])
        single = counts_of(featurizer, message.get(TEXT))
        np.testing.assert_array_equal(sentence.features.toarray()[0], single)


def test_other_counts_have_another_fingerprint(featurizer: LetterFeaturizer) -> None:
    def fingerprint(text: str) -> str:
        (message,) = featurizer.process([Message.build(text=text)])
        return str(message.features[0].fingerprint())

    assert fingerprint("price") == fingerprint("Price!")
    assert len({fingerprint(text) for text in ("price", "price price", "parking", "")}) == 4


def test_an_example_without_text_stays_as_it_is(featurizer: LetterFeaturizer) -> None:
    bare = Message(data={INTENT: "greet"})
    data = featurizer.process_training_data(TrainingData([bare, Message.build(text="price")]))
    assert [len(example.features) for example in data.training_examples] == [0, 1]
    assert featurizer.process([]) == []


def test_nothing_to_count_is_said(tmp_path: Path) -> None:
    with pytest.raises(RasaException, match="LetterFeaturizer finds nothing to count"):
        create(tmp_path).train(examples("?!", "..."))


@pytest.mark.parametrize("wrong", [{"shortest": 6}, {"shortest": 0}, {"least_examples": 0}])
def test_lengths_and_counts_that_are_none_are_refused(
    tmp_path: Path, wrong: dict[str, int]
) -> None:
    with pytest.raises(InvalidConfigException, match="LetterFeaturizer in config"):
        create(tmp_path, **wrong)

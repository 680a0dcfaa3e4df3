"""What a message wishes is learned from examples of the content, and kept without pickle."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from advice.content.wish_models import NONE, WISHES
from components.examples import WISH
from components.question_splitter import PART_OF
from components.wish_reader import PERSON, WishReader

CONTEXT = ExecutionContext(GraphSchema({}))
RESOURCE = Resource("wishes")


def message(text: str, place: int, intent: str | None = None) -> Message:
    """A message whose vector points in one of as many directions as there are wishes."""
    built = Message.build(text=text, intent=intent)
    row = np.eye(len(WISHES), dtype=np.float32)[[place]]
    built.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, "dense"))
    counts = scipy.sparse.csr_matrix(np.array([[1.0, 0.0, 2.0]]))
    built.add_features(Features(counts, FEATURE_TYPE_SENTENCE, TEXT, "sparse"))
    return built


def examples(wishes: tuple[str, ...] = WISHES) -> TrainingData:
    built = []
    for wish in wishes:
        for number in range(10):
            one = message(f"x{number}", WISHES.index(wish))
            one.set(WISH, wish)
            built.append(one)
    return TrainingData(training_examples=built)


def trained(directory: Path, data: TrainingData) -> WishReader:
    storage = LocalModelStorage(directory)
    WishReader.create({}, storage, RESOURCE, CONTEXT).train(data)
    return WishReader.load({}, storage, RESOURCE, CONTEXT)


@pytest.mark.parametrize("wish", WISHES)
def test_each_wish_is_read_again_after_loading(wish: str, tmp_path: Path) -> None:
    reader = trained(tmp_path, examples())
    (read,) = reader.process([message("y", WISHES.index(wish))])
    found = read.get(WISH)
    if wish == NONE:
        assert found["share"] < 0.5
    else:
        assert found["name"] == wish
        assert found["share"] > 0.5


def test_other_intents_teach_what_is_no_wish_and_neutral_ones_nothing(tmp_path: Path) -> None:
    data = examples(tuple(wish for wish in WISHES if wish != NONE))
    none = WISHES.index(NONE)
    data.training_examples += [message(f"z{n}", none, "faq_parking") for n in range(10)]
    data.training_examples += [message(f"c{n}", 2, "faq_cancellation") for n in range(30)]
    data.training_examples += [message(f"p{n}", 0, PERSON) for n in range(10)]
    reader = trained(tmp_path, data)
    read = reader.process([message("y", none), message("y", 2), message("y", 0)])
    shares = [one.get(WISH)["share"] for one in read]
    assert shares[0] < 0.5 < min(shares[1:])


def test_without_examples_of_each_wish_none_is_read(tmp_path: Path) -> None:
    reader = trained(tmp_path, examples(("person", NONE)))
    (read,) = reader.process([message("get me a human", 0)])
    assert read.get(WISH) is None


def test_parts_of_a_message_are_not_read(tmp_path: Path) -> None:
    part = message("y", 0)
    part.set(PART_OF, 0)
    read = trained(tmp_path, examples()).process([message("y", 0), part])
    assert [one.get(WISH) is not None for one in read] == [True, False]


def test_the_model_is_kept_as_plain_arrays(tmp_path: Path) -> None:
    storage = LocalModelStorage(tmp_path)
    WishReader.create({}, storage, RESOURCE, CONTEXT).train(examples())
    with storage.read_from(RESOURCE) as directory:
        arrays = dict(np.load(directory / "wishes.npz", allow_pickle=False))
    assert set(arrays) == {"idf", "sparse_weights", "dense_weights", "biases"}

"""Tuning draws examples of one intent together, beside the published vectors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components import sentence_encoder
from components.encoder import graph, tuning
from components.encoder.model import EncoderModel
from components.encoder.weights import find_archive, read_tokenizer, read_weights
from components.sentence_encoder import SentenceEncoder, sentence_vector, tuned_vector
from tests.components.encoders import create, load

PRICE = ["how much is it", "what does an hour cost", "price please", "your rates", "too expensive?"]
PARKING = ["where can i park", "is there a car park", "parking", "i come by car", "room for my van"]
TEXTS = [*PRICE, *PARKING]
INTENTS = ["faq_price"] * len(PRICE) + ["faq_parking"] * len(PARKING)
OTHERS = ["", "hello", "my lower back has hurt since i moved house, what would you do about that?"]
EPOCHS = 15
# 1 - cosine; texts of two intents are 0.3 and more apart.
ROUNDED = 0.03

Layer = dict[str, np.ndarray]


@pytest.fixture(scope="module")
def tensors() -> Layer:
    return read_weights(find_archive())


@pytest.fixture(scope="module")
def published(tensors: Layer) -> Layer:
    """The last layer as it came."""
    return {name: t for name, t in tensors.items() if name.startswith(graph.LAST_LAYER)}


@pytest.fixture(scope="module")
def tokenizer() -> bytes:
    return read_tokenizer(find_archive())


@pytest.fixture(scope="module")
def lower(tensors: Layer, tokenizer: bytes) -> EncoderModel:
    return EncoderModel(graph.build_lower_layers(tensors), tokenizer)


@pytest.fixture(scope="module")
def tuned(tensors: Layer, lower: EncoderModel) -> Layer:
    return tuning.tune_last_layer(tensors, lower.states(TEXTS), INTENTS, EPOCHS)


def assert_same_vectors(vectors: np.ndarray, expected: np.ndarray) -> None:
    """As near as training's graph, which rounds a batch's inputs on one scale, comes."""
    assert vectors.shape == expected.shape
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
    assert (1.0 - (vectors * expected).sum(axis=1)).max() < ROUNDED


# The layer


def test_states_are_one_row_for_each_piece(lower: EncoderModel) -> None:
    texts = ["parking", "how much is it", "", "parking"]
    states = lower.states(texts)
    # [CLS] and [SEP] are pieces too.
    assert [rows.shape for rows in states] == [(n, graph.WIDTH) for n in (3, 6, 2, 3)]
    assert {rows.dtype for rows in states} == {np.dtype(np.float16)}
    np.testing.assert_array_equal(states[0], states[3])


def test_the_published_layer_gives_the_published_vectors(
    published: Layer, lower: EncoderModel, model: EncoderModel
) -> None:
    import tensorflow as tf

    texts = [*TEXTS, *OTHERS]
    states = lower.states(texts)
    # Whatever stands in the padding must not count.
    padded = np.full((len(texts), max(map(len, states)) + 3, graph.WIDTH), 5.0, np.float32)
    mask = np.zeros(padded.shape[:2], np.float32)
    for row, values in enumerate(states):
        padded[row, : len(values)] = values
        mask[row, : len(values)] = 1.0
    vectors = tuning.layer_sentences(tf, published, tf.constant(padded), tf.constant(mask), 0.0)
    assert_same_vectors(vectors.numpy(), model.encode(texts))


def test_vectors_from_states_are_in_the_order_of_the_texts(
    published: Layer, lower: EncoderModel, model: EncoderModel
) -> None:
    # More than a batch, of different lengths.
    texts = [f"{'my back hurts ' * (7 * n % 11)}{n}" for n in range(tuning.BATCH_SIZE + 9)]
    vectors = tuning.sentence_vectors(published, lower.states(texts))
    assert_same_vectors(vectors, model.encode(texts))


def test_dropout_changes_vectors(published: Layer, lower: EncoderModel) -> None:
    import tensorflow as tf

    states = tf.constant(lower.states(["parking"])[0][np.newaxis].astype(np.float32))
    mask = tf.ones(states.shape[:2])
    plain, again, dropped = (
        tuning.layer_sentences(tf, published, states, mask, dropout).numpy()
        for dropout in (0.0, 0.0, 0.5)
    )
    np.testing.assert_array_equal(again, plain)
    assert (plain @ dropped.T).item() < 0.99


# Tuning


def _likeness(vectors: np.ndarray) -> tuple[float, float]:
    """The mean cosine of examples of one intent, and of two."""
    intents = np.array(INTENTS)
    same = intents[:, None] == intents
    cosines = vectors @ vectors.T
    return cosines[same & ~np.eye(len(same), dtype=bool)].mean(), cosines[~same].mean()


def test_tuning_draws_intents_together_and_apart(
    published: Layer, tuned: Layer, lower: EncoderModel
) -> None:
    states = lower.states(TEXTS)
    same_before, apart_before = _likeness(tuning.sentence_vectors(published, states))
    same_after, apart_after = _likeness(tuning.sentence_vectors(tuned, states))
    assert same_after > same_before + 0.1
    assert apart_after < apart_before - 0.2


def test_texts_like_the_examples_are_drawn_too(
    published: Layer, tuned: Layer, lower: EncoderModel
) -> None:
    texts = ["what do you charge for a massage", "can i leave my car at yours"]
    prices, parking = slice(0, len(PRICE)), slice(len(PRICE), None)

    def margins(layer: Layer) -> list[float]:
        vectors = tuning.sentence_vectors(layer, lower.states([*TEXTS, *texts]))
        price, park = vectors[-2:] @ vectors[:-2].T
        return [
            price[prices].mean() - price[parking].mean(),
            park[parking].mean() - park[prices].mean(),
        ]

    for before, after in zip(margins(published), margins(tuned), strict=True):
        assert after > before + 0.1


def test_the_last_layer_alone_is_tuned(tensors: Layer, published: Layer, tuned: Layer) -> None:
    assert set(tuned) == set(published)
    for name, tensor in tuned.items():
        assert (tensor.shape, tensor.dtype) == (published[name].shape, np.float32)
        assert np.isfinite(tensor).all()
    moved = [name for name in tuned if np.abs(tuned[name] - published[name]).max() > 1e-4]
    # A key's bias adds the same to all scores of a query, and softmax takes it out.
    assert set(tuned) - set(moved) <= {f"{graph.LAST_LAYER}.attention.self.key.bias"}
    # What was given is not written into.
    fresh = read_weights(find_archive())
    assert all(np.array_equal(fresh[name], tensors[name]) for name in fresh)


def test_the_same_examples_give_the_same_layer(
    tensors: Layer, tuned: Layer, lower: EncoderModel
) -> None:
    again = tuning.tune_last_layer(tensors, lower.states(TEXTS), INTENTS, EPOCHS)
    for name in tuned:
        np.testing.assert_allclose(again[name], tuned[name], atol=1e-6)


def test_more_epochs_tune_more(
    tensors: Layer, published: Layer, tuned: Layer, lower: EncoderModel
) -> None:
    states = lower.states(TEXTS)
    once = tuning.tune_last_layer(tensors, states, INTENTS, 1)
    layers = published, once, tuned
    same, apart = zip(*(_likeness(tuning.sentence_vectors(x, states)) for x in layers), strict=True)
    assert same == tuple(sorted(same))
    assert apart == tuple(sorted(apart, reverse=True))


# The graph


def test_the_graph_has_both_outputs(
    tensors: Layer, tuned: Layer, tokenizer: bytes, lower: EncoderModel, model: EncoderModel
) -> None:
    built, alone = graph.build(tensors, tuned), graph.build(tensors)
    texts = [*TEXTS, *OTHERS]
    both = EncoderModel(built, tokenizer).encode(texts)
    assert both.shape == (len(texts), 2 * graph.WIDTH)
    np.testing.assert_allclose(both[:, : graph.WIDTH], model.encode(texts), atol=1e-5)
    expected = tuning.sentence_vectors(tuned, lower.states(texts))
    assert_same_vectors(both[:, graph.WIDTH :], expected)
    # The lower layers are shared: 1.8 million weights more, of one byte each, and their scales.
    assert 1_800_000 < len(built) - len(alone) < 2_200_000


def test_a_layer_not_tuned_gives_the_published_vectors(
    tensors: Layer, published: Layer, tokenizer: bytes
) -> None:
    both = EncoderModel(graph.build(tensors, published), tokenizer).encode(TEXTS)
    np.testing.assert_allclose(both[:, graph.WIDTH :], both[:, : graph.WIDTH], atol=1e-6)


# Life in Rasa


def _examples(texts: list[str] = TEXTS, intents: list[str] = INTENTS) -> TrainingData:
    pairs = zip(texts, intents, strict=True)
    # An intent's bare name is an example too, for other components.
    bare = Message(data={INTENT: "greet"})
    return TrainingData([*(Message.build(text=t, intent=i) for t, i in pairs), bare])


def _trained(path: Path, examples: TrainingData, **config: Any) -> SentenceEncoder:
    """Trained and loaded; what training left for its examples is there still."""
    create(path, **config).train(examples)
    return load(path, **config)


@pytest.fixture(scope="module")
def tuned_encoder(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    encoder = _trained(tmp_path_factory.mktemp("tuned"), _examples(), tuning_epochs=EPOCHS)
    sentence_encoder._just_tuned.clear()
    return encoder


def _read(encoder: SentenceEncoder, texts: list[str]) -> list[Message]:
    return encoder.process([Message.build(text=text) for text in texts])


def test_features_of_both_origins_are_told_apart(
    tuned_encoder: SentenceEncoder, tuned: Layer, lower: EncoderModel, model: EncoderModel
) -> None:
    texts = [*TEXTS, *OTHERS]
    messages = _read(tuned_encoder, texts)
    for message in messages:
        origins = [features.origin for features in message.features]
        assert origins == ["run_SentenceEncoder0", "run_SentenceEncoder0_tuned"]
    expected = tuning.sentence_vectors(tuned, lower.states(texts))
    assert_same_vectors(np.array([tuned_vector(m) for m in messages]), expected)
    # Tuning leaves the published vector alone.
    plain = np.array([sentence_vector(m) for m in messages])
    np.testing.assert_allclose(plain, model.encode(texts), atol=1e-5)


@pytest.mark.parametrize(
    ("examples", "epochs"),
    [(_examples(), 0), (_examples(TEXTS, ["faq_price"] * len(TEXTS)), 1), (TrainingData(), 1)],
    ids=["no epochs", "one intent", "no examples"],
)
def test_without_tuning_there_is_no_tuned_vector(
    tmp_path: Path, model: EncoderModel, examples: TrainingData, epochs: int
) -> None:
    encoder = _trained(tmp_path, examples, tuning_epochs=epochs)
    assert sentence_encoder._just_tuned == {}
    (message,) = _read(encoder, ["parking"])
    assert [features.origin for features in message.features] == ["run_SentenceEncoder0"]
    assert tuned_vector(message) is None
    vector = sentence_vector(message)
    assert vector is not None
    np.testing.assert_allclose(vector, model.encode(["parking"])[0], atol=1e-5)


def test_training_uses_what_tuning_has_seen_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = _trained(tmp_path, _examples())
    encoded: list[str] = []
    encode = EncoderModel.encode

    def recorded(self: EncoderModel, texts: list[str]) -> np.ndarray:
        encoded.extend(texts)
        return encode(self, texts)

    monkeypatch.setattr(EncoderModel, "encode", recorded)
    examples = _examples([*TEXTS, *OTHERS], [*INTENTS, *["greet"] * len(OTHERS)])
    first = encoder.process_training_data(examples).training_examples
    # An empty text is no example to tune by, and neither is a new one.
    assert sorted(encoded) == sorted(OTHERS)
    assert sentence_encoder._just_tuned == {}
    second = encoder.process_training_data(_examples()).training_examples
    assert sorted(encoded) == sorted([*OTHERS, *TEXTS])

    for vector in (sentence_vector, tuned_vector):
        kept, anew = (
            [vector(m) for m in found if m.get("text") in TEXTS] for found in (first, second)
        )
        assert_same_vectors(np.array(kept), np.array(anew))
    bare = [m for m in [*first, *second] if m.get("text") is None]
    assert [m.features for m in bare] == [[], []]
    assert all(len(m.features) == 2 for m in [*first, *second] if m not in bare)

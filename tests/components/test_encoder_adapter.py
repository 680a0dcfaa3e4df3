"""The adapter: what it adds, how it is tuned, and its vector beside the published one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from tokenizers import Tokenizer

from components.encoder import adapter, adapting, graph
from components.encoder.model import EncoderModel
from components.encoder.weights import find_archive, read_tokenizer, read_weights
from components.sentence_encoder import SentenceEncoder, sentence_vector, tuned_vector
from tests.components.encoders import create, load

# Of two lessons, but of the same words: the published vectors lie together.
PRICE = [
    "how much is a massage on saturday evening",
    "what would an evening massage on saturday cost",
    "a saturday evening massage, is it expensive",
    "the price of massages on saturday evenings",
    "rates for an evening massage, saturday",
]
BOOKING = [
    "can i book a massage on saturday evening",
    "i want an evening massage on saturday",
    "a saturday evening massage, is one free",
    "an appointment for massage on saturday evening",
    "reserve an evening massage, saturday",
]
TEXTS = [*PRICE, *BOOKING]
LESSONS = ["faq_price"] * len(PRICE) + ["faq_booking"] * len(BOOKING)
OTHERS = ["", "hello", "my lower back has hurt since i moved house, what would you do about that?"]
EPOCHS = 60
# 1 - cosine; an empty text among long ones is 0.03 off, others a third of that.
ROUNDED = 0.05

Arrays = dict[str, np.ndarray]


@pytest.fixture(scope="module")
def tensors() -> Arrays:
    return read_weights(find_archive())


@pytest.fixture(scope="module")
def tokenizer() -> bytes:
    return read_tokenizer(find_archive())


@pytest.fixture(scope="module")
def pieces(tokenizer: bytes) -> list[list[int]]:
    pieces_of = Tokenizer.from_str(tokenizer.decode())
    pieces_of.no_padding()
    return [pieces_of.encode(text).ids for text in TEXTS]


@pytest.fixture(scope="module")
def losses() -> list[float]:
    return []


@pytest.fixture(scope="module")
def tuned(tensors: Arrays, pieces: list[list[int]], losses: list[float]) -> Arrays:
    def noted(done: int, steps: int, loss: float) -> None:
        assert steps == EPOCHS
        losses.append(loss)

    return adapting.tune(tensors, pieces, LESSONS, noted, EPOCHS)


def assert_same_vectors(vectors: np.ndarray, expected: np.ndarray) -> None:
    """As near as training's graph, which rounds a batch's inputs on one scale, comes."""
    assert vectors.shape == expected.shape
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
    assert (1.0 - (vectors * expected).sum(axis=1)).max() < ROUNDED


# The file


def test_the_projects_adapter_fits_the_encoder(tensors: Arrays) -> None:
    read = adapter.read_adapter()
    changed = adapter.adapted(tensors, read)
    names = {
        f"{graph.layer_name(layer)}.{matrix}.weight"
        for layer in range(adapter.FIRST_LAYER, graph.LAYERS)
        for matrix in graph.MATRICES
    }
    assert set(changed) == names
    for name, matrix in changed.items():
        assert (matrix.shape, matrix.dtype) == (tensors[name].shape, np.float32)
        assert np.isfinite(matrix).all()
        assert np.abs(matrix - tensors[name]).max() > 1e-4


def test_both_vectors_share_the_layers_that_tuning_left_alone(tensors: Arrays) -> None:
    changed = adapter.adapted(tensors, adapter.read_adapter())
    model = onnx.load_from_string(graph.build(tensors, changed))
    products = [node for node in model.graph.node if node.op_type == "MatMulNBits"]
    layers = graph.LAYERS + (graph.LAYERS - adapter.FIRST_LAYER)
    assert len(products) == layers * len(graph.MATRICES)


@pytest.mark.parametrize("damage", ["missing", "cut", "altered"])
def test_a_damaged_file_is_named_with_its_cure(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "adapter.safetensors"
    if damage == "cut":
        file.write_bytes(adapter.FILE.read_bytes()[:1000])
    if damage == "altered":
        file.write_bytes(b"\xff" * 64)
    with pytest.raises(adapter.AdapterUnusable, match=r"adapter\.safetensors.*make adapter"):
        adapter.read_adapter(file)


def test_the_fingerprint_is_the_files(tmp_path: Path) -> None:
    file = tmp_path / "adapter.safetensors"
    missing = adapter.fingerprint(file)
    file.write_bytes(b"a")
    assert adapter.fingerprint(file) != missing
    assert adapter.fingerprint() == adapter.fingerprint(adapter.FILE) != adapter.fingerprint(file)


@given(st.integers(1, 4), st.integers(0, 1000))
def test_what_is_added_is_the_product(rank: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    matrix = random.normal(size=(3, 5)).astype(np.float32)
    down, up = random.normal(size=(5, rank)), random.normal(size=(rank, 3))
    narrow = {"a" + adapter.DOWN: down, "a" + adapter.UP: up}
    changed = adapter.adapted({"a.weight": matrix, "b.weight": matrix}, narrow)
    assert list(changed) == ["a.weight"]
    value = random.normal(size=5)
    expected = matrix @ value + adapter.SCALE * (value @ down @ up)
    np.testing.assert_allclose(changed["a.weight"] @ value, expected, atol=1e-3)


# Tuning


def test_an_untuned_adapter_gives_the_published_vectors(
    tensors: Arrays, model: EncoderModel, tokenizer: bytes
) -> None:
    import tensorflow as tf

    pieces_of = Tokenizer.from_str(tokenizer.decode())
    pieces_of.no_padding()
    texts = [*TEXTS, *OTHERS]
    # Whatever stands in the padding must not count.
    encoded = [pieces_of.encode(text).ids for text in texts]
    ids = np.full((len(texts), max(map(len, encoded)) + 3), 99, np.int32)
    mask = np.zeros(ids.shape, np.float32)
    for row, one in enumerate(encoded):
        ids[row, : len(one)] = one
        mask[row, : len(one)] = 1.0
    encoder = adapting.AdaptedEncoder(tf, tensors, np.random.default_rng(0))
    vectors = encoder.sentences(ids, mask, 0.0).numpy()
    assert_same_vectors(vectors, model.encode(texts))
    dropped = encoder.sentences(ids, mask, 0.5).numpy()
    assert (vectors * dropped).sum(axis=1).min() < 0.99


def test_tuning_lowers_the_loss(tuned: Arrays, losses: list[float]) -> None:
    assert len(losses) == EPOCHS
    assert losses[-1] < losses[0] / 2
    assert {array.dtype for array in tuned.values()} == {np.dtype(np.float16)}


def _likeness(vectors: np.ndarray) -> tuple[float, float]:
    """The mean cosine of examples of one lesson, and of two."""
    lessons = np.array(LESSONS)
    same = lessons[:, None] == lessons
    cosines = vectors @ vectors.T
    return cosines[same & ~np.eye(len(same), dtype=bool)].mean(), cosines[~same].mean()


@pytest.fixture(scope="module")
def both(tensors: Arrays, tuned: Arrays, tokenizer: bytes) -> EncoderModel:
    return EncoderModel(graph.build(tensors, adapter.adapted(tensors, tuned)), tokenizer)


def test_tuning_draws_lessons_together_and_apart(both: EncoderModel) -> None:
    vectors = both.encode(TEXTS)
    same_before, apart_before = _likeness(vectors[:, : graph.WIDTH])
    same_after, apart_after = _likeness(vectors[:, graph.WIDTH :])
    assert same_after - apart_after > same_before - apart_before + 0.2


def test_texts_like_the_examples_are_drawn_too(both: EncoderModel) -> None:
    texts = ["what do you charge for saturday evening", "may i come in on saturday evening"]
    prices, booking = slice(0, len(PRICE)), slice(len(PRICE), None)
    vectors = both.encode([*TEXTS, *texts])

    def margins(half: np.ndarray) -> list[float]:
        price, book = half[-2:] @ half[:-2].T
        return [
            price[prices].mean() - price[booking].mean(),
            book[booking].mean() - book[prices].mean(),
        ]

    before, after = margins(vectors[:, : graph.WIDTH]), margins(vectors[:, graph.WIDTH :])
    for less, more in zip(before, after, strict=True):
        assert more > less + 0.1


def test_the_same_examples_give_the_same_adapter(tensors: Arrays, pieces: list[list[int]]) -> None:
    first, again = (adapting.tune(tensors, pieces, LESSONS, epochs=1) for _ in range(2))
    for name, array in first.items():
        np.testing.assert_allclose(again[name], array, atol=1e-3)


# The graph


def test_the_graph_has_both_outputs(
    tensors: Arrays, tuned: Arrays, tokenizer: bytes, both: EncoderModel, model: EncoderModel
) -> None:
    texts = [*TEXTS, *OTHERS]
    vectors = both.encode(texts)
    assert vectors.shape == (len(texts), 2 * graph.WIDTH)
    np.testing.assert_allclose(vectors[:, : graph.WIDTH], model.encode(texts), atol=1e-5)
    assert np.abs(vectors[:, graph.WIDTH :] - vectors[:, : graph.WIDTH]).max() > 0.05
    for_training = graph.build_for_training(tensors, adapter.adapted(tensors, tuned))
    rough = EncoderModel(for_training, tokenizer).encode(texts)
    for half in (slice(0, graph.WIDTH), slice(graph.WIDTH, None)):
        assert_same_vectors(rough[:, half], vectors[:, half])


def test_an_adapter_that_adds_nothing_gives_the_published_vectors(
    tensors: Arrays, tuned: Arrays, tokenizer: bytes
) -> None:
    nothing = {name: np.zeros_like(array) for name, array in tuned.items()}
    built = graph.build(tensors, adapter.adapted(tensors, nothing))
    both = EncoderModel(built, tokenizer).encode(TEXTS)
    np.testing.assert_allclose(both[:, graph.WIDTH :], both[:, : graph.WIDTH], atol=1e-6)


# Life in Rasa


def _trained(path: Path, **config: bool) -> SentenceEncoder:
    create(path, **config).train(TrainingData())
    return load(path, **config)


def test_features_of_both_origins_are_told_apart(tmp_path: Path, model: EncoderModel) -> None:
    texts = [*TEXTS, *OTHERS]
    messages = _trained(tmp_path).process([Message.build(text=text) for text in texts])
    for message in messages:
        origins = [features.origin for features in message.features]
        assert origins == ["run_SentenceEncoder0", "run_SentenceEncoder0_tuned"]
    plain = np.array([sentence_vector(m) for m in messages])
    np.testing.assert_allclose(plain, model.encode(texts), atol=1e-5)
    # What training sees is the same, but for its rounding; a bare intent has no text.
    bare = Message(data={INTENT: "greet"})
    examples = TrainingData([*(Message.build(text=text) for text in texts), bare])
    seen = load(tmp_path).process_training_data(examples).training_examples
    assert bare.features == []
    for vector in (sentence_vector, tuned_vector):
        assert_same_vectors(
            np.array([vector(m) for m in seen if m is not bare]),
            np.array([vector(m) for m in messages]),
        )


def test_without_the_adapter_there_is_no_tuned_vector(tmp_path: Path, model: EncoderModel) -> None:
    (message,) = _trained(tmp_path, adapter=False).process([Message.build(text="parking")])
    assert [features.origin for features in message.features] == ["run_SentenceEncoder0"]
    assert tuned_vector(message) is None
    vector = sentence_vector(message)
    assert vector is not None
    np.testing.assert_allclose(vector, model.encode(["parking"])[0], atol=1e-5)

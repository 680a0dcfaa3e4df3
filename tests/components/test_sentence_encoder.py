"""The sentence encoder: the reference's vectors, and its life in Rasa."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.training.fingerprinting import calculate_fingerprint_key
from rasa.shared.exceptions import InvalidConfigException, RasaException
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.encoder import graph, weights
from components.encoder.model import BATCH_SIZE, EncoderModel
from components.sentence_encoder import MODEL_FILE, TOKENIZER_FILE, SentenceEncoder
from tests.components.encoders import RESOURCE, create, load, vector_of

REFERENCE = json.loads(
    (Path(__file__).parent / "fixtures" / "sentence_encoder_reference.json").read_text("utf-8")
)["vectors"]


# Vectors


@pytest.mark.parametrize("expected", REFERENCE, ids=lambda expected: expected["text"][:30])
def test_vectors_are_the_references(encoder: SentenceEncoder, expected: dict[str, Any]) -> None:
    reference = np.array(expected["vector"])
    vector = vector_of(encoder, expected["text"])
    assert vector @ reference / np.linalg.norm(reference) >= 0.999


def test_reference_texts_are_told_apart(encoder: SentenceEncoder) -> None:
    vectors = np.array([vector_of(encoder, expected["text"]) for expected in REFERENCE])
    assert len(vectors) >= 9
    assert (vectors @ vectors.T - 2 * np.eye(len(vectors))).max() < 0.9


def test_vector_has_length_1(encoder: SentenceEncoder) -> None:
    vector = vector_of(encoder, "is deep tissue medical?")
    assert vector.shape == (384,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_batch_equals_single(model: EncoderModel) -> None:
    # More than a batch, of very different lengths, out of order and with a repeated text.
    texts = [f"{'my back hurts ' * (7 * number % 19)}{number}" for number in range(BATCH_SIZE + 9)]
    texts.append(texts[3])
    batch = model.encode(texts)
    assert len(batch) == len(texts)
    for text, vector in zip(texts, batch, strict=True):
        np.testing.assert_allclose(vector, model.encode([text])[0], atol=1e-5)


def test_no_texts_no_vectors(model: EncoderModel) -> None:
    assert model.encode([]).shape == (0, 384)


@pytest.mark.parametrize("text", ["", "   \n", "\ud83d", "💆", "\x00"])
def test_odd_texts_have_avector_of(encoder: SentenceEncoder, text: str) -> None:
    assert np.linalg.norm(vector_of(encoder, text)) == pytest.approx(1.0, abs=1e-5)


def test_long_text_is_cut_after_256_word_pieces(model: EncoderModel) -> None:
    words = ["massage"] * 600
    # With [CLS] and [SEP], 254 words are read.
    last_read, first_unread = words.copy(), words.copy()
    last_read[253] = "swollen"
    first_unread[254] = "swollen"
    plain, read, unread = model.encode(
        [" ".join(text) for text in (words, last_read, first_unread)]
    )
    np.testing.assert_allclose(unread, plain, atol=1e-6)
    assert np.abs(read - plain).max() > 1e-3


def test_cache_answers_and_forgets(storage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = storage / RESOURCE
    model = EncoderModel(folder / MODEL_FILE, folder / TOKENIZER_FILE, cache_size=2)
    runs: list[int] = []
    run = model._run
    monkeypatch.setattr(model, "_run", lambda batch: runs.append(len(batch)) or run(batch))
    first = model.encode(["one", "two"])
    np.testing.assert_array_equal(model.encode(["two", "one"]), first[::-1])
    assert runs == [2]
    model.encode(["three"])  # "two" was used least recently and makes room.
    model.encode(["one"])
    assert runs == [2, 1]
    np.testing.assert_allclose(model.encode(["two"])[0], first[1], atol=1e-5)
    assert runs == [2, 1, 1]


def test_caller_may_change_avector_of(encoder: SentenceEncoder) -> None:
    vector = vector_of(encoder, "cupping").copy()
    vector_of(encoder, "cupping")[:] = 0.0
    np.testing.assert_array_equal(vector_of(encoder, "cupping"), vector)


# Life in Rasa


def test_archive_is_enough_toload(
    storage: Path, encoder: SentenceEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / RESOURCE
    copied.mkdir()
    for file in (storage / RESOURCE).iterdir():
        (copied / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(sys, "path", [])  # No wheel to be found.
    text = "hot stones against stress?"
    np.testing.assert_allclose(vector_of(load(tmp_path), text), vector_of(encoder, text), atol=1e-6)


def test_kept_model_is_small(storage: Path) -> None:
    assert sum(file.stat().st_size for file in (storage / RESOURCE).iterdir()) < 48_000_000


def test_every_message_gets_its_sentence_feature(encoder: SentenceEncoder) -> None:
    texts = ["what is cupping", "", "does it hurt"]
    messages = encoder.process([Message.build(text=text) for text in texts])
    for text, message in zip(texts, messages, strict=True):
        (feature,) = message.features
        assert (feature.type, feature.attribute) == (FEATURE_TYPE_SENTENCE, TEXT)
        assert feature.origin == "run_SentenceEncoder0"
        assert feature.features.shape == (1, 384)
        np.testing.assert_allclose(feature.features[0], vector_of(encoder, text), atol=1e-5)


def test_message_without_text_stays_as_it_is(encoder: SentenceEncoder) -> None:
    (message,) = encoder.process([Message(data={INTENT: "greet"})])
    assert message.features == []


def test_training_examples_get_theirs(encoder: SentenceEncoder) -> None:
    examples = [
        Message.build(text="hello", intent="greet"),
        Message.build(text="bye", intent="bye"),
    ]
    result = encoder.process_training_data(TrainingData(examples))
    assert [len(example.features) for example in result.training_examples] == [1, 1]


def test_alias_is_the_features_origin(storage: Path) -> None:
    (message,) = load(storage, alias="sentence").process([Message.build(text="hello")])
    assert message.features[0].origin == "sentence"


def test_untrained_encoder_says_so(tmp_path: Path) -> None:
    with pytest.raises(RasaException, match="no model yet"):
        create(tmp_path).process([Message.build(text="hello")])


@pytest.mark.parametrize(("name", "value"), [("threads", 0), ("threads", "2"), ("cache_size", -1)])
def test_senseless_setting_is_refused(tmp_path: Path, name: str, value: object) -> None:
    with pytest.raises(InvalidConfigException, match=name):
        create(tmp_path, **{name: value})


def _fingerprint(**config: Any) -> str:
    merged = {**SentenceEncoder.get_default_config(), **config}
    return calculate_fingerprint_key(SentenceEncoder, merged, {"training_data": TrainingData()})


def test_fingerprint_changes_with_the_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _fingerprint()
    assert _fingerprint() == before
    assert _fingerprint(weights_sha256="0" * 64) != before
    assert _fingerprint(tokenizer_sha256="0" * 64) != before
    monkeypatch.setattr("components.sentence_encoder.WEIGHTS_SHA256", "0" * 64)
    assert _fingerprint() != before


def test_fingerprint_changes_with_the_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _fingerprint()
    # Any other module's source stands for an edited one.
    monkeypatch.setattr("components.sentence_encoder.graph", weights)
    assert _fingerprint() != before
    monkeypatch.setattr("components.sentence_encoder.graph", graph)
    assert _fingerprint() == before

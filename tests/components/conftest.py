"""One trained sentence encoder, as published, for all tests of components."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.encoder.model import EncoderModel
from components.sentence_encoder import MODEL_FILE, TOKENIZER_FILE, SentenceEncoder
from tests.components.encoders import RESOURCE, create, load


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model storage in which the encoder was trained."""
    path = tmp_path_factory.mktemp("storage")
    create(path, adapter=False).train(TrainingData())
    return path


@pytest.fixture(scope="module")
def encoder(storage: Path) -> SentenceEncoder:
    return load(storage, adapter=False)


@pytest.fixture(scope="module")
def model(storage: Path) -> EncoderModel:
    """The encoder without Rasa around it, and without a cache."""
    return EncoderModel(storage / RESOURCE / MODEL_FILE, storage / RESOURCE / TOKENIZER_FILE)

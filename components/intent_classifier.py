"""Intent classifier: Rasa's side of `intent_model`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Dict, List, Optional, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.examples import teaching_intents
from components.intent_model import IntentModel, Settings, train_intent_model
from components.message_features import sparse_counts
from components.ranking import set_ranking
from components.sentence_encoder import sentence_vector, tuned_vector

FILE_NAME = "intent_classifier.npz"
# Rasa adds settings of the graph to these.
_OWN = frozenset(asdict(Settings()))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class EnsembleIntentClassifier(IntentClassifier, GraphComponent):
    """Ranks all intents by confidence, from sparse and dense features together.

    Rasa's own LogisticRegressionClassifier takes raw counts, which drown dense
    features; here each kind is scaled before they meet.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        """Needs a featurizer before it."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Settings: those of `intent_model.Settings`, and two more.

        `answer_share`: share (0 to 1) of the form's answers that are learned from.

        `intent_weights`: by intent, how much likelier it is among visitors' messages
        than among the examples; 1 for those not named.
        """
        return {**asdict(Settings()), "answer_share": 1.0, "intent_weights": {}}

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: Optional[IntentModel] = None,
    ) -> None:
        """Creates the classifier, trained where a `model` is given."""
        self._settings = Settings(**{k: v for k, v in config.items() if k in _OWN})
        self._answer_share = float(config["answer_share"])
        self._intent_weights: Dict[str, float] = config["intent_weights"]
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
    ) -> EnsembleIntentClassifier:
        """Creates an untrained classifier."""
        return cls({**cls.get_default_config(), **config}, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Trains on the examples that teach their intent, and keeps the model.

        Raises:
            RasaException: with fewer than two intents, or without features.
        """
        examples = [
            example
            for example in teaching_intents(training_data.intent_examples, self._answer_share)
            if example.get(TEXT) and example.get(INTENT)
        ]
        intents = [str(example.get(INTENT)) for example in examples]
        if len(set(intents)) < 2:
            raise RasaException("The intent classifier needs examples of two intents or more.")
        try:
            self._model = train_intent_model(
                sparse_counts(examples), _dense(examples), _tuned(examples), intents, self._settings
            )
        except ValueError as error:
            raise RasaException(str(error)) from error
        with self._model_storage.write_to(self._resource) as directory:
            np.savez(directory / FILE_NAME, **self._model.arrays())
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets intent and full ranking of every message."""
        if self._model is None or not messages:
            return messages
        labels = self._model.labels
        weights = np.array([self._intent_weights.get(str(label), 1.0) for label in labels])
        rows = self._model.confidences(
            sparse_counts(messages), _dense(messages), _tuned(messages), self._settings, weights
        )
        for message, row in zip(messages, rows, strict=True):
            order = np.argsort(-row)
            ranking = [{"name": str(labels[i]), "confidence": float(row[i])} for i in order]
            set_ranking(message, ranking)
        return messages

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> EnsembleIntentClassifier:
        """Loads a trained classifier."""
        with model_storage.read_from(resource) as directory:
            with np.load(directory / FILE_NAME, allow_pickle=False) as arrays:
                model = IntentModel.of({name: arrays[name] for name in arrays.files})
        return cls({**cls.get_default_config(), **config}, model_storage, resource, model)


def _dense(messages: List[Message]) -> np.ndarray:
    vectors = []
    for message in messages:
        vector = sentence_vector(message)
        if vector is None:
            raise RasaException("The intent classifier needs dense features; see config.yml.")
        vectors.append(vector)
    return np.array(vectors, dtype=np.float32)


def _tuned(messages: List[Message]) -> Optional[np.ndarray]:
    vectors = [vector for m in messages if (vector := tuned_vector(m)) is not None]
    return np.array(vectors, dtype=np.float32) if vectors else None

"""Intent classifier: logistic regression on tf-idf of the sparse features, and on dense ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Type

import numpy as np
import scipy.sparse
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
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

INTENT_RANKING = "intent_ranking"
FILE_NAME = "intent_classifier.npz"


@dataclass(frozen=True)
class Weights:
    """What training found; arrays only, so that loading runs no code.

    Attributes:
        labels: intents, shape (classes,).
        idf: inverse document frequency of each sparse feature.
        coefficients: shape (classes, sparse features + dense features).
        intercept: shape (classes,).
    """

    labels: np.ndarray
    idf: np.ndarray
    coefficients: np.ndarray
    intercept: np.ndarray


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Ranks all intents by probability.

    Rasa's own LogisticRegressionClassifier takes raw counts: they drown dense
    features, and its optimiser does not converge on them. Here counts become
    tf-idf vectors of length 1, and dense vectors have length `dense_weight`.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        """Needs a featurizer before it."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Settings.

        `C`: inverse strength of the regularisation.
        `max_iter`: iterations of the optimiser at most.
        `tol`: where the optimiser may stop.
        `dense_weight`: length of the dense part beside the sparse part's 1.
        """
        return {"C": 10.0, "max_iter": 300, "tol": 1e-3, "dense_weight": 1.5}

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        weights: Optional[Weights] = None,
    ) -> None:
        """Creates the classifier, trained where `weights` are given."""
        self._config = {**self.get_default_config(), **config}
        self._model_storage = model_storage
        self._resource = resource
        self._weights = weights

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        """Creates an untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Trains on all examples that have text and an intent, and keeps the weights."""
        examples = [
            example
            for example in training_data.intent_examples
            if example.get(TEXT) and example.get(INTENT)
        ]
        labels = np.array([str(example.get(INTENT)) for example in examples])
        if len(set(labels)) < 2:
            raise RasaException("The intent classifier needs examples of two intents or more.")
        sparse = _sparse(examples)
        idf = TfidfTransformer(sublinear_tf=True).fit(sparse).idf_
        model = LogisticRegression(
            C=self._config["C"], max_iter=self._config["max_iter"], tol=self._config["tol"]
        )
        model.fit(self._matrix(examples, idf), labels)
        coefficients, intercept = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            # For two classes scikit-learn keeps the second one's row alone.
            coefficients = np.vstack([np.zeros_like(coefficients), coefficients])
            intercept = np.concatenate([np.zeros_like(intercept), intercept])
        self._weights = Weights(
            labels=np.array(model.classes_, dtype=np.str_),
            idf=idf.astype(np.float32),
            coefficients=coefficients.astype(np.float32),
            intercept=intercept.astype(np.float32),
        )
        self._persist()
        return self._resource

    def _matrix(self, messages: List[Message], idf: np.ndarray) -> scipy.sparse.csr_matrix:
        counts = _sparse(messages).astype(np.float32)
        # Sublinear term frequency, as in training.
        counts.data = 1.0 + np.log(counts.data)
        parts = [normalize(counts.multiply(idf).tocsr())]
        dense = _dense(messages)
        if dense is not None:
            scaled = normalize(dense) * self._config["dense_weight"]
            parts.append(scipy.sparse.csr_matrix(scaled))
        return scipy.sparse.hstack(parts, format="csr")

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets intent and full ranking of every message."""
        if self._weights is None or not messages:
            return messages
        weights = self._weights
        scores = self._matrix(messages, weights.idf) @ weights.coefficients.T + weights.intercept
        for message, row in zip(messages, _softmax(np.asarray(scores)), strict=False):
            order = np.argsort(-row)
            ranking = [{"name": str(weights.labels[i]), "confidence": float(row[i])} for i in order]
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(INTENT_RANKING, ranking, add_to_output=True)
        return messages

    def _persist(self) -> None:
        if self._weights is None:
            return
        with self._model_storage.write_to(self._resource) as directory:
            np.savez_compressed(directory / FILE_NAME, **vars(self._weights))

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearIntentClassifier:
        """Loads a trained classifier."""
        with model_storage.read_from(resource) as directory:
            with np.load(directory / FILE_NAME, allow_pickle=False) as arrays:
                weights = Weights(**{name: arrays[name] for name in arrays.files})
        return cls(config, model_storage, resource, weights)


def _sparse(messages: List[Message]) -> scipy.sparse.csr_matrix:
    rows = []
    for message in messages:
        _, sentence = message.get_sparse_features(TEXT, [])
        if sentence is None:
            raise RasaException("The intent classifier needs sparse features; see config.yml.")
        rows.append(scipy.sparse.csr_matrix(sentence.features))
    return scipy.sparse.vstack(rows, format="csr")


def _dense(messages: List[Message]) -> Optional[np.ndarray]:
    vectors = []
    for message in messages:
        _, sentence = message.get_dense_features(TEXT, [])
        if sentence is None:
            return None
        vectors.append(np.asarray(sentence.features)[0])
    return np.array(vectors)


def _softmax(scores: np.ndarray) -> np.ndarray:
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: np.ndarray = exponentials / exponentials.sum(axis=1, keepdims=True)
    return result

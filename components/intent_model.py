"""The model behind the intent classifier: pure arrays, no Rasa.

Three readings of a message are mixed. Small neural networks on the encoder's
vector and on tf-idf reduced by singular value decomposition; the nearest
training examples by the encoder's cosine; and how near the nearest of them is,
because a message unlike every example is probably none of the intents. Measured
beside Rasa's default pipeline in `benchmarks/understanding`.
"""

from __future__ import annotations

import math
import os
import warnings
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import partial
from typing import Optional

import numpy as np
import scipy.sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from components.neighbours import votes
from components.tfidf import weighted

# The optimiser's settings: they hardly matter (evaluation/README.md).
EPOCHS = 12
# Few examples are passed over more often, until they make this many steps.
FEWEST_STEPS = 400
BATCH_SIZE = 128
LEARNING_RATE = 3e-3


@dataclass(frozen=True)
class Settings:
    """What may be set in config.yml.

    Attributes:
        dense_weight: length of the dense part beside the sparse part's 1.
        sparse_dimensions: dimensions that the sparse part is reduced to, at most.
        networks: how many networks, differing in their seed, are averaged.
        hidden_units: size of each network's one hidden layer.
        alpha: L2 penalty of the networks.
        neighbours: nearest examples that vote.
        neighbour_sharpness: a neighbour's vote is exp(sharpness × cosine).
        neighbour_weight: weight of the vote beside the networks' 1.
        tuned_share: share of the tuned vectors (0 to 1) in a neighbour's cosine.
        neighbour_dimensions: dimensions that the neighbours' vectors are reduced to.
        sharpness: power that makes the mixed reading as sure as it is right.
        near_enough: cosine (0 to 1) of the nearest example from which a message may
            well be another wording of it; below, confidence falls in proportion.
    """

    dense_weight: float = 2.0
    sparse_dimensions: int = 512
    networks: int = 4
    hidden_units: int = 256
    alpha: float = 1e-2
    neighbours: int = 12
    neighbour_sharpness: float = 12.0
    neighbour_weight: float = 1.6
    tuned_share: float = 0.6
    neighbour_dimensions: int = 384
    sharpness: float = 2.5
    near_enough: float = 0.7


@dataclass(frozen=True)
class IntentModel:
    """A trained model; arrays only, so that it is stored without pickle.

    Attributes:
        labels: the intents, shape (classes,).
        idf: inverse document frequency of each sparse feature.
        reduction: shape (sparse features, dimensions), float16: the largest of all arrays.
        hidden_weights: shape (networks, inputs, hidden units).
        hidden_bias: shape (networks, hidden units).
        output_weights: shape (networks, hidden units, classes).
        output_bias: shape (networks, classes).
        neighbour_reduction: shape (neighbour features, dimensions).
        examples: reduced vectors of the training examples; their products with
            those of messages are cosines.
        example_labels: position in `labels` of each example's intent.
    """

    labels: np.ndarray
    idf: np.ndarray
    reduction: np.ndarray
    hidden_weights: np.ndarray
    hidden_bias: np.ndarray
    output_weights: np.ndarray
    output_bias: np.ndarray
    neighbour_reduction: np.ndarray
    examples: np.ndarray
    example_labels: np.ndarray

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything, by name, to be kept."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def of(cls, arrays: Mapping[str, np.ndarray]) -> IntentModel:
        """The model whose `arrays` were kept."""
        return cls(**arrays)

    def confidences(
        self,
        counts: scipy.sparse.csr_matrix,
        dense: np.ndarray,
        tuned: Optional[np.ndarray],
        settings: Settings,
        weights: Optional[np.ndarray] = None,
    ) -> np.ndarray:
        """How probably each message has each intent.

        Args:
            counts: sparse feature counts, shape (messages, sparse features).
            dense: dense vectors, shape (messages, dense features).
            tuned: vectors tuned to the intents, where training had them.
            settings: those of the training.
            weights: how much likelier each class is than its examples say.

        Returns:
            Shape (messages, classes), each 0 to 1; a row's sum is at most 1, and
            what is missing is the probability that no intent fits.
        """
        reduced = _reduced(weighted(counts, self.idf), self.reduction)
        inputs = np.hstack([reduced, normalize(dense) * settings.dense_weight])
        probabilities = sum(
            _softmax(np.maximum(inputs @ weights + bias, 0.0) @ out + out_bias)
            for weights, bias, out, out_bias in zip(
                self.hidden_weights,
                self.hidden_bias,
                self.output_weights,
                self.output_bias,
                strict=True,
            )
        ) / len(self.hidden_weights)
        vectors = _neighbour_vectors(dense, tuned, settings) @ self.neighbour_reduction
        cosines = vectors @ self.examples.T
        neighbours = votes(
            cosines,
            self.example_labels,
            len(self.labels),
            settings.neighbours,
            settings.neighbour_sharpness,
        )
        mixed = probabilities + settings.neighbour_weight * neighbours
        mixed = (mixed * (1.0 if weights is None else weights)) ** settings.sharpness
        nearest = cosines.max(axis=1, keepdims=True)
        nearness = np.clip(nearest / settings.near_enough, 0.0, 1.0)
        result: np.ndarray = mixed / mixed.sum(axis=1, keepdims=True) * nearness
        return result


def train_intent_model(
    counts: scipy.sparse.csr_matrix,
    dense: np.ndarray,
    tuned: Optional[np.ndarray],
    intents: list[str],
    settings: Settings,
) -> IntentModel:
    """Trains on examples; the same examples give the same model.

    Args:
        counts: sparse feature counts, shape (examples, sparse features).
        dense: dense vectors, shape (examples, dense features).
        tuned: vectors tuned to the intents, where there are any.
        intents: each example's intent.
        settings: see `Settings`.

    Raises:
        ValueError: with fewer than two different intents.
    """
    labels, example_labels = np.unique(np.array(intents, dtype=np.str_), return_inverse=True)
    if len(labels) < 2:
        raise ValueError("The intent classifier needs examples of two intents or more.")
    idf = TfidfTransformer(sublinear_tf=True).fit(counts).idf_.astype(np.float32)
    tfidf = weighted(counts, idf)
    reduction = _reduction(tfidf, settings.sparse_dimensions)
    reduction = reduction.astype(np.float16)
    scaled = normalize(dense) * settings.dense_weight
    inputs = np.hstack([_reduced(tfidf, reduction), scaled])
    neighbours = _neighbour_vectors(dense, tuned, settings)
    neighbour_reduction = _reduction(neighbours, settings.neighbour_dimensions)
    networks = _trained_networks(inputs, example_labels, settings)
    layers = [_layers(network) for network in networks]
    return IntentModel(
        labels=labels,
        idf=idf,
        reduction=reduction,
        hidden_weights=np.stack([layer[0] for layer in layers]).astype(np.float32),
        hidden_bias=np.stack([layer[1] for layer in layers]).astype(np.float32),
        output_weights=np.stack([layer[2] for layer in layers]).astype(np.float32),
        output_bias=np.stack([layer[3] for layer in layers]).astype(np.float32),
        neighbour_reduction=neighbour_reduction,
        examples=neighbours @ neighbour_reduction,
        example_labels=example_labels,
    )


def _reduced(tfidf: scipy.sparse.csr_matrix, reduction: np.ndarray) -> np.ndarray:
    # Only what occurs is widened.
    occurring, columns = np.unique(tfidf.indices, return_inverse=True)
    shape = (tfidf.shape[0], len(occurring))
    narrow = scipy.sparse.csr_matrix((tfidf.data, columns, tfidf.indptr), shape)
    result: np.ndarray = narrow @ reduction[occurring].astype(np.float32)
    return result


def _reduction(vectors: np.ndarray, dimensions: int) -> np.ndarray:
    """The main directions of the vectors, shape (features, `dimensions` or fewer)."""
    if vectors.shape[1] <= dimensions:
        return np.eye(vectors.shape[1], dtype=np.float32)
    if isinstance(vectors, np.ndarray):
        # Few columns: exact, and faster than the approximation that many need.
        _, exact = np.linalg.eigh(vectors.T @ vectors)
        return np.ascontiguousarray(exact[:, ::-1][:, :dimensions], dtype=np.float32)
    possible = min(dimensions, *vectors.shape)
    svd = TruncatedSVD(possible, n_iter=2, random_state=0).fit(vectors)
    directions: np.ndarray = svd.components_.T
    return directions.astype(np.float32)


def _neighbour_vectors(
    dense: np.ndarray, tuned: Optional[np.ndarray], settings: Settings
) -> np.ndarray:
    """Vectors whose product is the mean of both cosines, weighted by the tuned share."""
    vectors = normalize(dense)
    if tuned is not None:
        share = settings.tuned_share
        vectors = np.hstack([vectors * (1 - share) ** 0.5, normalize(tuned) * share**0.5])
    return vectors.astype(np.float32)


def _trained_networks(
    inputs: np.ndarray, targets: np.ndarray, settings: Settings
) -> list[MLPClassifier]:
    train = partial(_trained_network, inputs, targets, settings)
    # Side by side, each on one core: they are too small to share several.
    with threadpool_limits(1), ThreadPoolExecutor(os.cpu_count()) as pool:
        with warnings.catch_warnings():
            # The number of epochs is chosen; stopping there is meant.
            warnings.simplefilter("ignore", ConvergenceWarning)
            return list(pool.map(train, range(settings.networks)))


def _trained_network(
    inputs: np.ndarray, targets: np.ndarray, settings: Settings, seed: int
) -> MLPClassifier:
    network = MLPClassifier(
        (settings.hidden_units,),
        alpha=settings.alpha,
        max_iter=max(EPOCHS, math.ceil(FEWEST_STEPS * BATCH_SIZE / len(targets))),
        batch_size=min(BATCH_SIZE, len(targets)),
        learning_rate_init=LEARNING_RATE,
        random_state=seed,
    )
    network.fit(inputs, targets)
    return network


def _layers(network: MLPClassifier) -> tuple[np.ndarray, ...]:
    (hidden, output), (hidden_bias, output_bias) = network.coefs_, network.intercepts_
    if output.shape[1] == 1:
        # For two classes scikit-learn keeps the second one's output alone.
        output = np.hstack([np.zeros_like(output), output])
        output_bias = np.concatenate([np.zeros_like(output_bias), output_bias])
    return hidden, hidden_bias, output, output_bias


def _softmax(scores: np.ndarray) -> np.ndarray:
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: np.ndarray = exponentials / exponentials.sum(axis=1, keepdims=True)
    return result

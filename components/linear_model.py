"""Classes of messages by their vectors and letters: pure arrays, no Rasa."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Dict, Mapping

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

from components.tfidf import weighted


@dataclass(frozen=True)
class LinearModel:
    """Probabilities of classes.

    Attributes:
        idf: inverse document frequency of each sparse feature.
        sparse_weights: shape (sparse features, classes).
        dense_weights: shape (width of the vector, classes).
        biases: shape (classes,).
    """

    idf: np.ndarray
    sparse_weights: np.ndarray
    dense_weights: np.ndarray
    biases: np.ndarray

    def arrays(self) -> Dict[str, np.ndarray]:
        """What is kept of the model, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def of(cls, arrays: Mapping[str, np.ndarray]) -> LinearModel:
        """The model of `arrays`, which may hold more."""
        return cls(**{field.name: arrays[field.name] for field in fields(cls)})

    def probabilities(self, vectors: np.ndarray, counts: scipy.sparse.csr_matrix) -> np.ndarray:
        """For each message the probability of each class, shape (messages, classes).

        Args:
            vectors: shape (messages, width).
            counts: shape (messages, sparse features).
        """
        tfidf = weighted(counts, self.idf)
        # Only the rows of the features that occur; all of them would be thousands.
        present = np.unique(tfidf.indices)
        scores = tfidf[:, present] @ self.sparse_weights[present].astype(np.float32)
        scores += vectors @ self.dense_weights + self.biases
        scores -= scores.max(axis=1, keepdims=True)
        exponentials = np.exp(scores)
        shares: np.ndarray = exponentials / exponentials.sum(axis=1, keepdims=True)
        return shares


def fit_linear(
    vectors: np.ndarray,
    counts: scipy.sparse.csr_matrix,
    classes: np.ndarray,
    weights: np.ndarray,
    strength: float,
) -> LinearModel:
    """Fits a model.

    Args:
        vectors: one row an example.
        counts: its sparse features.
        classes: each example's class, 0 to their count - 1; all occur, at least three.
        weights: what each example weighs.
        strength: inverse of the regularization.
    """
    idf = TfidfTransformer(sublinear_tf=True).fit(counts).idf_.astype(np.float32)
    inputs = scipy.sparse.hstack(
        [scipy.sparse.csr_matrix(vectors), weighted(counts, idf)], format="csr"
    )
    model = LogisticRegression(C=strength, max_iter=200)
    model.fit(inputs, classes, sample_weight=weights)
    coefficients = model.coef_.T
    width = vectors.shape[1]
    return LinearModel(
        idf=idf,
        sparse_weights=coefficients[width:].astype(np.float16),
        dense_weights=coefficients[:width].astype(np.float32),
        biases=model.intercept_.astype(np.float32),
    )

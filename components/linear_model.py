"""Classes of messages by their vectors and letters: pure arrays, no Rasa."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Dict, Mapping

import numpy as np
import scipy.sparse
from scipy.optimize import minimize
from sklearn.feature_extraction.text import TfidfTransformer

from components.tfidf import weighted

# The optimiser's: where no slope is steeper, or after so many steps, it is done.
TOLERANCE = 1e-4
MOST_STEPS = 200


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
    """Fits a multinomial logistic regression.

    The same minimum as scikit-learn's, which reads the vectors as a sparse matrix beside the
    letters and takes five times as long.

    Args:
        vectors: one row an example.
        counts: its sparse features.
        classes: each example's class, 0 to their count - 1; all occur.
        weights: what each example weighs.
        strength: inverse of the regularization.
    """
    idf = TfidfTransformer(sublinear_tf=True).fit(counts).idf_.astype(np.float32)
    objective = _Objective(vectors, weighted(counts, idf), classes, weights, strength)
    options = {"maxiter": MOST_STEPS, "gtol": TOLERANCE, "ftol": 0.0}
    start = np.zeros(objective.size)
    found = minimize(objective, start, jac=True, method="L-BFGS-B", options=options).x
    dense, sparse, biases = objective.split(found)
    return LinearModel(
        idf=idf,
        sparse_weights=sparse.astype(np.float16),
        dense_weights=dense.astype(np.float32),
        biases=biases.astype(np.float32),
    )


class _Objective:
    """Mean loss and its gradient, for the weights in one row."""

    def __init__(
        self,
        vectors: np.ndarray,
        tfidf: scipy.sparse.csr_matrix,
        classes: np.ndarray,
        weights: np.ndarray,
        strength: float,
    ) -> None:
        self._vectors = np.ascontiguousarray(vectors, np.float32)
        self._tfidf, self._by_feature = tfidf, tfidf.T.tocsr()
        self._targets = np.eye(int(classes.max()) + 1, dtype=np.float32)[classes]
        self._weights = (weights / weights.sum()).astype(np.float32)[:, np.newaxis]
        self._penalty = 1.0 / (strength * weights.sum())
        width, features, count = vectors.shape[1], tfidf.shape[1], self._targets.shape[1]
        self._shapes = (width, count), (features, count), (count,)
        self._ends = np.cumsum([np.prod(shape) for shape in self._shapes])
        self.size = int(self._ends[-1])

    def split(self, row: np.ndarray) -> list[np.ndarray]:
        """Dense weights, sparse weights and biases."""
        parts = np.split(row, self._ends[:-1])
        return [part.reshape(shape) for part, shape in zip(parts, self._shapes, strict=True)]

    def __call__(self, row: np.ndarray) -> tuple[float, np.ndarray]:
        dense, sparse, biases = self.split(row.astype(np.float32))
        scores = self._vectors @ dense + self._tfidf @ sparse + biases
        scores -= scores.max(axis=1, keepdims=True)
        logarithms = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        loss = -float((self._weights * self._targets * logarithms).sum(dtype=np.float64))
        errors = self._weights * (np.exp(logarithms) - self._targets)
        slopes = self._vectors.T @ errors, self._by_feature @ errors, errors.sum(axis=0)
        gradient = np.concatenate([slope.ravel() for slope in slopes]).astype(np.float64)
        regularized = int(self._ends[1])
        kept = row[:regularized]
        gradient[:regularized] += self._penalty * kept
        return loss + 0.5 * self._penalty * float(kept @ kept), gradient

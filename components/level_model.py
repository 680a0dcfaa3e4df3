"""Which safety level a message means, by its vector and its letters: pure arrays, no Rasa."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Dict, Sequence

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

from components.tfidf import weighted

# "calm": nothing to say about safety, or nothing but a limit.
CALM = "calm"
LEVELS = ("emergency", "urgent", "physician_first", CALM)
# Most calm examples that training uses; there are many times more of them than of others.
MOST_CALM = 8000
# What a near miss weighs, against 1.
NEAR_WEIGHT = 3.0


@dataclass(frozen=True)
class LevelModel:
    """Probabilities of the levels, in the order of `LEVELS`.

    Attributes:
        idf: inverse document frequency of each sparse feature.
        sparse_weights: shape (sparse features, levels).
        dense_weights: shape (width of the vector, levels).
        biases: shape (levels,).
    """

    idf: np.ndarray
    sparse_weights: np.ndarray
    dense_weights: np.ndarray
    biases: np.ndarray

    def arrays(self) -> Dict[str, np.ndarray]:
        """What is kept of the model, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def probabilities(self, vectors: np.ndarray, counts: scipy.sparse.csr_matrix) -> np.ndarray:
        """For each message the probability of each level, shape (messages, levels).

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


def fit(
    vectors: np.ndarray,
    counts: scipy.sparse.csr_matrix,
    levels: Sequence[str],
    near: Sequence[bool],
    strength: float,
) -> LevelModel:
    """Fits the model.

    Args:
        vectors: one row an example.
        counts: its sparse features.
        levels: each example's level; all of `LEVELS` occur.
        near: whether a calm example was written to be near to a serious one.
        strength: inverse of the regularization.

    Returns:
        The model.
    """
    names, near_miss = np.array(levels), np.array(near)
    calm = np.flatnonzero((names == CALM) & ~near_miss)
    keep = np.random.default_rng(0).permutation(calm)[:MOST_CALM]
    rows = np.concatenate([np.flatnonzero((names != CALM) | near_miss), np.sort(keep)])
    classes = np.array([LEVELS.index(name) for name in names[rows]])
    idf = TfidfTransformer(sublinear_tf=True).fit(counts[rows]).idf_.astype(np.float32)
    inputs = scipy.sparse.hstack(
        [scipy.sparse.csr_matrix(vectors[rows]), weighted(counts[rows], idf)], format="csr"
    )
    model = LogisticRegression(C=strength, max_iter=200)
    weights = np.where(near_miss[rows], NEAR_WEIGHT, 1.0)
    model.fit(inputs, classes, sample_weight=weights)
    coefficients = model.coef_.T
    width = vectors.shape[1]
    return LevelModel(
        idf=idf,
        sparse_weights=coefficients[width:].astype(np.float16),
        dense_weights=coefficients[:width].astype(np.float32),
        biases=model.intercept_.astype(np.float32),
    )

"""Which safety level a message means, by its vector and its letters: pure arrays, no Rasa."""

from __future__ import annotations

from typing import Sequence

import numpy as np
import scipy.sparse

from components.linear_model import LinearModel, fit_linear

# "calm": nothing to say about safety, or nothing but a limit.
CALM = "calm"
LEVELS = ("emergency", "urgent", "physician_first", CALM)
# Most calm examples that training uses; there are many times more of them than of others.
MOST_CALM = 8000
# What a near miss weighs, against 1.
NEAR_WEIGHT = 3.0


def fit(
    vectors: np.ndarray,
    counts: scipy.sparse.csr_matrix,
    levels: Sequence[str],
    near: Sequence[bool],
    strength: float,
) -> LinearModel:
    """Fits the model.

    Args:
        vectors: one row an example.
        counts: its sparse features.
        levels: each example's level; all of `LEVELS` occur.
        near: whether a calm example was written to be near to a serious one.
        strength: inverse of the regularization.

    Returns:
        The model; its classes are in the order of `LEVELS`.
    """
    names, near_miss = np.array(levels), np.array(near)
    calm = np.flatnonzero((names == CALM) & ~near_miss)
    keep = np.random.default_rng(0).permutation(calm)[:MOST_CALM]
    rows = np.concatenate([np.flatnonzero((names != CALM) | near_miss), np.sort(keep)])
    classes = np.array([LEVELS.index(name) for name in names[rows]])
    weights = np.where(near_miss[rows], NEAR_WEIGHT, 1.0)
    return fit_linear(vectors[rows], counts[rows], classes, weights, strength)

"""What the examples nearest in meaning vote for: pure arrays, no Rasa."""

from __future__ import annotations

import numpy as np


def votes(
    cosines: np.ndarray, labels: np.ndarray, classes: int, neighbours: int, sharpness: float
) -> np.ndarray:
    """Each class's share of the votes of the nearest examples.

    Args:
        cosines: of each message with each example, shape (messages, examples).
        labels: each example's class, 0 to `classes` - 1.
        classes: how many there are.
        neighbours: how many of the nearest examples vote.
        sharpness: an example's vote is exp(sharpness × cosine).

    Returns:
        Shape (messages, classes); each row's sum is 1.
    """
    count = min(neighbours, len(labels))
    nearest = np.argpartition(cosines, -count, axis=1)[:, -count:]
    weights = np.exp(sharpness * np.take_along_axis(cosines, nearest, axis=1))
    shares = np.zeros((len(cosines), classes), dtype=np.float32)
    for row, (positions, weight) in enumerate(zip(nearest, weights, strict=True)):
        np.add.at(shares[row], labels[positions], weight / weight.sum())
    return shares

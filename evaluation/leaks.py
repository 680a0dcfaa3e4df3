"""Held-out messages that stand in the training data, or nearly: they would measure nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

WORD = re.compile(r"[a-z0-9']+")
# From here on, two messages are the same but for a slip or an ending. Tried on pairs:
# below it stand true rewordings, such as "can i wear shorts" and "can i wear a shirt".
NEAR = 0.85
# "Hi", "parking?" and "yes" are single words that can't be said otherwise, and the
# content's own terms: they are in any honest training data.
FEWEST_WORDS = 2


@dataclass(frozen=True)
class Leak:
    """A held-out message and the training example that is nearly the same."""

    held_out: str
    example: str
    similarity: float


def leaks(held_out: Sequence[str], examples: Sequence[str], near: float = NEAR) -> list[Leak]:
    """Every pair of a held-out message and an example that are nearly the same.

    Args:
        held_out: messages; those of a single word are passed over.
        examples: training examples, without annotation.
        near: similarity from which a pair counts, 0 to 1: 1 less the share of
            letters to change, after case and punctuation are gone.
    """
    asked = [text for text in held_out if len(WORD.findall(text.lower())) >= FEWEST_WORDS]
    if not asked or not examples:
        return []
    similarities = process.cdist(
        [_plain(text) for text in asked],
        [_plain(text) for text in examples],
        scorer=OSA.normalized_similarity,
        score_cutoff=near,
        workers=-1,
    )
    return [
        Leak(asked[row], examples[column], float(similarities[row, column]))
        for row, column in zip(*np.nonzero(similarities), strict=True)
    ]


def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))

"""Groups messages by meaning, and says which topics are nearest. Pure, on vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.cluster import AgglomerativeClustering

# Mean cosine distance up to which two groups are one. Tried from 0.3 to 0.95 on the 327 FAQ
# questions of evaluation/messages/development, 42 topics in very unlike wordings: agreement
# with the topics (adjusted Rand index) is 0.10 at 0.5, 0.16 at 0.6, 0.20 at 0.7, 0.18 at 0.8;
# of the pairs joined, 0.23 are of one topic at 0.6, and fewer on both sides of it. A group of
# two questions can't be answered with one click, two groups of one question can: so 0.6.
THRESHOLD = 0.6
NEAREST_TOPICS = 5
NEIGHBOURS = 3


@dataclass(frozen=True)
class Near:
    """A topic near a group.

    Attributes:
        intent: the topic's.
        distance: cosine distance (0 to 2) to its nearest training example.
        neighbours: mean distance to its nearest `NEIGHBOURS` examples.
        example: the nearest one.
    """

    intent: str
    distance: float
    neighbours: float
    example: str


@dataclass(frozen=True)
class Cluster:
    """Messages that mean about the same.

    Attributes:
        members: their places among the texts, in order.
        representative: the place of the one in the middle.
        nearest: topics, nearest first.
    """

    members: tuple[int, ...]
    representative: int
    nearest: tuple[Near, ...]


@dataclass(frozen=True)
class Examples:
    """The training examples.

    Attributes:
        texts: what visitors say.
        intents: what each is an example of.
        vectors: of length 1, a row each.
    """

    texts: Sequence[str]
    intents: Sequence[str]
    vectors: np.ndarray


def clusters(
    texts: Sequence[str],
    vectors: np.ndarray,
    examples: Examples,
    threshold: float = THRESHOLD,
) -> list[Cluster]:
    """Groups texts by meaning; the same texts in the same order give the same groups.

    Args:
        texts: the messages.
        vectors: theirs, of length 1, a row each.
        examples: what the assistant knows already.
        threshold: mean cosine distance, 0 to 2, up to which groups are joined.

    Returns:
        The largest group first; of the same size, the one whose first message came first.
    """
    labels = group(vectors, threshold)
    groups = [tuple(np.flatnonzero(labels == label).tolist()) for label in sorted(set(labels))]
    found = [_cluster(members, vectors, examples) for members in groups]
    return sorted(found, key=lambda c: (-len(c.members), c.members[0]))


def group(vectors: np.ndarray, threshold: float = THRESHOLD) -> np.ndarray:
    """The group of each row, as numbers."""
    if len(vectors) < 2:
        return np.zeros(len(vectors), dtype=int)
    # Clipped: rounding makes the distance of equal texts a hair less than nothing.
    distances = np.clip(1.0 - vectors @ vectors.T, 0.0, 2.0)
    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=threshold
    )
    labels: np.ndarray = model.fit_predict(distances)
    return labels


def _cluster(members: tuple[int, ...], vectors: np.ndarray, examples: Examples) -> Cluster:
    own = vectors[list(members)]
    # The message that is nearest to all others; the first one of several.
    middle = int(np.argmax(np.round(own @ own.sum(axis=0), 6)))
    return Cluster(members, members[middle], nearest_topics(own[middle], examples))


def nearest_topics(vector: np.ndarray, examples: Examples) -> tuple[Near, ...]:
    """The topics whose examples are nearest to a vector of length 1, nearest first."""
    if not len(examples.texts):
        return ()
    distances = np.clip(1.0 - examples.vectors @ vector, 0.0, 2.0)
    intents = np.array(examples.intents)
    found = []
    for intent in sorted(set(examples.intents)):
        own = np.flatnonzero(intents == intent)
        order = own[np.argsort(distances[own], kind="stable")][:NEIGHBOURS]
        found.append(
            Near(
                intent,
                float(distances[order[0]]),
                float(distances[order].mean()),
                examples.texts[int(order[0])],
            )
        )
    return tuple(sorted(found, key=lambda near: (near.neighbours, near.intent))[:NEAREST_TOPICS])

"""The measures: pure functions of what was expected and what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score


@dataclass(frozen=True)
class Joint:
    """The best joint accuracy.

    Attributes:
        accuracy: share of all messages that are treated rightly, 0 to 1.
        threshold: the lowest confidence, of those that give it, from which on a
            message counts as in scope; infinite where nothing should.
    """

    accuracy: float
    threshold: float


def accuracy(expected: Sequence[str], given: Sequence[str]) -> float:
    """Share of messages whose intent is the expected one, 0 to 1.

    Raises:
        ValueError: without messages, or with different numbers of them.
    """
    if not expected or len(expected) != len(given):
        raise ValueError(f"{len(expected)} intents were expected and {len(given)} given")
    return sum(e == g for e, g in zip(expected, given, strict=True)) / len(expected)


def scope_auc(in_scope: Sequence[float], out_of_scope: Sequence[float]) -> float:
    """How well confidence tells in-scope messages from the others.

    Args:
        in_scope: top confidence of each message that has an intent.
        out_of_scope: top confidence of each message that has none.

    Returns:
        Area under the ROC curve: the probability that a message in scope has the
        higher confidence of a pair, a tie counting half.

    Raises:
        ValueError: where either kind is missing, or a confidence is not finite.
    """
    if not len(in_scope) or not len(out_of_scope):
        raise ValueError("messages in scope and out of scope are needed")
    labels = [1] * len(in_scope) + [0] * len(out_of_scope)
    return float(roc_auc_score(labels, [*in_scope, *out_of_scope]))


def best_joint(
    right: Sequence[bool], in_scope: Sequence[float], out_of_scope: Sequence[float]
) -> Joint:
    """The best that one threshold can do for in-scope and out-of-scope messages together.

    Right are in-scope messages with the right intent at or over the threshold, and
    out-of-scope messages under it.

    Args:
        right: whether each in-scope message got its intent.
        in_scope: top confidence of each in-scope message.
        out_of_scope: top confidence of each out-of-scope message.

    Raises:
        ValueError: without messages, or where `right` and `in_scope` differ in length.
    """
    if len(right) != len(in_scope):
        raise ValueError(f"{len(right)} verdicts for {len(in_scope)} messages")
    if not len(in_scope) and not len(out_of_scope):
        raise ValueError("no messages")
    right_confidences = np.sort(np.asarray(in_scope, float)[np.asarray(right, bool)])
    others = np.sort(np.asarray(out_of_scope, float))
    # Only at a confidence does anything change; beyond the highest, all is refused.
    thresholds = np.unique([*in_scope, *out_of_scope, np.inf])
    accepted = len(right_confidences) - np.searchsorted(right_confidences, thresholds)
    refused = np.searchsorted(others, thresholds)
    counts = accepted + refused
    best = int(np.argmax(counts))
    messages = len(in_scope) + len(out_of_scope)
    return Joint(float(counts[best] / messages), float(thresholds[best]))

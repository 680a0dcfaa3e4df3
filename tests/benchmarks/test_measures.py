"""Accuracy, AUC and best joint accuracy: by hand, and against a plain reading of the definition."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.understanding.measures import accuracy, best_joint, scope_auc

# Few values, so that ties are frequent.
CONFIDENCES = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 1.0]) | st.floats(0, 1)
IN_SCOPE = st.lists(st.tuples(st.booleans(), CONFIDENCES), min_size=1)
OUT_OF_SCOPE = st.lists(CONFIDENCES, min_size=1)


@pytest.mark.parametrize(
    ("expected", "given_", "share"),
    [
        (["a"], ["a"], 1.0),
        (["a"], ["b"], 0.0),
        (["a", "b", "c", "d"], ["a", "b", "c", "a"], 0.75),
        (["a", "a"], ["a", ""], 0.5),
    ],
)
def test_accuracy_is_the_share_of_right_intents(
    expected: list[str], given_: list[str], share: float
) -> None:
    assert accuracy(expected, given_) == share


@pytest.mark.parametrize(("expected", "given_"), [([], []), (["a"], []), (["a"], ["a", "b"])])
def test_accuracy_needs_an_intent_for_each_message(expected: list[str], given_: list[str]) -> None:
    with pytest.raises(ValueError, match="given"):
        accuracy(expected, given_)


@pytest.mark.parametrize(
    ("in_scope", "out_of_scope", "auc"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1, 0.2], [0.9, 0.8], 0.0),
        ([0.5], [0.5], 0.5),
        ([0.9, 0.3], [0.5, 0.1], 0.75),
        ([0.9, 0.5], [0.5], 0.75),
    ],
)
def test_auc_is_the_share_of_pairs_told_apart(
    in_scope: list[float], out_of_scope: list[float], auc: float
) -> None:
    assert scope_auc(in_scope, out_of_scope) == pytest.approx(auc)


@given(st.lists(CONFIDENCES, min_size=1), OUT_OF_SCOPE)
def test_auc_counts_pairs_and_ties_by_half(ours: list[float], others: list[float]) -> None:
    wins = sum((one > other) + 0.5 * (one == other) for one in ours for other in others)
    assert scope_auc(ours, others) == pytest.approx(wins / (len(ours) * len(others)))


@pytest.mark.parametrize(("in_scope", "out_of_scope"), [([], [0.5]), ([0.5], []), ([], [])])
def test_auc_needs_both_kinds(in_scope: list[float], out_of_scope: list[float]) -> None:
    with pytest.raises(ValueError, match="needed"):
        scope_auc(in_scope, out_of_scope)


@pytest.mark.parametrize(
    ("right", "in_scope", "out_of_scope", "joint", "threshold"),
    [
        # Told apart: everything is right from the lowest confidence in scope on.
        ([True, True], [0.9, 0.8], [0.1, 0.2], 1.0, 0.8),
        # At the threshold counts as in scope.
        ([True], [0.5], [0.5], 0.5, 0.5),
        # A wrong intent is wrong at every threshold.
        ([True, False], [0.9, 0.8], [0.1, 0.2], 0.75, 0.8),
        # Nothing is worth accepting.
        ([False, False], [0.9, 0.8], [0.7, 0.95], 0.5, math.inf),
        # Accepting all is best.
        ([True, True, True], [0.3, 0.4, 0.5], [0.9], 0.75, 0.3),
        ([True], [0.2], [], 1.0, 0.2),
        ([], [], [0.2], 1.0, math.inf),
    ],
)
def test_best_joint_of_small_cases(
    right: list[bool],
    in_scope: list[float],
    out_of_scope: list[float],
    joint: float,
    threshold: float,
) -> None:
    found = best_joint(right, in_scope, out_of_scope)
    assert (found.accuracy, found.threshold) == (joint, threshold)


@given(IN_SCOPE, OUT_OF_SCOPE)
def test_best_joint_is_the_best_of_all_thresholds(
    in_scope: list[tuple[bool, float]], out_of_scope: list[float]
) -> None:
    def treated_rightly(threshold: float) -> int:
        accepted = sum(right and confidence >= threshold for right, confidence in in_scope)
        return accepted + sum(confidence < threshold for confidence in out_of_scope)

    messages = len(in_scope) + len(out_of_scope)
    tried = [*(confidence for _, confidence in in_scope), *out_of_scope, -1.0, math.inf]
    found = best_joint([r for r, _ in in_scope], [c for _, c in in_scope], out_of_scope)
    assert found.accuracy == pytest.approx(max(map(treated_rightly, tried)) / messages)
    assert treated_rightly(found.threshold) / messages == pytest.approx(found.accuracy)


@given(IN_SCOPE, OUT_OF_SCOPE)
def test_best_joint_is_no_worse_than_accepting_or_refusing_everything(
    in_scope: list[tuple[bool, float]], out_of_scope: list[float]
) -> None:
    found = best_joint([r for r, _ in in_scope], [c for _, c in in_scope], out_of_scope)
    messages = len(in_scope) + len(out_of_scope)
    assert found.accuracy >= sum(right for right, _ in in_scope) / messages - 1e-12
    assert found.accuracy >= len(out_of_scope) / messages - 1e-12
    assert found.accuracy <= 1


def test_best_joint_needs_messages_and_a_verdict_for_each() -> None:
    with pytest.raises(ValueError, match="no messages"):
        best_joint([], [], [])
    with pytest.raises(ValueError, match="verdicts"):
        best_joint([True], [], [0.5])

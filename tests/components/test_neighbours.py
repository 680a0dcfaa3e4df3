"""The vote of the nearest examples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.neighbours import votes

LABELS = np.array([0, 0, 1, 2])


@pytest.mark.parametrize(
    ("cosines", "neighbours", "winner"),
    [
        ([0.9, 0.1, 0.2, 0.1], 1, 0),
        ([0.1, 0.1, 0.9, 0.2], 4, 1),
        ([0.8, 0.8, 0.81, 0.0], 4, 0),  # two near ones outvote one hardly nearer
        ([0.0, 0.0, 0.1, 0.9], 99, 2),  # more neighbours than examples
    ],
)
def test_the_nearest_win(cosines: list[float], neighbours: int, winner: int) -> None:
    assert votes(np.array([cosines]), LABELS, 3, neighbours, 12.0)[0].argmax() == winner


def test_a_class_without_a_near_example_gets_nothing() -> None:
    shares = votes(np.array([[0.9, 0.8, 0.1, 0.0]]), LABELS, 3, 2, 12.0)
    assert shares[0].tolist() == [1.0, 0.0, 0.0]


@given(
    st.lists(st.lists(st.floats(-1, 1), min_size=4, max_size=4), min_size=1, max_size=5),
    st.integers(1, 6),
    st.floats(0, 30),
)
def test_shares_add_up(rows: list[list[float]], neighbours: int, sharpness: float) -> None:
    shares = votes(np.array(rows), LABELS, 3, neighbours, sharpness)
    assert shares.min() >= 0.0
    assert shares.sum(axis=1) == pytest.approx(np.ones(len(rows)), abs=1e-5)

"""Figures of what load generators wrote down."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.serving.measures import drift, growth, percentile, phase

TAKEN = {"wall": 10.0, "rasa": 0.4, "actions": 0.2, "load": 0.1, "others": 5.0}


def turn(milliseconds: float, failure: str | None = None, **more: Any) -> dict[str, Any]:
    return {"milliseconds": milliseconds, "failure": failure, "text": str(milliseconds), **more}


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 0.5, None),
        ([7.0], 0.99, 7.0),
        ([3.0, 1.0, 2.0], 0.5, 2.0),
        ([4.0, 3.0, 2.0, 1.0], 0.5, 2.0),
        ([float(n) for n in range(1, 101)], 0.95, 95.0),
        ([float(n) for n in range(1, 101)], 1.0, 100.0),
    ],
)
def test_percentile(values: list[float], share: float, expected: float | None) -> None:
    assert percentile(values, share) == expected


@given(
    st.lists(st.floats(0, 1e6), min_size=1),
    st.floats(0.01, 1.0),
)
def test_percentile_is_the_smallest_value_that_enough_do_not_exceed(
    values: list[float], share: float
) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(v <= found for v in values) >= share * len(values)
    below = [v for v in values if v < found]
    assert len(below) < share * len(values)


def test_a_phase_counts_failures_apart_and_spreads_the_work_over_answers() -> None:
    turns = [turn(10.0), turn(20.0), turn(5000.0, "503"), turn(30.0), turn(40.0), turn(1.0, "409")]
    found = phase({"turns": turns, "taken": TAKEN}, said={"20.0"})
    assert found.answers == 4
    assert found.failures == {"503": 1, "409": 1}
    assert (found.p50, found.p95, found.p99) == (20.0, 40.0, 40.0)
    assert found.answers_per_second == pytest.approx(0.4)
    assert found.rasa_ms == pytest.approx(100.0)
    assert found.actions_ms == pytest.approx(50.0)
    assert found.load_ms == pytest.approx(25.0)
    assert found.load_share == pytest.approx(0.01)
    assert found.others == pytest.approx(0.5)
    assert found.repeated == pytest.approx(1 / 6)


def test_texts_of_a_phase_are_repeats_in_the_next() -> None:
    said: set[str] = set()
    turns = [turn(10.0), turn(10.0), turn(20.0)]
    first = phase({"turns": turns, "taken": {**TAKEN, "others": None}}, said)
    second = phase({"turns": turns, "taken": TAKEN}, said)
    assert first.repeated == pytest.approx(1 / 3)
    assert first.others is None
    assert second.repeated == 1.0


def test_a_phase_without_answers_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"no message was answered: \{'503': 1\}"):
        phase({"turns": [turn(1.0, "503")], "taken": TAKEN}, set())


def test_growth_compares_the_windows_around_the_10th_and_the_200th_turn() -> None:
    # Turns cost 10 ms, from the 180th on 30 ms; the outliers are outside both windows.
    turns, work = [], 0.0
    for number in range(1, 211):
        cost = 10.0 if number < 180 else 30.0
        work += cost / 1000
        milliseconds = 9000.0 if number in (21, 189, 190) else cost
        turns.append(turn(milliseconds, processor=work))
    found = growth(turns)
    assert (found.early, found.late, found.ratio) == (10.0, 30.0, 3.0)
    assert found.processor_ratio == pytest.approx(3.0)
    assert found.failures == 0


def test_growth_without_processor_ticks_has_no_ratio_of_them() -> None:
    assert math.isnan(growth([turn(1.0, processor=0.0)] * 210).processor_ratio)


def test_growth_needs_all_turns_and_answers_in_both_windows() -> None:
    with pytest.raises(ValueError, match="209 turns; 210 are needed"):
        growth([turn(1.0, processor=0.0)] * 209)
    with pytest.raises(ValueError, match="no turn of the window"):
        growth([turn(1.0, "503", processor=0.0)] * 210)


def samples(count: int, **growing: float) -> list[dict[str, float]]:
    base = {"rasa": 1000.0, "actions": 100.0, "descriptors": 50.0}
    return [
        {"at": float(at), **{k: v + at * growing.get(k, 0.0) for k, v in base.items()}}
        for at in range(count)
    ]


def test_no_drift_where_nothing_grows() -> None:
    found = drift([turn(10.0, at=float(at)) for at in range(101)], samples(101), 0.2)
    assert (found.rasa_growth, found.actions_growth, found.p95_drift) == (0.0, 0.0, 0.0)
    assert found.descriptors_first == found.descriptors_last == 50.0
    assert found.minutes == pytest.approx(80 / 60)


def test_drift_leaves_the_warm_up_out() -> None:
    turns = [turn(900.0 if at < 20 else 10.0, at=float(at)) for at in range(101)]
    assert drift(turns, samples(101), 0.2).p95_drift == 0.0


def test_drift_sees_what_grows() -> None:
    turns = [turn(10.0 if at < 60 else 15.0, at=float(at)) for at in range(101)]
    found = drift(turns, samples(101, rasa=10.0, descriptors=1.0), 0.2)
    assert found.p95_drift == pytest.approx(0.5)
    assert found.rasa_growth > 0.3
    assert found.actions_growth == 0.0
    assert found.rasa_mebibytes == 2000.0
    assert found.descriptors_last - found.descriptors_first > 50


def test_drift_needs_samples() -> None:
    with pytest.raises(ValueError, match="too short"):
        drift([], samples(2), 0.2)

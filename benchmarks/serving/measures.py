"""Figures of what load generators wrote down."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

# Turns in each of the two windows of a long conversation.
WINDOW = 20


@dataclass(frozen=True)
class Phase:
    """Figures of one kind of load.

    Attributes:
        answers: turns that were answered.
        failures: how many turns were not, by reason.
        repeated: share of turns whose text was said to this assistant before.
        answers_per_second: over the whole phase.
        p50, p95, p99: milliseconds of the answered turns.
        rasa_ms, actions_ms, load_ms: processor milliseconds per answer of the Rasa process,
            the action server and the load generator.
        rasa_share, load_share: the processor time of the Rasa process and of the load
            generator, as shares of a core.
        others: cores that all other processes kept busy; None where unknown.
    """

    answers: int
    failures: dict[str, int]
    repeated: float
    answers_per_second: float
    p50: float | None
    p95: float | None
    p99: float | None
    rasa_ms: float
    actions_ms: float
    load_ms: float
    rasa_share: float
    load_share: float
    others: float | None


@dataclass(frozen=True)
class Growth:
    """What the 200th turn of a conversation costs against the 10th.

    Attributes:
        early, late: median milliseconds of the turns around them.
        ratio: late ÷ early.
        early_processor, late_processor: processor milliseconds per turn, both servers.
        processor_ratio: late ÷ early.
        failures: turns of the conversation that were not answered.
    """

    early: float
    late: float
    ratio: float
    early_processor: float
    late_processor: float
    processor_ratio: float
    failures: int


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that `share` of all values don't exceed (nearest rank).

    Args:
        values: in any order.
        share: over 0, at most 1.

    Returns:
        None where there are no values.
    """
    if not values:
        return None
    return sorted(values)[math.ceil(share * len(values)) - 1]


def phase(result: Mapping[str, Any], said: set[str]) -> Phase:
    """The figures of a phase.

    Args:
        result: `turns` and `taken`, as the load generators write them.
        said: texts said to this assistant before; this phase's are added.

    Raises:
        ValueError: nothing was answered.
    """
    turns, taken = result["turns"], result["taken"]
    times = [turn["milliseconds"] for turn in turns if turn["failure"] is None]
    failures = Counter(turn["failure"] for turn in turns if turn["failure"] is not None)
    if not times:
        raise ValueError(f"no message was answered: {dict(failures)}")
    repeated = 0
    for turn in turns:
        repeated += turn["text"] in said
        said.add(turn["text"])
    wall = taken["wall"]
    return Phase(
        answers=len(times),
        failures=dict(failures),
        repeated=repeated / len(turns),
        answers_per_second=len(times) / wall,
        p50=percentile(times, 0.5),
        p95=percentile(times, 0.95),
        p99=percentile(times, 0.99),
        rasa_ms=1000 * taken["rasa"] / len(times),
        actions_ms=1000 * taken["actions"] / len(times),
        load_ms=1000 * taken["load"] / len(times),
        rasa_share=taken["rasa"] / wall,
        load_share=taken["load"] / wall,
        others=None if taken["others"] is None else taken["others"] / wall,
    )


def growth(turns: Sequence[Mapping[str, Any]], late: int = 200) -> Growth:
    """What a late turn of one conversation costs against an early one.

    Args:
        turns: all of them, in order, each with the `processor` seconds after it.
        late: the window around this turn is compared with the one around the 10th.

    Raises:
        ValueError: there are too few turns, or a window has no answer.
    """
    half = WINDOW // 2
    if len(turns) < late + half:
        raise ValueError(f"{len(turns)} turns; {late + half} are needed")
    # Processor seconds are counted from the end of a window's first turn.
    early_turns, late_turns = turns[:WINDOW], turns[late - half : late + half]
    times = [_median(window) for window in (early_turns, late_turns)]
    work = [
        1000 * (window[-1]["processor"] - window[0]["processor"]) / (WINDOW - 1)
        for window in (early_turns, late_turns)
    ]
    return Growth(
        early=times[0],
        late=times[1],
        ratio=times[1] / times[0],
        early_processor=work[0],
        late_processor=work[1],
        processor_ratio=work[1] / work[0] if work[0] else math.nan,
        failures=sum(turn["failure"] is not None for turn in turns),
    )


def _median(window: Sequence[Mapping[str, Any]]) -> float:
    times = [turn["milliseconds"] for turn in window if turn["failure"] is None]
    if not times:
        raise ValueError("no turn of the window was answered")
    return median(times)


@dataclass(frozen=True)
class Drift:
    """How an assistant changes over hours; "first" and "last" are thirds after the warm-up.

    Attributes:
        minutes: after the warm-up.
        p95_first, p95_last: milliseconds.
        p95_drift: last ÷ first - 1.
        rasa_growth, actions_growth: share by which resident memory grew.
        rasa_mebibytes, actions_mebibytes: at the end.
        descriptors_first, descriptors_last: median of open files, both servers.
    """

    minutes: float
    p95_first: float | None
    p95_last: float | None
    p95_drift: float | None
    rasa_growth: float
    actions_growth: float
    rasa_mebibytes: float
    actions_mebibytes: float
    descriptors_first: float
    descriptors_last: float


def drift(
    turns: Sequence[Mapping[str, Any]], samples: Sequence[Mapping[str, float]], warm_up: float
) -> Drift:
    """Compares the last third of a long load with the first.

    Args:
        turns: with `at`, seconds since the epoch, `milliseconds` and `failure`.
        samples: in order, with `at`, `rasa` and `actions` MiB, and `descriptors`.
        warm_up: share of the whole time that is left out at the beginning.

    Raises:
        ValueError: fewer than three samples after the warm-up.
    """
    began, ended = samples[0]["at"], samples[-1]["at"]
    start = began + warm_up * (ended - began)
    kept = [sample for sample in samples if sample["at"] >= start]
    if len(kept) < 3:
        raise ValueError("too short: fewer than three samples after the warm-up")
    third = (ended - start) / 3
    spans = ((start, start + third), (ended - third, ended))
    p95 = [
        percentile(
            [t["milliseconds"] for t in turns if low <= t["at"] <= high and t["failure"] is None],
            0.95,
        )
        for low, high in spans
    ]
    of_span = [[sample for sample in kept if low <= sample["at"] <= high] for low, high in spans]

    def middle(name: str, at: int) -> float:
        return median(sample[name] for sample in of_span[at])

    return Drift(
        minutes=(ended - start) / 60,
        p95_first=p95[0],
        p95_last=p95[1],
        p95_drift=p95[1] / p95[0] - 1 if p95[0] and p95[1] else None,
        rasa_growth=middle("rasa", 1) / middle("rasa", 0) - 1,
        actions_growth=middle("actions", 1) / middle("actions", 0) - 1,
        rasa_mebibytes=kept[-1]["rasa"],
        actions_mebibytes=kept[-1]["actions"],
        descriptors_first=middle("descriptors", 0),
        descriptors_last=middle("descriptors", 1),
    )

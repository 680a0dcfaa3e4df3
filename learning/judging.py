"""What a check's rates mean for the practice. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping

from evaluation.measures import MOST_DROP, Rate, drops

# Where only some of the messages were asked, chance alone moves a rate by so many standard
# errors at most, but for one rate in 700.
STANDARD_ERRORS = 3.0


def what_dropped(
    now: Mapping[str, Rate], baseline: Mapping[str, Rate], share: float = 1.0
) -> list[str]:
    """What the assistant would do worse than before, in words; nothing where all is well.

    Args:
        now: the rates found.
        baseline: those of `evaluation/baseline.json`.
        share: of the messages that were asked, 0 to 1. With less than all of them, only drops
            that are larger than chance count.
    """
    if share >= 1.0:
        fallen = [line.partition(":")[0] for line in drops(dict(now), dict(baseline))]
    else:
        fallen = [name for name in baseline if _has_fallen(now.get(name), baseline[name])]
    return [_line(name, now.get(name, Rate(0.0, 0)), baseline[name]) for name in fallen]


def _has_fallen(after: Rate | None, before: Rate) -> bool:
    if after is None or not after.count:
        return False
    # Even a rate of 1 differs from itself in a sample: as if one of so many had failed.
    expected = min(before.value, 1 - 1 / (before.count + 1))
    chance = STANDARD_ERRORS * math.sqrt(expected * (1 - expected) / after.count)
    return before.value - after.value > max(MOST_DROP, 1.5 / after.count, chance)


def _line(name: str, after: Rate, before: Rate) -> str:
    return (
        f"{name}: {100 * after.value:.1f} % of {after.count} messages, "
        f"before {100 * before.value:.1f} %"
    )


def sample(count: int, share: float) -> list[int]:
    """Which of so many messages are asked: evenly spread, at least one where there is any."""
    wanted = max(1, round(count * share)) if count else 0
    return [at * count // wanted for at in range(wanted)]

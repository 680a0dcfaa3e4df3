"""What a check's rates mean for the practice. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping

from evaluation.measures import MOST_DROP, Rate, drops

# Where only some of the messages were asked, chance alone moves a rate by so many standard
# errors at most, but for one rate in 700.
STANDARD_ERRORS = 3.0
# Where all were asked, a training with one more question moves the rates of small groups by up to
# a standard error (seen: -2.7 points of 146 messages, -2.1 of 271), either way.
STANDARD_ERRORS_OF_TRAINING = 2.0


def what_dropped(
    now: Mapping[str, Rate], baseline: Mapping[str, Rate], share: float = 1.0
) -> list[str]:
    """What the assistant would do worse than before, in words; nothing where all is well.

    Args:
        now: the rates found.
        baseline: those of `evaluation/baseline.json`.
        share: of the messages that were asked, 0 to 1. Only drops that are larger than chance
            count.
    """
    errors = STANDARD_ERRORS_OF_TRAINING if share >= 1.0 else STANDARD_ERRORS
    fallen = [name for name in baseline if _has_fallen(now.get(name), baseline[name], errors)]
    if share >= 1.0:
        fallen += [name for name in baseline if name not in now]
    return [_line(name, now.get(name, Rate(0.0, 0)), baseline[name]) for name in fallen]


def lower_by_chance(now: Mapping[str, Rate], baseline: Mapping[str, Rate]) -> list[str]:
    """What is lower by more than a point, but not by more than trainings differ, in words.

    Args:
        now: the rates found, of all messages.
        baseline: likewise.
    """
    fallen = {line.partition(":")[0] for line in what_dropped(now, baseline)}
    lower = [line.partition(":")[0] for line in drops(dict(now), dict(baseline))]
    return [_line(name, now[name], baseline[name]) for name in lower if name not in fallen]


def _has_fallen(after: Rate | None, before: Rate, errors: float) -> bool:
    if after is None or not after.count:
        return False
    # Even a rate of 1 differs from itself in a sample: as if one of so many had failed.
    expected = min(before.value, 1 - 1 / (before.count + 1))
    chance = errors * math.sqrt(expected * (1 - expected) / after.count)
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

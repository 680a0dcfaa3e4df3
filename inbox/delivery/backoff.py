"""When an attempt to deliver is repeated, and when it is given up. Pure."""

from __future__ import annotations

from dataclasses import dataclass

# A wait is between this share of its length and the whole: several that failed together
# don't come back together.
SHORTEST_SHARE = 0.5
# 2 ** 62 seconds are longer than any most.
MOST_DOUBLINGS = 62


@dataclass(frozen=True)
class Backoff:
    """Waits that double.

    Attributes:
        first_seconds: the wait after the first attempt.
        most_seconds: no wait is longer.
        give_up_seconds: after the first attempt nothing is given up before this.
    """

    first_seconds: float
    most_seconds: float
    give_up_seconds: float

    def wait_seconds(self, attempt: int, chance: float) -> float:
        """How long to wait after an attempt that failed.

        Args:
            attempt: 1 for the first.
            chance: 0 to 1, by chance.

        Returns:
            Seconds, never more than `most_seconds`.

        Raises:
            ValueError: for an attempt below 1 or a chance outside of 0 to 1.
        """
        if attempt < 1 or not 0 <= chance <= 1:
            raise ValueError("attempts count from 1, and a chance is 0 to 1")
        doubled = self.first_seconds * 2.0 ** min(attempt - 1, MOST_DOUBLINGS)
        whole = min(doubled, self.most_seconds)
        return whole * (SHORTEST_SHARE + (1 - SHORTEST_SHARE) * chance)

    def is_over(self, first_tried_at: float, now: float) -> bool:
        """Whether an attempt that failed just now was the last.

        Args:
            first_tried_at: when the first attempt began, seconds since 1970. Time in which
                nothing was tried, such as a server that stood still, is no reason to give up.
            now: likewise.
        """
        return now - first_tried_at >= self.give_up_seconds

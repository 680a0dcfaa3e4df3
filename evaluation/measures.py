"""What is counted over answered messages: pure, no assistant."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evaluation.held_out import HeldOutMessage

OUT_OF_SCOPE = "out_of_scope"
# An answer that leaves a question of ours unanswered.
NOT_ANSWERED = ("clarify/options", "out_of_scope/out_of_scope", "error/unavailable")
BINS = 10
MOST_DROP = 0.01


@dataclass(frozen=True)
class Result:
    """A held-out message and what came of it.

    Attributes:
        message: the message.
        cards: the cards that answered it, as "kind/id".
        confidence: of the reading, 0 to 1; None where it was not measured, and where
            the message was not understood.
    """

    message: HeldOutMessage
    cards: list[str]
    confidence: float | None = None

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return self.message.is_right(self.cards)

    @property
    def in_scope(self) -> bool:
        """Whether the assistant knows the answer."""
        return self.message.topic != OUT_OF_SCOPE

    @property
    def lost(self) -> bool:
        """Whether a question of ours was not answered."""
        return self.in_scope and not self.right and self.cards[:1] in ([c] for c in NOT_ANSWERED)


@dataclass(frozen=True)
class Rate:
    """A share, 0 to 1 (0 for none), and the number of messages that it is of."""

    value: float
    count: int

    @classmethod
    def of(cls, flags: Iterable[bool]) -> Rate:
        """The share of what is true."""
        values = list(flags)
        return cls(sum(values) / len(values) if values else 0.0, len(values))


def rates(results: Sequence[Result]) -> dict[str, Rate]:
    """The rates that the baseline keeps, better when higher.

    Returns:
        By name: right answers overall, by style and by topic; parts of messages
        with several questions; out-of-scope messages caught; in-scope messages
        not lost to asking back or refusing.
    """
    found = {"right": Rate.of(r.right for r in results)}
    for kind, key in (("style", _style), ("topic", _topic)):
        found.update({f"{kind} {n}": r for n, r in rates_by(results, key).items()})
    found["parts answered"] = parts_answered(results)
    found["out of scope caught"] = Rate.of(r.right for r in results if not r.in_scope)
    found["in scope kept"] = Rate.of(not r.lost for r in results if r.in_scope)
    return found


def _style(result: Result) -> str:
    return result.message.style


def _topic(result: Result) -> str:
    return result.message.topic


def rates_by(results: Iterable[Result], key: Callable[[Result], str]) -> dict[str, Rate]:
    """Share of right answers for each value of `key`."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for result in results:
        groups[key(result)].append(result.right)
    return {name: Rate.of(group) for name, group in sorted(groups.items())}


def parts_answered(results: Iterable[Result]) -> Rate:
    """Of messages that ask several things, the share of things with a right card."""
    return Rate.of(
        bool(wanted & set(result.cards))
        for result in results
        if len(result.message.expected) > 1
        for wanted in result.message.expected
    )


def confusions(results: Iterable[Result]) -> list[tuple[tuple[str, str], int]]:
    """Pairs of (a card that would have been right, the card given), most frequent first."""
    pairs = Counter(
        (sorted(result.message.expected[0])[0], (result.cards or ["nothing"])[0])
        for result in results
        if not result.right and len(result.message.expected) == 1
    )
    return pairs.most_common()


def reliability(results: Iterable[Result]) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and count of each tenth of the confidence scale."""
    bins: dict[int, list[Result]] = defaultdict(list)
    for result in results:
        if result.confidence is not None:
            bins[min(int(result.confidence * BINS), BINS - 1)].append(result)
    return [
        (
            sum(r.confidence or 0.0 for r in group) / len(group),
            Rate.of(r.right for r in group).value,
            len(group),
        )
        for _, group in sorted(bins.items())
    ]


def calibration_error(results: Iterable[Result]) -> float:
    """Expected calibration error (Guo et al. 2017): how far confidence is from truth, 0 to 1."""
    groups = reliability(results)
    total = sum(count for _, _, count in groups)
    return sum(abs(c - r) * count for c, r, count in groups) / total if total else 0.0


def drops(now: dict[str, Rate], baseline: dict[str, Rate]) -> list[str]:
    """What fell further below the baseline than it may, in words.

    A rate may fall by `MOST_DROP`; where that is less than two messages, by one
    message, because training differs in its last digits from machine to machine.
    """
    fallen = []
    for name, before in baseline.items():
        after = now.get(name, Rate(0.0, 0))
        allowed = max(MOST_DROP, 1.5 / before.count if before.count else 0.0)
        if before.value - after.value > allowed:
            fallen.append(f"{name}: {after.value:.3f}, was {before.value:.3f}")
    return fallen

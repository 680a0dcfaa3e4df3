"""How long a message may be, and how sentences are joined into one."""

from __future__ import annotations

from collections.abc import Iterable

# contract.md §2
WORD_LIMIT = 60


def as_many_as_fit(sentences: Iterable[str], limit: int = WORD_LIMIT) -> str:
    """Joins sentences up to `limit` words; the first is always there."""
    words = 0
    kept: list[str] = []
    for sentence in sentences:
        words += len(sentence.split())
        if kept and words > limit:
            break
        kept.append(sentence)
    return " ".join(kept)

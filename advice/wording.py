"""How long a message may be, and how sentences are joined into one."""

from __future__ import annotations

import re
from collections.abc import Iterable

# contract.md §2
WORD_LIMIT = 60
WORD = re.compile(r"[^\W_]+")


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


def names_any(text: str, terms: Iterable[str]) -> bool:
    """Whether one of some terms stands in a text, as whole words.

    Args:
        text: anybody's.
        terms: a word or several each.
    """
    words = _in_words(text)
    return any(_in_words(term) in words for term in terms)


def _in_words(text: str) -> str:
    return f" {' '.join(WORD.findall(text.lower()))} "

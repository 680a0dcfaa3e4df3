"""Examples of wishes out of `content/wishes.yml`."""

from __future__ import annotations

import random
import re
from typing import Iterator, Match, Tuple

from advice.content.wish_models import GAP, WishExamples

# How often a pattern is filled.
FILLINGS = 12


def wish_examples(examples: WishExamples) -> Iterator[Tuple[str, str]]:
    """Each example once, as (text, wish); the same ones every time."""
    seen = set()
    for text, wish in _all(examples):
        if text.lower() not in seen:
            seen.add(text.lower())
            yield text, wish


def _all(examples: WishExamples) -> Iterator[Tuple[str, str]]:
    for wish, texts in examples.said.items():
        for text in texts:
            yield text, wish
    for wish, patterns in examples.patterns.items():
        for pattern in patterns:
            # By the pattern, so that one more changes none of the others.
            chance = random.Random(pattern)
            for _ in range(FILLINGS):
                yield _filled(pattern, examples, chance), wish


def _filled(pattern: str, examples: WishExamples, chance: random.Random) -> str:
    def fill(gap: Match[str]) -> str:
        is_left_out = bool(gap[2]) and chance.random() < 1 / 2
        return "" if is_left_out else chance.choice(examples.words[gap[1]])

    text = re.sub(r"\s+", " ", GAP.sub(fill, pattern))
    return re.sub(r"\s+(?=[!?,.]|$)", "", text).strip()

"""Reads how bad it is, 0 to 10, out of a visitor's words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from advice.screening.tokens import tokenize

OUT_OF_TEN = re.compile(r"\b(10|\d)(?:\.\d)?\s*(?:/|out of|outta)\s*(?:10|ten)\b")
NUMBER = re.compile(r"(?<![\d.])(10|\d)(?:\.\d)?(?![\d.]*\d)")


class Severities:
    """Reads severities, written as digits or as words."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        """Creates it with the numbers by their words."""
        self._numbers = numbers

    def read(self, text: str, asked: bool) -> str | None:
        """A severity in a message.

        Args:
            text: the message.
            asked: whether the severity was asked for; a bare number is one only then.

        Returns:
            "0" to "10", "getting_worse", or None.
        """
        lower = text.lower()
        if asked and "worse" in lower and not re.search(r"\b(?:not|isnt|no)\b.*worse", lower):
            return "getting_worse"
        for word, number in self._numbers.items():
            if word in lower and number <= 10:
                lower = re.sub(rf"\b{word}\b(?=\s*(?:/|out of|outta|of))", str(number), lower)
        rated = OUT_OF_TEN.search(lower)
        if rated:
            return rated.group(1)
        if not asked:
            return None
        numbers = NUMBER.findall(lower)
        if numbers:
            # "6-7": the higher one is the cautious one.
            return str(max(map(int, numbers)))
        words = [self._numbers[t.word] for t in tokenize(lower) if t.word in self._numbers]
        return str(max(n for n in words)) if words and max(words) <= 10 else None

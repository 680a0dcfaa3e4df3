"""Mends misspelled words by the words that training knows: pure text work, no Rasa."""

from __future__ import annotations

import re
from collections import Counter
from typing import Collection, Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Shorter words have too many neighbours: "hot" is one letter from "hit". Of three
# letters, only two that changed places are mended: "adn", "hto".
SHORTEST = 4
SWAPPED = 3
# From this length on, two mistakes are forgiven.
LONG = 6
CANDIDATES = 5
SUFFIXES = ("s", "es", "ed", "d", "ing", "er", "ers", "y", "ly", "able")


class Spelling:
    """Replaces a word that no one knows by the nearest word that training uses."""

    def __init__(self, counts: Mapping[str, int], english: Collection[str]) -> None:
        """Creates the mending.

        Args:
            counts: how often training uses each word; its words are the replacements.
            english: further words that are right as they are.
        """
        self._counts = dict(counts)
        # A word used once and found in no list may be a misspelled example itself.
        trusted = {word for word, count in counts.items() if count > 1 or word in english}
        self._trusted = frozenset(trusted)
        self._known = self._trusted | frozenset(english)
        self._replacements = sorted(word for word in trusted if len(word) >= SHORTEST)

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is right as it is, or an inflection of one that is."""
        return word in self._known or any(stem in self._known for stem in _stems(word))

    def mend(self, text: str) -> str:
        """The text with unknown words replaced where one near enough is known."""
        return WORD.sub(lambda match: self._mended(match.group()), text)

    def _mended(self, word: str) -> str:
        lower = word.lower()
        if not lower.isalpha() or self.knows(lower):
            return word
        if len(lower) == SWAPPED:
            return self._swapped_back(lower) or word
        if len(lower) < SHORTEST:
            return word
        near = process.extract(
            lower,
            self._replacements,
            scorer=OSA.distance,
            score_cutoff=2 if len(lower) >= LONG else 1,
            limit=CANDIDATES,
        )
        if not near:
            return word
        best = min(near, key=lambda n: (n[1], n[0][0] != lower[0], -self._counts[n[0]], n[0]))
        return str(best[0])

    def _swapped_back(self, word: str) -> str:
        swaps = (word[0] + word[2] + word[1], word[1] + word[0] + word[2])
        known = [swap for swap in swaps if swap in self._trusted]
        return max(known, key=lambda swap: self._counts[swap], default="")

    def is_gibberish(self, text: str) -> bool:
        """Whether a text has words, knows none of them, and few are near a known one."""
        typed = words(text)
        if not typed or any(self.knows(word) or word in self._counts for word in typed):
            return False
        mended = sum(self._resembles(word) for word in typed)
        return mended * 2 <= len(typed)

    def _resembles(self, word: str) -> bool:
        # People rarely miss a word's first letter; chance often does.
        mended = self._mended(word)
        return mended != word and mended[0] == word[0]


def words(text: str) -> list[str]:
    """The words of a text, lower case, with apostrophes inside them."""
    return [match.group().lower() for match in WORD.finditer(text)]


def word_counts(texts: Iterable[str]) -> Counter[str]:
    """How often each word occurs."""
    return Counter(word for text in texts for word in words(text))


def _stems(word: str) -> Iterator[str]:
    for suffix in SUFFIXES:
        stem = word[: -len(suffix)]
        if word.endswith(suffix) and len(stem) >= 3:
            yield stem
            yield stem + "e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"

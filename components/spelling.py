"""Mends misspelled words by the words that training knows: pure text work, no Rasa."""

from __future__ import annotations

import re
from collections import Counter
from enum import IntEnum
from typing import Collection, Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Shorter words have too many neighbours: "hot" is one letter from "hit". Of three
# letters, only two that changed places are mended: "adn", "hto".
SHORTEST = 4
SWAPPED = 3
# From this length on, two mistakes are forgiven.
LONG = 6
CANDIDATES = 20
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACES = {key: (row, at) for row, keys in enumerate(KEYBOARD) for at, key in enumerate(keys)}
SUFFIXES = ("s", "es", "ed", "d", "ing", "er", "ers", "y", "ly", "able")


class Spelling:
    """Replaces a word that no one knows by the nearest word that training uses."""

    def __init__(
        self, counts: Mapping[str, int], english: Collection[str], symbols: str = ""
    ) -> None:
        """Creates the mending.

        Args:
            counts: how often training uses each word; its words are the replacements.
            english: further words that are right as they are.
            symbols: signs that training uses, such as emoji.
        """
        self._symbols = frozenset(symbols)
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
        best = min(near, key=lambda n: (n[1], slip(lower, n[0]), -self._counts[n[0]], n[0]))
        return word if slip(lower, best[0]) == Slip.WRONG_START else str(best[0])

    def _swapped_back(self, word: str) -> str:
        swaps = (word[0] + word[2] + word[1], word[1] + word[0] + word[2])
        known = [swap for swap in swaps if swap in self._trusted]
        return max(known, key=lambda swap: self._counts[swap], default="")

    def is_gibberish(self, text: str) -> bool:
        """Whether a text says nothing: no known word, number or sign, and few words near one."""
        typed = words(text)
        if any(self.knows(word) or word in self._counts for word in typed):
            return False
        if not typed:
            return not any(sign.isdigit() or sign in self._symbols for sign in text)
        mended = sum(self._resembles(word) for word in typed)
        return mended * 2 <= len(typed)

    def _resembles(self, word: str) -> bool:
        mended = self._mended(word)
        return mended != word and mended[0] == word[0]


class Slip(IntEnum):
    """Ways to misspell a word, likeliest first on a phone's keyboard."""

    SWAPPED = 1
    DOUBLED = 2
    MISSING = 3
    NEIGHBOUR = 4
    ADDED = 5
    REPLACED = 6
    SEVERAL = 7
    # People rarely miss a word's first letter; chance often does.
    WRONG_START = 8


def slip(typed: str, meant: str) -> Slip:
    """How a word came to be typed for another, both lower case and different.

    >>> slip("wnat", "want").name, slip("ofen", "often").name, slip("ofen", "open").name
    ('SWAPPED', 'MISSING', 'REPLACED')
    """
    start = Prefix.similarity(typed, meant)
    longer, rest, other = len(typed) - len(meant), typed[start:], meant[start:]
    if longer == 0 and rest[1::-1] == other[:2] and rest[2:] == other[2:]:
        return Slip.SWAPPED
    if longer == 1 and rest[1:] == other:
        return Slip.DOUBLED if start and rest[0] == typed[start - 1] else Slip.ADDED
    if longer == -1 and rest == other[1:]:
        return Slip.MISSING
    if longer == 0 and rest[1:] == other[1:] and _are_neighbours(rest[0], other[0]):
        return Slip.NEIGHBOUR
    if start == 0:
        return Slip.WRONG_START
    return Slip.REPLACED if longer == 0 and rest[1:] == other[1:] else Slip.SEVERAL


def _are_neighbours(one: str, other: str) -> bool:
    if one not in _PLACES or other not in _PLACES:
        return False
    (row, at), (other_row, other_at) = _PLACES[one], _PLACES[other]
    return abs(row - other_row) <= 1 and abs(at - other_at) <= 1


def words(text: str) -> list[str]:
    """The words of a text, lower case, with apostrophes inside them."""
    return [match.group().lower() for match in WORD.finditer(text)]


def symbols_of(texts: Iterable[str]) -> str:
    """Every sign of the texts beyond ASCII that is no letter, such as emoji, in order."""
    signs = {sign for text in texts for sign in text if not sign.isascii()}
    return "".join(sorted(sign for sign in signs if not sign.isalnum()))


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

"""Mends misspelled words, those of the examples too: pure text work, no Rasa."""

from __future__ import annotations

import math
import re
from collections import Counter
from enum import IntEnum
from itertools import groupby
from typing import Collection, Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

_APOSTROPHE = re.compile("['’]")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Shorter words have too many neighbours: "hot" is one letter from "hit". Of three
# letters, only two that changed places are mended: "adn", "hto".
SHORTEST = 4
SWAPPED = 3
# From this length on, two mistakes are forgiven.
LONG = 6
CANDIDATES = 40
# An example's word in no list is a misspelling where one like it is so many times more usual.
# Short ones may as well be abbreviations ("hsa", "copd"): only by far.
RARER = {3: 200, 4: 40}
RARER_LONG = 8
# What is written elsewhere says less than the examples do of what visitors mean.
ELSEWHERE = 0.05
# Share of what is written from which a word may be meant that no example uses.
COMMON = 2e-6
# From this length on, what is left of an inflected word is looked up.
STEM = 4
# "Were" before another verb is meant for "where".
_WHERE = re.compile(
    r"\b(w)ere(?=(?:['’]?s|\s+(?:is|are|r|do|does|can|could|exactly|abouts))\b)", re.IGNORECASE
)
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACES = {key: (row, at) for row, keys in enumerate(KEYBOARD) for at, key in enumerate(keys)}
SUFFIXES = ("s", "es", "ed", "d", "ing", "er", "ers", "y", "ly", "able")


class Spelling:
    """Replaces a word that no one knows by the word that was most probably meant."""

    def __init__(
        self,
        counts: Mapping[str, int],
        english: Mapping[str, float],
        names: Collection[str] = (),
        symbols: str = "",
    ) -> None:
        """Creates the mending.

        Args:
            counts: how often training uses each word; misspelled ones among them are found.
            english: further words that are right as they are, each with its share (0 to 1)
                of what is written.
            names: words that are right however rare they are.
            symbols: signs that training uses, such as emoji.
        """
        self._symbols = frozenset(symbols)
        self._counts = dict(counts)
        # "dont" is how "don't" is typed.
        bare = {_APOSTROPHE.sub("", word) for word in counts if _APOSTROPHE.search(word)}
        listed = english.keys() | frozenset(names) | (bare & counts.keys())
        used = sum(counts.values()) or 1
        self._shares = {
            word: max(counts.get(word, 0) / used, english.get(word, 0.0) * ELSEWHERE)
            for word in counts.keys() | listed
        }
        often = {word for word, count in counts.items() if count > 1 and word not in listed}
        right = sorted((listed & counts.keys()) | often, key=len)
        by_length = {length: list(same) for length, same in groupby(right, key=len)}
        self._trusted = frozenset(right) - {w for w in often if self._is_slip(w, by_length)}
        self._known = self._trusted | listed
        common = {word for word, share in english.items() if share >= COMMON}
        self._replacements = sorted(w for w in self._trusted | common if len(w) >= SHORTEST)
        self._usual = frozenset(self._replacements)

    def _is_slip(self, word: str, by_length: Mapping[int, list[str]]) -> bool:
        """Whether examples misspell a word, because one much like it is far more usual."""
        if len(word) < SWAPPED:
            return False
        least = RARER.get(len(word), RARER_LONG) * self._counts[word]
        near = (
            other
            for length in range(len(word) - 1, len(word) + 2)
            for other in by_length.get(length, ())
            if self._counts[other] >= least
        )
        return any(
            OSA.distance(word, other, score_cutoff=1) == 1 and slip(word, other) < Slip.REPLACED
            for other in near
        )

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is right as it is, or an inflection of one that is."""
        return word in self._known or any(stem in self._usual for stem in _stems(word))

    def mend(self, text: str) -> str:
        """The text with unknown words replaced where one near enough is known.

        So is the one known word that is often typed for another and shows it by the next:
        "were are you".
        """
        return _WHERE.sub(r"\1here", WORD.sub(lambda match: self._mended(match.group()), text))

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
        candidates = [found for found, _, _ in near if slip(lower, found) != Slip.WRONG_START]
        if not candidates:
            return word
        return max(candidates, key=lambda found: (self._likelihood(lower, found), found))

    def _likelihood(self, typed: str, meant: str) -> float:
        """Noisy channel: how usual the word is, and how easily it comes to be typed so."""
        start = FIRST_LETTER if typed[0] != meant[0] else 0.0
        return math.log(self._shares[meant]) - COST[slip(typed, meant)] - start

    def _swapped_back(self, word: str) -> str:
        swaps = (word[0] + word[2] + word[1], word[1] + word[0] + word[2])
        known = [swap for swap in swaps if swap in self._trusted]
        return max(known, key=lambda swap: self._counts[swap], default="")

    def is_gibberish(self, text: str) -> bool:
        """Whether a text says nothing: no known word, number or sign, and few words near one."""
        typed = words(text)
        # A letter among others says nothing: "bgfd hjk l".
        telling = [word for word in typed if len(word) > 1 or len(typed) == 1]
        if any(self.knows(word) or word in self._counts for word in telling):
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
    HALVED = 2
    DOUBLED = 3
    MISSING = 4
    NEIGHBOUR = 5
    ADDED = 6
    REPLACED = 7
    SEVERAL = 8
    # People rarely miss a word's first letter; chance often does.
    WRONG_START = 9


# What each slip takes from the logarithm of a word's share: a swapped pair of letters is
# believed where the other word is not much more usual, two slips only where it is by far.
COST = {
    Slip.SWAPPED: 0.0,
    Slip.HALVED: 0.0,
    Slip.DOUBLED: 0.5,
    Slip.MISSING: 1.0,
    Slip.NEIGHBOUR: 2.5,
    Slip.ADDED: 3.0,
    Slip.REPLACED: 4.0,
    Slip.SEVERAL: 7.0,
}
FIRST_LETTER = 2.0


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
        return Slip.HALVED if start and other[0] == typed[start - 1] else Slip.MISSING
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
        if word.endswith(suffix) and len(stem) >= STEM:
            yield stem
            yield stem + "e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"

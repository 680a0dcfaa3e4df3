"""Finds terms of the content in a text, misspelled ones too: pure text work, no Rasa."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Callable, Dict, Iterable, List, Mapping, Optional, Tuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Words and numbers; a hyphen or slash separates, an apostrophe doesn't.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST = 5
# A misspelling is looked for from this length on: shorter words are too near to others.
FUZZY_FROM = 6
# From this length on, two mistakes are forgiven.
FUZZY_TWO_FROM = 9
# Confidence of a term as it is written, and of one that is nearly right.
EXACT, FUZZY = 1.0, 0.8
NUMBER = "number"


@dataclass(frozen=True)
class Term:
    """A term found in a text.

    Attributes:
        entity: what kind of term it is, e.g. "technique".
        value: the id it means.
        start: where it starts in the text.
        end: where it ends, exclusive.
        confidence: `EXACT`, or `FUZZY` for a misspelling.
    """

    entity: str
    value: str
    start: int
    end: int
    confidence: float


class TermMatching:
    """Terms by what they mean, with and without spaces, hyphens and mistakes."""

    def __init__(
        self,
        terms: Mapping[str, Mapping[str, str]],
        not_before: Iterable[str] = (),
        filler: Iterable[str] = (),
        is_known: Callable[[str], bool] = lambda word: False,
    ) -> None:
        """Creates the matching.

        Args:
            terms: for each entity, its terms and the id each one means.
            not_before: words before which a term of one word means something else.
            filler: words that add nothing to a term.
            is_known: whether a lower-case word is right as it is; a phrase of such
                words is never taken for a misspelling.
        """
        self._meanings: Dict[str, Dict[str, str]] = defaultdict(dict)
        for entity, values in terms.items():
            for term, value in values.items():
                self._meanings[_joined(term)][entity] = value
        self._fuzzy = sorted(term for term in self._meanings if len(term) >= FUZZY_FROM)
        self._not_before = frozenset(not_before)
        self._filler = frozenset(filler)
        self._is_known = is_known

    def find(self, text: str) -> List[Term]:
        """The terms of a text, in order.

        Args:
            text: a visitor's message.

        Returns:
            Terms that don't overlap within an entity; what is written as a term wins over
            what is only near to one, then the longest.
        """
        words = [(m.group().lower().replace("’", "'"), *m.span()) for m in WORD.finditer(text)]
        found: List[Term] = []
        for confidence in (EXACT, FUZZY):
            for length in range(min(LONGEST, len(words)), 0, -1):
                for first in range(len(words) - length + 1):
                    found += self._at(words, first, length, confidence, found)
        return sorted(found, key=lambda term: (term.start, term.entity))

    def only_term(self, text: str, found: Optional[List[Term]] = None) -> Optional[Term]:
        """The term that a text consists of, where there is nothing else but filler.

        Args:
            text: a visitor's message.
            found: its terms, where `find` has given them already.

        Returns:
            The term, or None; of a technique and a topic with the same name, the
            technique.
        """
        words = [m for m in WORD.finditer(text) if m.group().lower() not in self._filler]
        if not words:
            return None
        start, end = words[0].start(), words[-1].end()
        terms = self.find(text) if found is None else found
        whole = [term for term in terms if term.start <= start and term.end >= end]
        return max(whole, key=lambda term: term.entity, default=None)

    def _at(
        self,
        words: List[Tuple[str, int, int]],
        first: int,
        length: int,
        confidence: float,
        before: List[Term],
    ) -> List[Term]:
        span = words[first : first + length]
        start, end = span[0][1], span[-1][2]
        joined = "".join(word.replace("'", "") for word, _, _ in span)
        if length == 1 and joined.isdigit():
            return [Term(NUMBER, joined, start, end, EXACT)] if confidence == EXACT else []
        term = ""
        if confidence == EXACT:
            term = joined if joined in self._meanings else ""
        elif not all(self._is_known(word) for word, _, _ in span):
            term = self._nearest(joined)
        if not term or (length == 1 and self._means_something_else(words, first)):
            return []
        taken = [t for t in before if t.start < end and start < t.end]
        return [
            Term(entity, value, start, end, confidence)
            for entity, value in self._meanings[term].items()
            if not any(t.entity == entity for t in taken)
        ]

    def _nearest(self, joined: str) -> str:
        if len(joined) < FUZZY_FROM:
            return ""
        near = process.extractOne(
            joined,
            self._fuzzy,
            scorer=OSA.distance,
            score_cutoff=2 if len(joined) >= FUZZY_TWO_FROM else 1,
        )
        # People rarely miss a word's first letter; chance often does.
        return str(near[0]) if near and near[0][0] == joined[0] else ""

    def _means_something_else(self, words: List[Tuple[str, int, int]], first: int) -> bool:
        return first + 1 < len(words) and words[first + 1][0] in self._not_before


def _joined(term: str) -> str:
    return "".join(WORD.findall(term.lower().replace("’", "'"))).replace("'", "")

"""Cuts a message into words, and finds phrases in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

TOKEN = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*|[.!?;\n]+|,")
BREAK = re.compile(r"[.!?;\n]")
# A misspelling is looked for from this length on, with two mistakes from the second.
FUZZY_FROM, FUZZY_TWO_FROM = 5, 9


@dataclass(frozen=True)
class Token:
    """A word of a message.

    Attributes:
        word: in lower case, without apostrophes.
        start: where it starts in the text.
        end: where it ends, exclusive.
        clause: number of the sentence it stands in.
        after_comma: whether a comma stands right before it.
    """

    word: str
    start: int
    end: int
    clause: int
    after_comma: bool = False


@dataclass(frozen=True, order=True)
class Span:
    """Words `first` to `last`, exclusive."""

    first: int
    last: int

    def is_within(self, other: Span) -> bool:
        """Whether it stands within a longer one."""
        return other.first <= self.first and self.last <= other.last and self != other


def tokenize(text: str) -> list[Token]:
    """The words of a text, in order."""
    tokens: list[Token] = []
    clause, comma = 0, False
    for match in TOKEN.finditer(text):
        found = match.group()
        if BREAK.match(found):
            # "(…!). The" ends one sentence, not two.
            clause, comma = (tokens[-1].clause + 1 if tokens else 0), False
        elif found == ",":
            comma = True
        else:
            word = re.sub("['’`]", "", found.lower())
            tokens.append(Token(word, match.start(), match.end(), clause, comma))
            comma = False
    return tokens


def stem(word: str) -> str:
    """A word without its commonest endings; good enough to compare two forms of one word."""
    for ending, least in (("ing", 3), ("ed", 3), ("es", 3), ("s", 3), ("d", 4), ("y", 4), ("e", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)]
            break
    # "throbb" of "throbbing" and "throb" are one.
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


class Phrases:
    """Phrases by what they mean, found in any form of their words and misspelt ones too."""

    def __init__(
        self,
        meanings: Mapping[str, Iterable[str]],
        is_known: Callable[[str], bool] = lambda word: True,
    ) -> None:
        """Creates the search.

        Args:
            meanings: for each meaning, its phrases in lower case.
            is_known: whether a lower-case word is right as it is; others may be misspelt.
        """
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        vocabulary: dict[str, str] = {}
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                words = [token.word for token in tokenize(phrase)]
                stems = tuple(stem(word) for word in words)
                if stems:
                    self._by_first[stems[0]].append((stems, meaning))
                    vocabulary.update(zip(words, stems, strict=True))
        self._vocabulary = vocabulary
        self._candidates = sorted(word for word in vocabulary if len(word) >= FUZZY_FROM)
        self._is_known = is_known

    def find(self, tokens: list[Token]) -> dict[str, list[Span]]:
        """Where each meaning stands.

        Args:
            tokens: the message's words.

        Returns:
            For each meaning found, its spans in order.
        """
        stems = [self._stem(token.word) for token in tokens]
        found: dict[str, list[Span]] = defaultdict(list)
        for first, first_stem in enumerate(stems):
            for phrase, meaning in self._by_first.get(first_stem, ()):
                last = first + len(phrase)
                if tuple(stems[first:last]) == phrase and (
                    tokens[first].clause == tokens[last - 1].clause
                ):
                    found[meaning].append(Span(first, last))
        return found

    def mends(self, word: str) -> bool:
        """Whether a word is taken for a misspelling of one of the phrases' words."""
        return self._stem(word) not in (stem(word), self._vocabulary.get(word))

    def _stem(self, word: str) -> str:
        if word in self._vocabulary:
            return self._vocabulary[word]
        own = stem(word)
        if len(word) < FUZZY_FROM or own in self._by_first or self._is_known(word):
            return own
        near = process.extractOne(
            word,
            self._candidates,
            scorer=OSA.distance,
            score_cutoff=2 if len(word) >= FUZZY_TWO_FROM else 1,
        )
        return self._vocabulary[near[0]] if near and near[0][0] == word[0] else own

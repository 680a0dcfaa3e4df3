"""Finds the signs of `content/safety/` in a message by its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

from advice.content import Content
from advice.content.safety_models import ContextWords, SafetySign
from advice.screening.context import Context, ContextReader
from advice.screening.tokens import Phrases, Span, Token, tokenize

# Words that tell a sign together stand within this many words.
WINDOW = 18
MOST_PLACES = 4


@dataclass(frozen=True)
class Mention:
    """A sign that a message mentions.

    Attributes:
        sign: its id.
        start: where its words start in the text.
        end: where they end, exclusive.
        context: how it is mentioned.
        key: what found it: its words, or the meaning of the message.
        probability: of the meaning, 0 to 1; 1 for words.
        is_sure: whether the sign was named as such; not where its words only stand near
            each other, or are misspelt.
    """

    sign: str
    start: int
    end: int
    context: Context
    key: str = "words"
    probability: float = 1.0
    is_sure: bool = True

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {**asdict(self), "context": self.context.value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Mention:
        """Reads it back from `as_json`."""
        return cls(**{**data, "context": Context(data["context"])})


class SignFinder:
    """Finds signs and the context of each."""

    @classmethod
    def of(
        cls, content: Content, is_known: Callable[[str], bool] = lambda word: True
    ) -> SignFinder:
        """Creates the search for the signs of `content`; see `__init__`."""
        words = content.screening
        return cls(content.safety.values(), words.lay_words, words.context, is_known)

    def __init__(
        self,
        signs: Iterable[SafetySign],
        lay_words: Mapping[str, Iterable[str]],
        context: ContextWords,
        is_known: Callable[[str], bool] = lambda word: True,
    ) -> None:
        """Creates the search.

        Args:
            signs: the signs.
            lay_words: what visitors say for a word of `together`.
            context: the words that tell the context.
            is_known: whether a lower-case word is right as it is.
        """
        self._signs = {sign.id: sign for sign in signs}
        names = {
            f"name {sign.id}": (*sign.names, *sign.misspellings) for sign in self._signs.values()
        }
        # By one of their words: most of the thousands hold none that the message has.
        self._combinations: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        used: dict[str, Iterable[str]] = {}
        for sign in self._signs.values():
            for line in sign.together:
                words = frozenset(f"word {word}" for word in line.split())
                self._combinations[min(words)].append((sign.id, words))
                for word in line.split():
                    used[f"word {word}"] = lay_words.get(word, (word,))
        self._phrases = Phrases({**names, **used}, is_known)
        self._context = ContextReader(context)

    def find(self, text: str) -> list[Mention]:
        """The signs that a text mentions.

        Args:
            text: a visitor's message.

        Returns:
            One mention a sign, the most present one, in the order of the text.
        """
        tokens = tokenize(text)
        is_saying = self._context.is_saying(tokens)
        found = {
            meaning: kept
            for meaning, spans in self._phrases.find(tokens).items()
            if (kept := [span for span in spans if not is_saying(span)])
        }
        told: list[tuple[str, list[Span], bool]] = [
            (meaning.removeprefix("name "), [span], self._is_spelt_right(span, tokens))
            for meaning, spans in found.items()
            if meaning.startswith("name ")
            for span in spans
        ]
        # "Stroke" within "had a mini stroke" is not meant by itself.
        told = [t for t in told if not any(t[1][0].is_within(other[1][0]) for other in told)]
        present = frozenset(found)
        for word in sorted(present & self._combinations.keys()):
            for sign, words in self._combinations[word]:
                if words <= present:
                    told += [(sign, spans, False) for spans in _together(words, found, tokens)]
        context = self._context.read(tokens)
        best: dict[str, Mention] = {}
        for sign, spans, is_sure in told:
            mention = Mention(
                sign,
                tokens[min(s.first for s in spans)].start,
                tokens[max(s.last for s in spans) - 1].end,
                context.of(spans),
                is_sure=is_sure,
            )
            other = best.get(sign)
            if other is None or _order(mention) < _order(other):
                best[sign] = mention
        return sorted(best.values(), key=lambda mention: (mention.start, mention.sign))

    def _is_spelt_right(self, span: Span, tokens: list[Token]) -> bool:
        return not any(self._phrases.mends(t.word) for t in tokens[span.first : span.last])

    def context_of(self, text: str) -> Context:
        """The context of a text that tells a sign as a whole; denials in it say nothing."""
        tokens = tokenize(text)
        if not tokens:
            return Context.PRESENT
        return self._context.read(tokens).of_all()


def _order(mention: Mention) -> tuple[int, bool, int]:
    context = list(Context).index(mention.context)
    return context, not mention.is_sure, mention.end - mention.start


def _together(
    words: frozenset[str], found: Mapping[str, list[Span]], tokens: list[Token]
) -> list[list[Span]]:
    """The ways in which all words stand near each other, on words of their own."""
    chosen = []
    for spans in product(*(found[word][:MOST_PLACES] for word in sorted(words))):
        first, last = min(s.first for s in spans), max(s.last for s in spans)
        places = sum(s.last - s.first for s in spans)
        own = {place for s in spans for place in range(s.first, s.last)}
        clauses = tokens[last - 1].clause - tokens[first].clause
        if last - first <= WINDOW and len(own) == places and clauses <= 1:
            chosen.append(list(spans))
    return chosen

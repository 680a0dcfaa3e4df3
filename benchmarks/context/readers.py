"""The ways to read context that are compared; all else of the screen is the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import spacy
from medspacy.context import ConText
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from advice.content import Content
from advice.screening.context import Context, ContextReader
from advice.screening.signs import Mention, SignFinder
from advice.screening.tokens import Span, Token


class ConTextReader:
    """medspaCy's ConText with its own rules, in the place of our `ContextReader`."""

    def __init__(self, ours: ContextReader, document: Doc, context: ConText) -> None:
        """Creates the reader of one message.

        Args:
            ours: for the sayings, which ConText has no notion of.
            document: the message, split into sentences.
            context: the component.
        """
        self._ours, self._document, self._context = ours, document, context
        self._tokens: list[Token] = []

    def is_saying(self, tokens: list[Token]) -> Callable[[Span], bool]:
        """Ours."""
        return self._ours.is_saying(tokens)

    def read(self, tokens: list[Token]) -> ConTextReader:
        """Remembers where the words stand."""
        self._tokens = tokens
        return self

    def of(self, spans: list[Span]) -> Context:
        """The context that ConText gives to the words from the first to the last."""
        start = self._tokens[min(span.first for span in spans)].start
        end = self._tokens[max(span.last for span in spans) - 1].end
        target = self._document.char_span(start, end, label="SIGN", alignment_mode="expand")
        self._document.ents = [target]
        entity = self._context(self._document).ents[0]
        return _as_ours(entity)


def _as_ours(entity: SpacySpan) -> Context:
    told = entity._
    if told.is_negated:
        return Context.DENIED
    if told.is_hypothetical:
        return Context.GENERAL
    if told.is_family:
        return Context.OTHER_PERSON if told.is_historical else Context.OTHER_NOW
    return Context.PAST if told.is_historical else Context.PRESENT


class ConTextFinder(SignFinder):
    """Finds the signs as we do and reads their context with medspaCy."""

    def prepare(self) -> ConTextFinder:
        """Loads the pipeline: sentences by punctuation, then ConText."""
        self._pipeline: Any = spacy.blank("en")
        self._pipeline.add_pipe("sentencizer")
        self._component = ConText(self._pipeline)
        self._own = self._context
        return self

    def find(self, text: str) -> list[Mention]:
        """As `SignFinder.find`."""
        self._context = ConTextReader(  # type: ignore[assignment]
            self._own, self._pipeline(text), self._component
        )
        return super().find(text)


class _NoContext(ContextReader):
    """Takes every mention for present."""

    def read(self, tokens: list[Token]) -> Any:
        """Itself."""
        return self

    def of(self, spans: list[Span]) -> Context:
        """Present, always."""
        return Context.PRESENT


def finders(content: Content) -> dict[str, SignFinder]:
    """The sign finders compared, by name."""
    without = SignFinder.of(content)
    without._context = _NoContext(content.screening.context)
    return {
        "ours": SignFinder.of(content),
        "medspaCy ConText": ConTextFinder.of(content).prepare(),  # type: ignore[attr-defined]
        "no context": without,
    }

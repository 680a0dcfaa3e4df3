"""Reads what a message tells of the person beside the answers: age, accidents, agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from advice.screening.context import Context, ContextReader, MessageContext
from advice.screening.tokens import Phrases, Span, Token

# "I'm 15", "my 14 year old"; not "I'm 20 weeks" or "I'm 6 ft".
AGE = re.compile(
    r"\b(?:im|i'm|i am|he is|hes|he's|she is|shes|she's|aged?|turned|turning)\s+"
    r"(?:only\s+|just\s+)?(\d{1,2})\b"
    r"(?!\s*(?:weeks?|wks?|months?|days?|hours?|min|years? (?:in|into|on|since|post)|%|am|pm|"
    r"/|lbs?|kg|stone|ft|cm|people|of us))|"
    r"\b(?:son|daughter|boy|girl|kid|child|teen|teenager)\W{1,3}(\d{1,2})\b|"
    r"\b(\d{1,2})[\s-]*(?:yo|y/o|yr old|yrs old|year old|years old|y o)\b"
)
ADULT = 18
# conversation.md §2.3: from this age on, a first bout of severe back pain counts as a sign.
OLDER = 55
# "My cardiologist Dr Patel has said I may": how far the agreement may stand.
WORDS_TO_AGREEMENT = 7
NOT_SO = (Context.DENIED, Context.GENERAL)
# "Nobody looked at it", "should I get it checked": before words of a look, they undo it.
NOT_LOOKED = frozenset(
    "nobody noone one never not no havent hasnt hadnt wasnt didnt dont without before should need "
    "must going wont waiting shall".split()
)
WORDS_BEFORE_LOOK = 4
# Notes whose own words are a denial.
DENYING = ("never_assessed", "taken_back", "not_agreed")


class NoteReader:
    """Reads notes by the words of `content/recommendation/told.yml`."""

    def __init__(self, told: Mapping[str, Iterable[str]], context: ContextReader) -> None:
        """Creates the reader from the wordings of each note."""
        self._notes = Phrases(told)
        self._context = context

    def read(self, text: str, tokens: list[Token]) -> frozenset[str]:
        """The notes of a message.

        Args:
            text: the message.
            tokens: its words.

        Returns:
            Keys of `told.yml`, and "minor", "from_55", "long_over" and "someone_else".
        """
        context = self._context.read(tokens)
        notes: set[str] = set()
        found = self._notes.find(tokens)
        for name, spans in found.items():
            told = [s for s in spans if context.of([s]) not in NOT_SO]
            if name == "looked_at":
                told = [s for s in told if not _is_undone(s, tokens)]
            if told or name in DENYING:
                notes.add(name)
        ages = [int("".join(found)) for found in AGE.findall(text.lower())]
        if any(2 <= age < ADULT for age in ages):
            notes.add("minor")
        if any(age >= OLDER for age in ages):
            notes.add("from_55")
        if context.is_long_over:
            notes.add("long_over")
        if context.is_for_other:
            notes.add("someone_else")
        if _agrees(found, context, tokens):
            notes.add("agreed")
        if "not_agreed" in notes:
            notes.discard("agreed")
        return frozenset(notes)


def _is_undone(span: Span, tokens: list[Token]) -> bool:
    before = tokens[max(span.first - WORDS_BEFORE_LOOK, 0) : span.first]
    clause = tokens[span.first].clause
    return any(t.word in NOT_LOOKED for t in before if t.clause == clause)


def _agrees(found: Mapping[str, list[Span]], context: MessageContext, tokens: list[Token]) -> bool:
    """Whether a clinician and a word of agreement stand in one clause, nothing denied."""
    for who in found.get("clinicians", ()):
        for word in found.get("agrees", ()):
            near = 0 <= word.first - who.last < WORDS_TO_AGREEMENT
            together = tokens[who.first].clause == tokens[word.first].clause
            if near and together and context.of([word]) not in NOT_SO:
                return True
    return False

"""Whether a sign that a message mentions is really there.

After ConText (Harkema et al. 2009, doi 10.1016/j.jbi.2009.05.002), the clinical field's way
to tell negation, history and other people apart, with the words of visitors instead of
clinicians' notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import Enum

from advice.content.safety_models import ContextWords
from advice.screening.tokens import Phrases, Span, Token

# A denial reaches this many words; ConText's own window is six, lists need more.
REACH = 8
YEAR = re.compile(r"^(19|20)\d\d$")
SELF = frozenset("i im ive my me mine id ill myself we our".split())
PRONOUNS = frozenset("he she his her hes shes him they their theyre".split())
FIRST_PERSON = frozenset("i im ive id ill me we us were weve".split())
WOULD = frozenset({"shed", "hed"})
# "My dad had a stroke": a past that needs no time.
HAD = frozenset("had died lost was were suffered survived passed".split())


class Context(str, Enum):
    """How a sign is mentioned."""

    PRESENT = "present"
    DENIED = "denied"
    PAST = "past"
    OTHER_NOW = "other_now"
    OTHER_PERSON = "other_person"
    GENERAL = "general"


class ContextReader:
    """Reads the context of the spans of a message."""

    def __init__(self, words: ContextWords) -> None:
        """Creates the reader from `content/screening/context.yml`."""
        self._idioms = Phrases({"idiom": words.idioms})
        self._no_sign = frozenset(words.no_sign)
        self._cues = Phrases(
            {
                "before": words.denies_before,
                "after": words.denies_after,
                "not": words.does_not_deny,
                "end": words.ends,
                "past": words.past,
                "long_past": words.long_past,
                "not_past": words.not_past,
                "no_relative": words.no_relatives,
                "relative": words.relatives,
                "general": words.general,
                "works_among": words.works_among,
                "habit": words.habits,
                "treatment": words.treatments,
                "massage_name": words.massage_names,
                "books_for": words.books_for,
            }
        )

    def is_saying(self, tokens: list[Token]) -> Callable[[Span], bool]:
        """Tells which spans are part of a saying, and not longer than it."""
        sayings = self._idioms.find(tokens).get("idiom", [])
        sayings += [Span(i, i + 1) for i, t in enumerate(tokens) if t.word in self._no_sign]

        def within(span: Span) -> bool:
            return any(
                span.first < saying.last
                and saying.first < span.last
                and span.last - span.first <= saying.last - saying.first
                for saying in sayings
            )

        return within

    def read(self, tokens: list[Token]) -> MessageContext:
        """The cues of a message."""
        return MessageContext(tokens, self._cues.find(tokens))


class MessageContext:
    """The cues of one message, asked for the context of a span."""

    def __init__(self, tokens: list[Token], cues: dict[str, list[Span]]) -> None:
        """Creates it from the words and the spans of each kind of cue."""
        self._tokens = tokens
        not_denials = _places(cues.get("not", ()))
        self._before = [s for s in cues.get("before", ()) if s.first not in not_denials]
        self._after = [s for s in cues.get("after", ()) if s.first not in not_denials]
        self._ends = _places(cues.get("end", ()))
        self._past = cues.get("past", [])
        years = [
            i
            for i, token in enumerate(tokens)
            if YEAR.match(token.word) and not (i and tokens[i - 1].word == "since")
        ]
        self._long_past = [*(cue.first for cue in cues.get("long_past", ())), *years]
        self._not_past = _places(cues.get("not_past", ()))
        no_relatives = _places(cues.get("no_relative", ()))
        self._relatives = _places(cues.get("relative", ())) - no_relatives
        self._general = cues.get("general", [])
        self._works_among = cues.get("works_among", [])
        self._habits = cues.get("habit", [])
        self._names_treatment = bool(cues.get("treatment"))
        self._massage_names = _places(cues.get("massage_name", ()))
        # Who is named, rather than only spoken of as "she".
        self._named = {tokens[place].word for place in self._relatives} - PRONOUNS
        self._tells_of_self = any(token.word in SELF for token in tokens)
        self._books_for_other = any(
            set(range(span.first, span.last + 2)) & self._relatives
            or tokens[span.first].word in WOULD
            for span in cues.get("books_for", ())
        )

    @property
    def is_long_over(self) -> bool:
        """Whether the message speaks of something long past, and of nothing present."""
        return bool(self._long_past) and not self._not_past

    @property
    def is_for_other(self) -> bool:
        """Whether the massage is for another person, whom the message names."""
        return self._books_for_other and bool(self._named)

    def of(self, spans: list[Span]) -> Context:
        """The context of a sign that the words at `spans` tell together."""
        own = _places(spans)
        if any(self._denied(span, own) for span in spans):
            return Context.DENIED
        if any(self._is_general(span) or self._is_work(span) for span in spans):
            return Context.GENERAL
        if self._is_massage_name(own):
            return Context.GENERAL
        past = any(self._is_past(span, own) for span in spans)
        other = [place for span in spans if (place := self._other(span, own)) is not None]
        if other and not self._is_other_client():
            between = self._tokens[min(other) : max(span.last for span in spans)]
            had = any(token.word in HAD for token in between)
            return Context.OTHER_PERSON if past or had else Context.OTHER_NOW
        return Context.PAST if past else Context.PRESENT

    def of_all(self) -> Context:
        """The context of the message as a whole, where no words of it are the sign."""
        spans = [Span(place, place + 1) for place in range(len(self._tokens))]
        if self._is_all_general():
            return Context.GENERAL
        if self._is_past(spans[-1], frozenset()):
            return Context.PAST
        if self._relatives and not self._tells_of_self and not self._is_other_client():
            return Context.OTHER_NOW
        return Context.PRESENT

    def _is_other_client(self) -> bool:
        """Whether the massage is for another person.

        It is booked for one, or is spoken of with one who is named, and not with the writer.
        """
        words = {token.word for token in self._tokens}
        is_asked_for = bool(self._named) and self._names_treatment and not words & FIRST_PERSON
        return self._books_for_other or is_asked_for

    def _is_all_general(self) -> bool:
        """Whether people in general are spoken of before anything is told of oneself.

        "Woke up with no feeling in my legs, is massage good for that?" tells first.
        """
        if not self._general:
            return False
        first = min(cue.first for cue in self._general)
        return not any(token.word in SELF for token in self._tokens[:first])

    def _denied(self, span: Span, own: frozenset[int]) -> bool:
        clause = self._tokens[span.first].clause
        for cue in self._before:
            distance = span.first - cue.last
            if (
                0 <= distance < REACH
                and self._tokens[cue.first].clause == clause
                and not own & set(range(cue.first, cue.last))
                and not self._ended(cue.last, span.first, own)
            ):
                return True
        for cue in self._after:
            distance = cue.first - span.last
            if (
                0 <= distance <= 1
                and self._tokens[cue.first].clause == clause
                and not own & set(range(cue.first, cue.last))
                # "no swelling no fever": the second "no" belongs to what follows.
                and (
                    cue.last == len(self._tokens)
                    or self._tokens[cue.last].clause != clause
                    or self._tokens[cue.last].after_comma
                )
            ):
                return True
        return False

    def _ended(self, first: int, last: int, own: frozenset[int]) -> bool:
        for place in range(first, last):
            token = self._tokens[place]
            if place in self._ends and place not in own:
                return True
            starts_anew = token.after_comma or self._tokens[place - 1].word in ("and", "n", "or")
            if starts_anew and token.word in SELF | {"its", "it", "the", "there", "theres"}:
                return True
        token = self._tokens[last]
        # "Not sore, wasn't there before": the second denial is a word of the sign.
        denies = any(cue.first == last for cue in self._before)
        return token.after_comma and (token.word in SELF or denies)

    def _is_general(self, span: Span) -> bool:
        clause = self._tokens[span.first].clause
        return any(
            cue.first <= span.last and self._tokens[cue.first].clause == clause
            for cue in self._general
        )

    def _is_work(self, span: Span) -> bool:
        """Whether a sign is what the writer meets at work, and not what is told of oneself."""
        clause = self._tokens[span.first].clause
        return any(
            work.last <= habit.first
            and habit.last <= span.first
            and self._tokens[work.first].clause == clause
            and not any(t.word in SELF and t.clause == clause for t in self._tokens[habit.last :])
            for work in self._works_among
            for habit in self._habits
        )

    def _is_massage_name(self, own: frozenset[int]) -> bool:
        """Whether a sign's words only name a massage, and no one says that it is for them."""
        return own <= self._massage_names and not (self._relatives or self._tells_of_self)

    def _is_past(self, span: Span, own: frozenset[int]) -> bool:
        clause = self._tokens[span.first].clause
        present = {p for p in self._not_past - own if self._tokens[p].clause == clause}
        for first in self._long_past:
            if self._tokens[first].clause == clause:
                low, high = sorted((first, span.first))
                # "A clot years ago, and now my calf is swollen": that is not past.
                if first > span.first or not present & set(range(low, high)):
                    return True
        cued = any(self._tokens[cue.first].clause == clause for cue in self._past)
        return cued and not present

    def _other(self, span: Span, own: frozenset[int]) -> int | None:
        """Where the nearest person named before the sign stands, if it is someone else.

        "My brother's kidney" names one within the sign: it is told of the writer.
        """
        clause = self._tokens[span.first].clause
        for place in range(span.first, -1, -1):
            token = self._tokens[place]
            if token.clause != clause:
                return None
            if place in self._relatives and place not in own:
                return place
            if token.word in SELF:
                following = place + 1
                if token.word in ("my", "our") and following in self._relatives:
                    continue
                return None
        return None


def _places(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(place for span in spans for place in range(span.first, span.last))

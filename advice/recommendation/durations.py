"""How long something has been going on: reads it out of a visitor's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from advice.content.term_models import Words

COMES_AND_GOES = re.compile(
    r"\b(?:comes? and go(?:es)?|comes? n go(?:es)?|on and off|off and on|on n off|on/off|on & off|"
    r"now and (?:then|again)|every (?:now and|so often|few|time i)|some ?times|it varies|"
    r"flares? up|intermittent\w*|from time to time|once in a while|in waves|occasional(?:ly)?)\b"
)
_NUMBER = r"\d+(?:[.,]\d+)?"
# A year that is not the present one is more than three months ago but for some weeks.
SINCE_YEAR = re.compile(r"\bsince (?:19|20)\d\d\b")
CUES = re.compile(
    r"\b(?:for|since|past|ago|last|over|going on|now|nearly|almost|about|been|started|began)\b"
)
# A number of weeks that is no duration of a complaint.
OTHER_USE = re.compile(
    r"^\s*(?:pregnant|preg\b|along|gone|pp\b|postpartum|course|plan|program|package|sessions?|old\b|"
    r"shifts?\b|flight|drive|"
    r"massage|appointment|slot|session|from now|until|till|to go\b|left\b|time\b)"
)
# "Over 3 months" is more than three, "under 2 weeks" less than two.
MORE = re.compile(r"\b(?:over|more than|longer than|above|at least|well past)\s*$")
LESS = re.compile(r"\b(?:under|less than|not even|nearly|almost|just short of)\s*$")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
SINCE_MONTH = re.compile(
    rf"\bsince (?:early |mid |late |the end of |about |around |last )?({'|'.join(MONTHS)})[a-z]*\b"
)
DAYS_OF_MONTH = 30.4
# Enough to leave the span that ends there.
A_LITTLE = 0.05
IN_FUTURE = re.compile(r"\b(?:in|within|next|every|per|times|x|a|the next|another)\s*$")


class Durations:
    """Reads durations, with number words from the content."""

    def __init__(self, words: Words, today: Callable[[], date] = date.today) -> None:
        """Creates the reader.

        Args:
            words: the words for numbers and times.
            today: the date of a message; "since march" is counted from it.
        """
        self._today = today
        self._named = words.named_times
        self._units = words.time_units
        self._numbers = {**{w: float(n) for w, n in words.numbers.items()}, **words.vague_counts}
        units = "|".join(sorted(self._units, key=len, reverse=True))
        quantities = "|".join(sorted(self._numbers, key=len, reverse=True))
        count = rf"{_NUMBER}\s*|(?:{quantities})\s+"
        self._pattern = re.compile(
            rf"\b(?P<count>{count})(?:(?:-|–|to |or )\s*(?P<upper>{count}))?\+?\s*"
            rf"(?:of |or so |more |long )*(?P<unit>{units})\b"
        )

    def read(self, text: str, asked: bool) -> str | None:
        """The contract's value for how long it has been.

        Args:
            text: a visitor's message.
            asked: whether the visitor was asked; otherwise a cue such as "for" must stand by it.

        Returns:
            "days", "weeks_2", "weeks_12", "months" or "comes_and_goes"; None where the text
            doesn't say. The last one told counts ("2 weeks, no, since spring").
        """
        lower = text.lower().replace("'", "").replace("’", "")
        found = list(self._found(lower, asked))
        last = max(found, default=None)
        coming = [m.start() for m in COMES_AND_GOES.finditer(lower)]
        if coming and (last is None or (asked and coming[-1] > last[0])):
            return "comes_and_goes" if asked or last is None else bucket(last[1])
        return bucket(last[1]) if last else None

    def _found(self, lower: str, asked: bool) -> Iterator[tuple[int, float]]:
        for match in self._pattern.finditer(lower):
            before, after = lower[: match.start()], lower[match.end() :]
            if OTHER_USE.match(after) or (
                IN_FUTURE.search(before) and match["count"].strip() != "last"
            ):
                continue
            near = before[-22:] + match.group() + after[:12]
            if not asked and not CUES.search(near):
                continue
            number = self._number((match["upper"] or match["count"]).strip())
            days = number * self._units[match["unit"]]
            if MORE.search(before):
                days *= 1 + A_LITTLE
            elif LESS.search(before):
                days *= 1 - A_LITTLE
            yield match.start(), days
        for name, days in self._named.items():
            for match in re.finditer(rf"\b{re.escape(name)}\b", lower):
                yield match.start(), days
        for match in SINCE_YEAR.finditer(lower):
            yield match.start(), 400.0
        for match in SINCE_MONTH.finditer(lower):
            # The month itself is half over on average.
            gone = (self._today().month - 1 - MONTHS.index(match[1])) % 12
            yield match.start(), (gone + 0.5) * DAYS_OF_MONTH
        if asked and re.fullmatch(r"\W*(?:yea?rs?|yrs)\W*", lower):
            yield 0, 400.0
        if asked and re.fullmatch(r"\W*(?:months?|mths)\W*", lower):
            yield 0, 120.0

    def _number(self, word: str) -> float:
        return self._numbers[word] if word in self._numbers else float(word.replace(",", "."))


def bucket(days: float) -> str:
    """The contract's value of a number of days (§5: under 72 hours, two weeks, twelve weeks)."""
    if days < 3:
        return "days"
    if days < 14:
        return "weeks_2"
    return "weeks_12" if days <= 92 else "months"

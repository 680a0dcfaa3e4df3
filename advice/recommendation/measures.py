"""Reads how long something has been going on and how bad it is."""

from __future__ import annotations

import re

from advice.content.term_models import Words
from advice.recommendation.durations import Durations
from advice.recommendation.severities import Severities

# So short an answer is one of the two, not both.
MOST_WORDS = 3
# Nothing but a number or a time, with words that make it vague: "4", "7ish", "2 months maybe".
BARE = re.compile(
    r"(?:(?:maybe|about|around|like|say|roughly|probably|for|over|under|nearly|almost|a|its)\W+)*"
    r"(?:\d+(?:\s*(?:-|to|or)\s*\d+)?\s*(?:ish|/\s*10)?|few|couple(?: of)?)?\s*"
    r"(?:days?|weeks?|wks?|months?|mths?|years?|yrs?|ages)?"
    r"(?:\W+(?:maybe|ish|ago|now|i guess|or so|probably))*"
)
# Questions that a rating or a duration answers; a plan may be any text.
MEASURED = ("since", "severity")
ANY_TEXT = "plan"


class Measures:
    """Tells ratings and durations apart."""

    def __init__(self, words: Words) -> None:
        """Creates it with the words for numbers and times."""
        self._durations = Durations(words)
        self._severities = Severities(words.numbers)

    def read(self, text: str, asked: str | None, speaks_of_it: bool) -> dict[str, str]:
        """The values of `since` and `severity` in a message.

        Args:
            text: the message.
            asked: the question that was open, or None.
            speaks_of_it: whether the message speaks of what is the matter.

        Returns:
            Those of the two that it tells.
        """
        is_bare = self.is_bare(text, asked)
        since = self._durations.read(text, is_bare or asked == "since" or speaks_of_it)
        severity = self._severities.read(text, asked == "severity" or (is_bare and not since))
        if asked == "severity" and severity is not None and self._durations.read(text, True):
            # "Couple weeks" is no rating, and "7, was 4 last month" no duration.
            is_short = len(text.split()) <= MOST_WORDS
            since = self._durations.read(text, True) if is_short else None
            severity = None if is_short else severity
        found = {"since": since, "severity": severity}
        return {question: value for question, value in found.items() if value is not None}

    @staticmethod
    def is_bare(text: str, asked: str | None) -> bool:
        """Whether a message is a rating or a duration and answers no other question.

        "4" and "2 months" answer neither what is the matter nor whether a sign is there.
        """
        if asked is None or asked in (*MEASURED, ANY_TEXT):
            return False
        plain = text.lower().strip(" .,!?'’")
        return bool(plain) and bool(BARE.fullmatch(plain))

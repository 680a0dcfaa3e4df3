"""Finds a visitor's name where they introduce themselves, or were asked for it. Pure."""

from __future__ import annotations

import re

from advice.content.request_models import RequestWords

NAME = r"[^\W\d_][^\W\d_]*(?:['’\-.][^\W\d_]+)*\.?"
MOST_WORDS = 4


class NameReader:
    """Reads names by the words of `content/requests.yml`."""

    def __init__(self, words: RequestWords) -> None:
        """Creates the reading."""
        self._no_name = frozenset(words.no_name)
        lead = "|".join(
            r"\s+".join(_with_apostrophes(word) for word in phrase.split())
            for phrase in sorted(words.name, key=len, reverse=True)
        )
        self._introduced = re.compile(
            rf"(?:^|[.,;!\n]\s*|\b(?:and|but|hi|hello|hey|no|yes)\s+)(?:{lead})\s*:?\s+"
            rf"({NAME}(?:\s+{NAME}){{0,{MOST_WORDS - 1}}})",
            re.IGNORECASE,
        )
        self._lead = re.compile(rf"^(?:{lead})\s*:?\s+", re.IGNORECASE)

    def introduced(self, text: str) -> str | None:
        """The name in "I'm Jo Miller, call me"; None where none is introduced.

        Only words that are written like names count, or that follow "my name is".
        """
        for found in self._introduced.finditer(text):
            is_said = re.search(r"\bname", found[0], re.I) is not None
            kept: list[str] = []
            for word in found[1].split():
                if self._is_none(word) or not (is_said or word[0].isupper()):
                    break
                kept.append(word)
            if kept:
                return " ".join(kept).rstrip(".")
        return None

    def alone(self, text: str) -> str | None:
        """The name in an answer to the question for it; None where it holds none."""
        plain = self._lead.sub("", text.strip()).strip(" .,;!")
        words = plain.split()
        if not words or len(words) > MOST_WORDS:
            return None
        if not all(re.fullmatch(NAME, word) for word in words) or self._is_none(words[0]):
            return None
        return plain

    def _is_none(self, word: str) -> bool:
        return re.sub(r"[^\w]", "", word).lower() in self._no_name


def left_over(text: str, *taken: str) -> str:
    """A text without what was taken out of it, and without the words that led to that."""
    for part in filter(None, taken):
        lead = (
            r"(?:(?:my|the)\s+)?(?:phone\s+|mobile\s+|cell\s+)?(?:name|number|no|nr|email|e-mail|mail|"
            r"phone|mobile|cell)?(?:\s*(?:is|'s|:))?|(?:i'?m|i am|this is|it'?s|on|at)"
        )
        text = re.sub(
            rf"(?:\b(?:{lead})\s*:?\s+)?{re.escape(part)}", " ", text, count=1, flags=re.I
        )
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"(?:^[\s,.;:!]*(?:and\s+|so\s+)?)|(?:[\s,;:]+$)", "", text).strip()


def _with_apostrophes(word: str) -> str:
    return {"im": "i['’]?m", "its": "it['’]?s", "names": "name['’]?s"}.get(word, re.escape(word))

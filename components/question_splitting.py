"""Where one message asks several things: pure text work, no Rasa."""

from __future__ import annotations

import re
from typing import List

# "… and would not stop talking" goes on telling; "… and would it hurt" asks.
_GOES_ON = r"(?!\s+(?:not|never|be|been|have|also|just|still|really|always|only)\b)"
_QUESTION_WORD = (
    r"(?:(?:for|from|to|at|on|in|with|by|about)\s+)?(?:"
    r"(?:what|whats|what's|wat|how|hows|how's|when|whens|when's|where|wheres|where's|which|who|"
    r"whos|who's|why|need|any|got)\b|"
    rf"(?:is|are|r|do|does|can|could|will|would|should|must|shall|did)\b(?!['’]){_GOES_ON}|"
    r"(?:is|are|do|does|ca|could|wo|would|should|did|have|has)n['’]?t\s+"
    r"(?:i|you|u|it|they|we|he|she|the|there|your|this|that)\b|"
    r"may\s+(?:i|we)\b)"
)
_SENTENCE_END = re.compile(r"(?<=[?!;])\s+|(?<=[a-z0-9)]\.)\s+|\n+|(?<=\?)(?=[A-Za-z])")
# Who asks without turning the sentence around goes on with its subject, mostly as English is
# a second language: "where you are located and there is place for the car?"
_SUBJECT = r"(?:i|you|u|we|there|it|they|your|the)\s+(?:\w+['’]?\w*\s+){2,}"
_PLAIN_CONNECTOR = re.compile(rf"(?:\s*,)?\s+(?:and|also)\s+(?={_SUBJECT})", re.IGNORECASE)
_CONNECTOR = re.compile(
    r"(?:\s*,)?\s+(?:and|n|also|plus|[&+/]|then|oh|btw|by the way)\s+(?:also\s+|then\s+|btw\s+)?"
    rf"(?={_QUESTION_WORD})|\s*,\s*(?={_QUESTION_WORD})",
    re.IGNORECASE,
)
_LIST_SEPARATOR = re.compile(
    r"\s*,\s*(?:and\s+)?|\s+(?:and|n)\s+|\s*[&+]\s*|\s+/\s+|\s+plus\s+", re.IGNORECASE
)
# What stands together is one thing, and so are the two that are compared.
_ONE_THING = re.compile(
    r"\b(?:between|before and after|differ\w*|compar\w*|versus|vs|apart|both|either)\b",
    re.IGNORECASE,
)
_POLITE = (
    r"(?:and|also|but|so|then|ok|okay|oh|hi|hello|hey|pls|please|n|plus|or|btw|again|"
    r"first|second)\b"
)
_REQUEST = (
    r"(?:tell|explain|describe|show|give|let me know|compare|list|wondering|curious|whether|"
    r"i(?:['’]?d like| (?:want|need|would like|wanna)) to know|i(?: am|['’]?m)? wonder(?:ing)?|"
    r"u|you)\b"
)
# Each alternative starts with another sign, so that nothing is tried twice.
_ASKS = re.compile(rf"(?:\W|{_POLITE})*(?:{_QUESTION_WORD}|{_REQUEST})", re.IGNORECASE)
LIST_WORD_LIMIT = 8
MOST_PARTS = 6


def split_questions(text: str) -> List[str]:
    """Splits a message into the parts that may be questions of their own.

    Args:
        text: a visitor's message.

    Returns:
        Two to `MOST_PARTS` parts in order, or an empty list where the message is
        one piece. Whether a part really is a question is for the classifier.
    """
    sentences = [s for s in _SENTENCE_END.split(text) if s and s.strip(" .?!;,")]
    parts = [
        part.strip()
        for s in sentences
        for clause in _CONNECTOR.split(s)
        for part in _clauses(clause)
    ]
    parts = [part for part in parts if part.strip(" .?!;,")]
    is_list = len(text.split()) <= LIST_WORD_LIMIT and not _ONE_THING.search(text)
    if len(parts) == 1 and is_list:
        pieces = [p.strip() for p in _LIST_SEPARATOR.split(parts[0]) if p and p.strip(" ?!.")]
        parts = pieces if len(pieces) > 1 else parts
    if not 1 < len(parts) <= MOST_PARTS:
        return []
    return parts


def _clauses(text: str) -> List[str]:
    """Cuts a question further before another that has the form of a statement."""
    pieces = _PLAIN_CONNECTOR.split(text) if text.endswith("?") else [text]
    return pieces if _ASKS.match(pieces[0]) else [text]


def asks(part: str, text: str) -> bool:
    """Whether a part of a message asks something, rather than telling a story.

    Args:
        part: one of the parts of `split_questions`.
        text: the whole message. In a short one every part asks: "price? where?"
    """
    if len(text.split()) <= LIST_WORD_LIMIT:
        return True
    return is_question(part)


def is_question(text: str) -> bool:
    """Whether a text has the form of a question or a request to be told something."""
    return text.rstrip().endswith("?") or bool(_ASKS.match(text))

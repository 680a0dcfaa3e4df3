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
_CONNECTOR = re.compile(
    r"(?:\s*,)?\s+(?:and|n|also|plus|[&+/]|then|oh|btw|by the way)\s+(?:also\s+|then\s+|btw\s+)?"
    rf"(?={_QUESTION_WORD})|\s*,\s*(?={_QUESTION_WORD})",
    re.IGNORECASE,
)
_LIST_SEPARATOR = re.compile(
    r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*[&+]\s*|\s+/\s+|\s+plus\s+", re.IGNORECASE
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
    parts = [part.strip() for s in sentences for part in _CONNECTOR.split(s)]
    parts = [part for part in parts if part.strip(" .?!;,")]
    if len(parts) == 1 and len(text.split()) <= LIST_WORD_LIMIT:
        pieces = [p.strip() for p in _LIST_SEPARATOR.split(parts[0]) if p and p.strip(" ?!.")]
        parts = pieces if len(pieces) > 1 else parts
    if not 1 < len(parts) <= MOST_PARTS:
        return []
    return parts


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

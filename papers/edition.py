"""Which texts a paper was made from, when, and on which sheet. Pure but for reading content."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timezone
from functools import lru_cache

from advice.content import Content
from advice.content.practice_models import Practice

SIZES = ("a4", "letter")
VERSION_LENGTH = 12
# Where sheets are 8.5 by 11 inches: North America, and the Americas by custom.
LETTER_ZONES = ("America/", "US/", "Canada/", "Pacific/Honolulu")


@lru_cache(maxsize=4)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:VERSION_LENGTH]


def version(content: Content) -> str:
    """The version of the texts and tables that papers are made from: it changes with each."""
    parts = (
        content.papers,
        content.wording,
        content.comparison,
        content.article,
        *content.questions.values(),
        *content.safety.values(),
        *content.techniques.values(),
        content.signs_to_ask,
        content.suggested_techniques,
        content.practice,
    )
    table = repr(sorted(content.decision_table.cells.items()))
    return _digest("".join(part.json() for part in parts) + table)


def today(practice: Practice, now: datetime | None = None) -> date:
    """The practice's day; `now` is aware, by default the present."""
    moment = now or datetime.now(timezone.utc)
    return moment.astimezone(practice.zone).date()


def sheet(practice: Practice, wanted: str | None = None) -> str:
    """The size of paper, "a4" or "letter".

    Args:
        practice: its own size counts where none is asked for, else its time zone's.
        wanted: what was asked for; None for nothing.

    Raises:
        ValueError: for another size.
    """
    if wanted is not None:
        if wanted not in SIZES:
            raise ValueError("'paper' must be a4 or letter.")
        return wanted
    if practice.paper:
        return practice.paper
    return "letter" if practice.zone.key.startswith(LETTER_ZONES) else "a4"

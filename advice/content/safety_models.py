"""The schema of `content/safety/` and `content/screening/`: warning signs and how they are told."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import validator

from advice.content.base import Model, at_least, identifier, limit_words
from advice.content.ids import PRACTICE_FACTS

Level = Literal["emergency", "urgent", "physician_first", "adapt", "fine"]
# Highest first (facts.md §3: "when several apply, the highest wins").
LEVELS: tuple[Level, ...] = ("emergency", "urgent", "physician_first", "adapt", "fine")
# A doctor or emergency help comes before any massage.
SERIOUS = LEVELS[:2]
ROW_LEVELS: dict[str, Level] = dict(zip("EUCAN", LEVELS, strict=True))
ROW = re.compile(r"^[EUCAN]\d{1,2}$")
ADVICE_WORDS = 60


class SafetySign(Model):
    """A sign, condition or situation that decides whether massage is safe.

    Attributes:
        row: its row in facts.md §3.
        today: whether a doctor should look at it the same day.
        leaves_out: techniques that are not suggested with it.
        policy: the practice's fact that is said with it, see `PRACTICE_FACTS`; "" for none.
        if_past: the sign that it counts as when it is long over, "none" for nothing; by
            default nothing for serious signs and itself for a condition.
        instead_of: milder knowledge of other signs, which it takes the place of: "controlled".
        settled_once_seen: whether it is no longer that sign when a clinician has looked.
        settled_once_agreed: whether it is answered by a clinician's yes in the same message.
        only_fresh: whether it is one in the first 72 hours only.
        names: wordings that mean it wherever they stand.
        together: words that mean it when they stand together.
        said_as: ways visitors tell it.
    """

    id: str
    row: str
    level: Level
    today: bool = False
    title: str
    advice: str
    sources: tuple[str, ...]
    leaves_out: tuple[str, ...] = ()
    policy: str = ""
    if_past: str = ""
    settled_once_seen: bool = False
    settled_once_agreed: bool = False
    only_fresh: bool = False
    instead_of: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    said_as: tuple[str, ...] = ()

    _id = validator("id", allow_reuse=True)(identifier)
    _filled = validator("sources", allow_reuse=True)(at_least(1))

    class Config(Model.Config):
        min_anystr_length = 0

    @validator("advice")
    def _short(cls, text: str) -> str:
        return limit_words(text, ADVICE_WORDS)

    @validator("level")
    def _of_its_row(cls, level: Level, values: dict[str, str]) -> Level:
        row = values.get("row", "")
        if not ROW.match(row):
            raise ValueError(f"the row {row!r} is none of the table's")
        if ROW_LEVELS[row[0]] != level:
            raise ValueError(f"row {row} is {ROW_LEVELS[row[0]]!r}, not {level!r}")
        return level

    @validator("advice")
    def _says_when(cls, text: str, values: dict[str, bool]) -> str:
        if values.get("today") and "today" not in text.lower():
            raise ValueError('with "today: true" it has to say "today"')
        return text

    @validator("policy")
    def _known_policy(cls, policy: str) -> str:
        if policy and policy not in PRACTICE_FACTS:
            raise ValueError(f"must be one of {', '.join(PRACTICE_FACTS)}")
        return policy

    @property
    def is_serious(self) -> bool:
        """Whether a doctor or emergency help comes before any massage."""
        return self.level in SERIOUS

    @property
    def rank(self) -> int:
        """Place of its level: 0 for an emergency, higher is milder."""
        return LEVELS.index(self.level)


class LayWords(Model):
    """What visitors say for a word that `together` uses."""

    words: dict[str, tuple[str, ...]]


class ContextWords(Model):
    """Words that tell whether a sign is really there.

    Attributes:
        idioms: sayings that mean no sign.
        no_sign: forms of words that mean no sign, only as written.
        denies_before: before a sign, they deny it.
        denies_after: after a sign, they deny it.
        does_not_deny: look like a denial and are none.
        ends: end the reach of a denial.
        past: put a sign in the past.
        long_past: do so although the present is spoken of too.
        not_past: keep it in the present all the same.
        no_relatives: words in which one of them is none.
        relatives: other people.
        general: speak of people in general, or of what might be.
        works_among: name work among the ill.
        habits: after it, what is met there from day to day.
        treatments: name what is booked.
        massage_names: name a massage with the word of a sign, which they don't tell of anyone.
        books_for: before another person, they make that person the client.
        still_coming: ask for the massage all the same, after a warning.
    """

    idioms: tuple[str, ...]
    no_sign: tuple[str, ...]
    denies_before: tuple[str, ...]
    denies_after: tuple[str, ...]
    does_not_deny: tuple[str, ...]
    ends: tuple[str, ...]
    past: tuple[str, ...]
    long_past: tuple[str, ...]
    not_past: tuple[str, ...]
    no_relatives: tuple[str, ...]
    relatives: tuple[str, ...]
    general: tuple[str, ...]
    works_among: tuple[str, ...]
    habits: tuple[str, ...]
    treatments: tuple[str, ...]
    massage_names: tuple[str, ...]
    books_for: tuple[str, ...]
    still_coming: tuple[str, ...]


class Pair(Model):
    """Things that are harmless alone and not together.

    Attributes:
        when: signs, lay words, areas ("area:leg") or answers ("pressure:firm").
        sign: the sign that they amount to.
    """

    id: str
    when: tuple[str, ...]
    sign: str
    sources: tuple[str, ...]


class Pairs(Model):
    """All pairs."""

    pairs: tuple[Pair, ...]

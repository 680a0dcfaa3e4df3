"""The schema of `content/`: one model a file or entry, frozen after loading."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, validator

from advice.content.base import Model, at_least, identifier, limit_words, web_address
from advice.content.ids import PRACTICE_FACTS, PRACTICE_LISTS, ROW_IDS, TECHNIQUE_SIDES
from advice.wording import WORD_LIMIT

Side = Literal["medical", "relaxation", "beyond_article"]


# A host's name and what follows; "https://" is left out.
ADDRESS = re.compile(r"(http://)?[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?")


class Source(Model):
    """Where a statement comes from (tiers: facts.md §0.1)."""

    title: str
    where: str = Field("", min_length=0)
    tier: Literal["A", "B", "C", "house"]

    @validator("where")
    def _is_address(cls, value: str) -> str:
        if value and not ADDRESS.fullmatch(value):
            raise ValueError("is no address of a page")
        return value


class Technique(Model):
    """One massage technique."""

    id: str
    title: str
    side: Side
    what: str
    feels_like: str
    used_for: str
    side_note: str
    cautions: tuple[str, ...]
    evidence: str
    sources: tuple[str, ...]
    names: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    described_as: tuple[str, ...] = ()

    _id = validator("id", allow_reuse=True)(identifier)
    _filled = validator("cautions", "sources", "names", allow_reuse=True)(at_least(1))

    @validator("side")
    def _side_of_the_article(cls, side: str, values: dict[str, str]) -> str:
        expected = TECHNIQUE_SIDES.get(values.get("id", ""), side)
        if side != expected:
            raise ValueError(f"the article says {expected!r}, not {side!r}")
        return side

    @validator("what", "feels_like", "used_for", "side_note", "evidence")
    def _short_enough_to_say(cls, text: str) -> str:
        return limit_words(text, WORD_LIMIT)

    @property
    def terms(self) -> tuple[str, ...]:
        """Every wording that means this technique, correct or misspelled."""
        return (*self.names, *self.abbreviations, *self.misspellings, *self.related)


class StyleSide(Model):
    """One of the two styles and the words visitors use for it."""

    title: str
    names: tuple[str, ...]
    misspellings: tuple[str, ...] = ()

    _filled = validator("names", allow_reuse=True)(at_least(1))

    @property
    def terms(self) -> tuple[str, ...]:
        """Every wording that means this style."""
        return (*self.names, *self.misspellings)


class Sides(Model):
    """The article's two styles."""

    medical: StyleSide
    relaxation: StyleSide


class Row(Model):
    """One row of the article's table; `medical` and `relaxation` are its words."""

    id: str
    label: str
    medical: str
    relaxation: str
    plain_medical: str
    plain_relaxation: str


class Comparison(Model):
    """The six-row table."""

    sides: Sides
    rows: tuple[Row, ...]
    sources: tuple[str, ...]

    @validator("rows")
    def _the_six_rows(cls, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        found = tuple(row.id for row in rows)
        if found != ROW_IDS:
            raise ValueError(f"the rows must be {', '.join(ROW_IDS)}, in this order")
        return rows


class Framing(Model):
    """What the article says around the table."""

    overlap: str
    difference: str
    credentials: str
    care_team: str


class Link(Model):
    """A link a visitor may follow."""

    title: str
    url: str

    _web_address = validator("url", allow_reuse=True)(web_address)


class Article(Model):
    """The source article around its table."""

    title: str
    framing: Framing
    additional_reading: tuple[Link, ...]
    closing_question: str
    sources: tuple[str, ...]


class Beside(Model):
    """A list of the practice's that goes with an answer, and is asked for by words of its own.

    Attributes:
        fact: a list in practice.yml, see `PRACTICE_LISTS`.
        told: sentence with `{fact}` where the list goes in.
        missing: what is said where it was asked for and the practice has not told it.
        asked_by: words that ask for it; the sentence is then said first.
    """

    fact: str
    told: str
    missing: str
    asked_by: tuple[str, ...]

    @validator("fact")
    def _known_list(cls, fact: str) -> str:
        if fact not in PRACTICE_LISTS:
            raise ValueError(f"must be one of {', '.join(PRACTICE_LISTS)}")
        return fact


class PracticePart(Model):
    """The part of an answer that only the practice can give.

    Attributes:
        fact: the fact it rests on, see `PRACTICE_FACTS`.
        told: sentence with `{fact}` where the practice's words go in.
        missing: what is said where the practice hasn't filled the fact in.
        beside: what else of the practice is said with it.
    """

    fact: str
    told: str = "{fact}"
    missing: str
    beside: Beside | None = None

    @validator("fact")
    def _known_fact(cls, fact: str) -> str:
        if fact not in PRACTICE_FACTS:
            raise ValueError(f"must be one of {', '.join(PRACTICE_FACTS)}")
        return fact


class FaqTopic(Model):
    """One frequently asked question."""

    id: str
    question: str
    answer: str | None = None
    practice: PracticePart | None = None
    sources: tuple[str, ...]
    asked_as: tuple[str, ...]
    terms: tuple[str, ...] = ()

    _id = validator("id", allow_reuse=True)(identifier)
    _filled = validator("sources", allow_reuse=True)(at_least(1))
    _enough = validator("asked_as", allow_reuse=True)(at_least(5))

    @validator("practice", always=True)
    def _says_something(
        cls, practice: PracticePart | None, values: dict[str, object]
    ) -> PracticePart | None:
        if practice is None and not values.get("answer"):
            raise ValueError("neither 'answer' nor 'practice' is given")
        return practice


class Measured(Model):
    """What was measured last, on test vignettes.

    Attributes:
        cases: how many vignettes there are.
        safe: share of safe answers, in percent.
        emergencies: share of emergencies recognised, in percent.
        measured_on: the day, as YYYY-MM-DD.
    """

    cases: int = Field(..., gt=0)
    safe: str
    emergencies: str
    measured_on: str

"""The schema of `content/papers.yml`: the words on the printed papers."""

from __future__ import annotations

import string

from pydantic import validator

from advice.content.base import Model, at_least

# What the practice's facts fill in, see `advice.practice.fill`.
PRACTICE = frozenset({"practice_name", "phone", "emergency_number"})
# Texts with placeholders of their own, and which.
OWN = {
    "made_on": {"date", "version"},
    "quote": {"quote"},
    "rules": {"rules"},
    "warning": {"level"},
}


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()


class PaperWords(Model):
    """A part of the words; a placeholder that nothing fills in is an error."""

    @validator("*")
    def _known_placeholders(cls, value: object, field: object) -> object:
        allowed = PRACTICE | OWN.get(str(getattr(field, "name", "")), set())
        for text in _texts(value):
            try:
                named = {name for _, name, _, _ in string.Formatter().parse(text)}
            except ValueError as error:
                raise ValueError(f"a brace is not closed: {error}") from error
            unknown = sorted(n for n in named if n is not None and n not in allowed)
            if unknown:
                raise ValueError(f"{{{unknown[0]}}} is no placeholder here")
        return value


class ResultPaper(PaperWords):
    """Headings of the visitor's result."""

    title: str
    warning: str
    answers: str
    question: str
    answer: str
    outcome: str
    because: str
    lines: str
    aspect: str
    signs: str
    techniques: str
    avoid: str
    before: str
    change: str
    second: str
    rules: str


class LevelWords(PaperWords):
    """What each level of a warning sign means, in a few words."""

    emergency: str
    urgent: str
    physician_first: str
    adapt: str
    fine: str


class DoctorNote(PaperWords):
    """The one page for the visitor's doctor."""

    title: str
    why: str
    patient: str
    born: str
    told: str
    cut: str
    decision: str
    decisions: tuple[str, str, str]
    limits: str
    recommended: tuple[str, str, str, str, str, str, str]
    signature: str
    name: str
    date: str
    sources: tuple[str, ...]

    _named = validator("sources", allow_reuse=True)(at_least(1))


class TherapistSheet(PaperWords):
    """Headings of the sheet for staff."""

    title: str
    consent: str
    warning: str
    person: str
    contact: str
    about: str
    answers: str
    map: str
    front: str
    back: str
    signs: str
    no_signs: str
    agreed: str
    result: str
    avoid: str
    explained: str
    notes: str


class Questionnaire(PaperWords):
    """The blank questionnaire, and the guide on its back."""

    title: str
    intro: str
    name: str
    phone: str
    date: str
    one: str
    words: str
    signs: str
    privacy: str
    guide: str
    guide_first: str
    guide_health: str
    guide_table: str
    guide_key: str
    guide_cautions: str
    condition: str
    physician: str
    sign_level: str
    sources: tuple[str, ...]

    _named = validator("sources", allow_reuse=True)(at_least(1))


class Papers(PaperWords):
    """All words of the papers."""

    no_diagnosis: str
    footer: str
    made_on: str
    not_said: str
    missing_letters: str
    quote: str
    sources_title: str
    result: ResultPaper
    levels: LevelWords
    doctor_note: DoctorNote
    therapist_sheet: TherapistSheet
    questionnaire: Questionnaire

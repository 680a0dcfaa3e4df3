"""The schema of `content/wording.yml`: what the assistant itself says."""

from __future__ import annotations

from pydantic import validator

from advice.content.base import Model, at_least
from advice.content.models import Side


class OpeningWording(Model):
    """Shown before the first message."""

    greeting: str
    suggestions: tuple[str, ...]

    _filled = validator("suggestions", allow_reuse=True)(at_least(1))


class TechniqueWording(Model):
    """Sentences around a technique."""

    side_labels: dict[Side, str]
    not_offered: str
    which_one: str


class RowWording(Model):
    """Sentences around a row."""

    both: str
    one: str


class TableWording(Model):
    """Sentences around the table."""

    text: str


class ClarifyWording(Model):
    """Said when a message was not understood."""

    texts: tuple[str, ...]
    person: str
    readings: dict[str, str]
    defaults: tuple[str, ...]

    _varied = validator("texts", allow_reuse=True)(at_least(3))
    _enough = validator("defaults", allow_reuse=True)(at_least(2))


class OutOfScopeWording(Model):
    """Said when a question is not ours."""

    texts: tuple[str, ...]
    other_language: str
    instead: tuple[str, ...]

    _filled = validator("texts", "instead", allow_reuse=True)(at_least(1))


class HandoffWording(Model):
    """How to reach a person."""

    phone: str
    email: str
    hours: str
    open_now: str
    open_always: str
    closed_now: str
    closed: str
    today: str
    today_at: str
    tomorrow: str
    weekday: str
    later: str
    write: str


class FeedbackWording(Model):
    """The article's closing question and its answers."""

    ask: str
    yes: str
    no: str
    thanks: str


class ErrorWording(Model):
    """Said when something is broken."""

    unavailable: str


class ReadingWording(Model):
    """Said with the links."""

    text: str


class SafetyWording(Model):
    """Said around warning signs."""

    quoted: str
    team_second: str
    emergency_holds: str
    urgent_holds: str
    emergency_reminder: str
    urgent_reminder: str
    confirm_cleared: str
    confirm_mistake: str
    lowered: str
    yes: str
    no: str
    told: str
    also: str
    about: str


class ConsentWording(Model):
    """Said before health is asked about, and where it is not."""

    notice: str
    ask: str
    yes: str
    no: str
    declined: str
    no_details: str
    if_healthy: str


class RecommendationWording(Model):
    """Said by the form and with its result."""

    intro: str
    health_notice: str
    recap: str
    urgent_signs: str
    which_one: str
    again: str
    verdicts: dict[str, str]
    strengths: dict[str, str]
    confirm: str
    likely: dict[str, str]
    lighter: str
    other_style: dict[str, str]
    plan: str
    minor: str
    someone_else: str
    general: str
    because: str
    change: str
    what_if: str
    what_if_same: str
    what_if_stays: str
    styles: dict[str, str]
    if_so: dict[str, str]
    buttons: dict[str, str]
    answer_names: dict[str, str]
    go_back: str
    nothing_to_change: str
    which_to_change: str
    no_question: str


class Wording(Model):
    """What the assistant itself says."""

    opening: OpeningWording
    smalltalk: dict[str, str]
    technique: TechniqueWording
    row: RowWording
    table: TableWording
    clarify: ClarifyWording
    out_of_scope: OutOfScopeWording
    handoff: HandoffWording
    reading: ReadingWording
    notice: dict[str, str]
    feedback: FeedbackWording
    error: ErrorWording
    safety: SafetyWording
    consent: ConsentWording
    recommendation: RecommendationWording
    buttons: dict[str, str]

"""The schema of `content/guide.yml`: the words on the pages that need no JavaScript."""

from __future__ import annotations

import string

from pydantic import root_validator

from advice.content.base import Model

# What the practice's facts fill in, see `advice.practice.fill`.
PRACTICE = frozenset({"practice_name", "phone", "emergency_number"})
# Texts with placeholders of their own, and which.
OWN = {
    "from_article": {"article"},
    "step": {"step"},
    "step_of": {"step", "steps"},
    "privacy_chat": {"privacy_notice"},
    "exclusive": {"option"},
    "too_long": {"characters", "written"},
    "quote": {"quote"},
    "rules": {"rules"},
    "change_answer": {"answer"},
}


class PageWords(Model):
    """A part of the page words; a placeholder that nothing fills in is an error."""

    @root_validator(skip_on_failure=True)
    def _known_placeholders(cls, values: dict[str, object]) -> dict[str, object]:
        for name, text in values.items():
            if not isinstance(text, str):
                continue
            found = {
                field for _, field, _, _ in string.Formatter().parse(text) if field is not None
            }
            unknown = sorted(found - PRACTICE - OWN.get(name, set()))
            if unknown:
                raise ValueError(f"{name}: {{{unknown[0]}}} is no placeholder")
        return values


class IndexWords(PageWords):
    """On the first page: its title, and what each part holds."""

    title: str
    intro: str
    questions: str
    compare: str
    techniques: str


class CompareWords(PageWords):
    """Around the comparison table."""

    title: str
    caption: str
    aspect: str
    plain: str
    from_article: str


class TechniqueWords(PageWords):
    """Headings of the technique pages."""

    what: str
    feels_like: str
    used_for: str
    cautions: str
    evidence: str
    side: str
    beyond_article: str
    intro: str
    back: str


class QuestionWords(PageWords):
    """Around a question."""

    title: str
    step: str
    step_of: str
    several: str
    why: str
    words: str
    words_hint: str
    plan_words: str
    plan_words_hint: str
    next: str
    skip: str
    back: str
    start_over: str
    noted: str
    privacy: str
    privacy_here: str
    privacy_chat: str


class ErrorWords(PageWords):
    """What went wrong, said so that the visitor can mend it."""

    title: str
    missing: str
    missing_words: str
    exclusive: str
    one_only: str
    unknown: str
    too_long: str
    state: str
    not_found: str
    other_site: str
    too_large: str
    not_a_form: str
    too_many: str
    failed: str


class SafetyPageWords(PageWords):
    """Around a warning."""

    emergency: str
    urgent: str
    call: str
    told: str
    mistake: str
    cleared: str
    confirm: str


class ResultWords(PageWords):
    """Headings of the result, in the order of conversation.md §2.6."""

    title: str
    because: str
    quote: str
    how: str
    fitting: str
    before: str
    avoid: str
    change: str
    second: str
    rules: str
    next: str
    book: str
    call: str
    papers: str
    result_paper: str
    doctor_note: str
    answers: str
    change_answer: str


class GuideWords(PageWords):
    """All words of the guide's pages."""

    skip_link: str
    navigation: str
    home: str
    questions: str
    compare: str
    techniques: str
    site_name: str
    footer: str
    sources: str
    index: IndexWords
    comparison: CompareWords
    technique: TechniqueWords
    question: QuestionWords
    errors: ErrorWords
    safety: SafetyPageWords
    result: ResultWords

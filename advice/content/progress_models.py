"""The schema of `content/progress.yml`: the page on which a visitor tracks how it goes."""

from __future__ import annotations

import string

from pydantic import Field, root_validator, validator

from advice.content.base import Model, at_least

SIDES = ("medical", "relaxation", "either")
# What the widget fills in, by the text that has it. The server fills in the rest.
OWN = {
    "plateau": frozenset({"count", "days"}),
    "value_scale": frozenset({"name"}),
    "value_amount": frozenset({"name", "unit"}),
    "value_change": frozenset({"name"}),
    "scale": frozenset({"name"}),
    "amount": frozenset({"name", "unit"}),
    "change": frozenset({"name"}),
    "chart": frozenset({"title", "count", "first", "last", "from", "to"}),
    "goal": frozenset({"goal"}),
    "copy_title": frozenset({"date"}),
}
PRACTICE = frozenset({"practice_name", "phone", "emergency_number"})
ARTICLE = frozenset({"medical", "relaxation"})
PROGRESS_WORDS = frozenset(
    """
    amount back bother bother_high bother_label bother_low bother_missing cancel change
    change_goal chart consent consent_ask consent_no consent_title consent_yes copied copy
    copy_hint copy_title date easier entries forget forget_confirm forget_no forget_yes
    forgotten function_hint function_label goal goal_bother goal_function harder intro
    kind_amount kind_change kind_label kind_scale log log_title not_kept number_wrong same save
    saved scale scale_high scale_low scale_wrong send send_ask send_no send_said send_yes
    setup_title side_either side_label side_medical side_missing side_relaxation sources title
    trend_title undo undone unit unit_label value_amount value_change value_scale
    """.split()
)


def check_placeholders(name: str, text: str, allowed: frozenset[str]) -> None:
    """Raises ValueError where `text` has a placeholder that nothing fills in."""
    found = {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
    unknown = sorted(found - allowed)
    if unknown:
        raise ValueError(f"{name}: {{{unknown[0]}}} is no placeholder")


class _Rule(Model):
    sources: tuple[str, ...]

    _filled = validator("sources", allow_reuse=True)(at_least(1))


class Jump(_Rule):
    """A rise that brings the safety words: points of 0 to 10."""

    points: int = Field(ge=1, le=10)


class Change(Jump):
    """A clear change: points of 0 to 10, or percent of another number."""

    percent: int = Field(ge=1, le=100)


class Plateau(Change):
    """When entries count as the same: how many, over how many days."""

    entries: int = Field(ge=2, le=20)
    days: int = Field(ge=1, le=365)


class ProgressRules(Model):
    """From when on something has changed."""

    better: Change
    worse: Change
    jumped: Jump
    plateau: Plateau

    @root_validator(skip_on_failure=True)
    def _in_order(cls, values: dict[str, Jump]) -> dict[str, Jump]:
        if values["plateau"].points >= values["worse"].points:
            raise ValueError("plateau.points must be less than worse.points")
        if values["jumped"].points <= values["worse"].points:
            raise ValueError("jumped.points must be more than worse.points")
        return values


class Verdict(Model):
    """What is said of the entries."""

    title: str
    text: str


class Verdicts(Model):
    """One for each state of the entries."""

    few: Verdict
    jumped: Verdict
    worse: Verdict
    goal: Verdict
    plateau: Verdict
    better: Verdict
    steady: Verdict

    @root_validator(skip_on_failure=True)
    def _known_placeholders(cls, values: dict[str, Verdict]) -> dict[str, Verdict]:
        more = {"goal": {"ending"}, "plateau": {"ending"}, "jumped": {"safety"}}
        own = {"plateau": OWN["plateau"]}
        for name, verdict in values.items():
            allowed = PRACTICE | more.get(name, set()) | own.get(name, frozenset())
            check_placeholders(name, verdict.text, allowed)
        for name in ("goal", "plateau"):
            if "{ending}" not in values[name].text:
                raise ValueError(f"{name} must say {{ending}}: what the article says")
        if "{safety}" not in values["jumped"].text:
            raise ValueError("jumped must say {safety}: the advice of a warning sign")
        return values


class Endings(Model):
    """What the article says about the end of care, by what the massage is for."""

    medical: str
    relaxation: str
    either: str

    @root_validator(skip_on_failure=True)
    def _the_articles_words(cls, values: dict[str, str]) -> dict[str, str]:
        for name, text in values.items():
            check_placeholders(name, text, ARTICLE)
            for side in ("medical", "relaxation") if name == "either" else (name,):
                if f"{{{side}}}" not in text:
                    raise ValueError(f"{name} must quote the article by {{{side}}}")
        return values


class Progress(Model):
    """All of `content/progress.yml`."""

    rules: ProgressRules
    safety: str
    verdicts: Verdicts
    endings: Endings
    words: dict[str, str]

    @validator("words")
    def _all_words(cls, words: dict[str, str]) -> dict[str, str]:
        missing = sorted(PROGRESS_WORDS - words.keys())
        if missing:
            raise ValueError(f"these words are missing: {', '.join(missing)}")
        unknown = sorted(words.keys() - PROGRESS_WORDS)
        if unknown:
            raise ValueError(f"the page has no place for: {', '.join(unknown)}")
        for name, text in words.items():
            article = ARTICLE if name == "intro" else frozenset()
            check_placeholders(name, text, PRACTICE | article | OWN.get(name, frozenset()))
        return words

"""The schema of `content/recommendation/`: the form's questions and what is said around them."""

from __future__ import annotations

from pydantic import Field, validator

from advice.content.base import Model, at_least, limit_words

PROMPT_WORDS = 40
WHY_WORDS = 40


class AnswerOption(Model):
    """One answer to a question.

    Attributes:
        value: the contract's id (§5).
        title: what the chip says.
        recap: how it is repeated inside the next question.
        reason: why it speaks for a recommendation, as a sentence.
        names: wordings that state it in any message.
        said_as: what visitors type for it.
    """

    value: str
    title: str = Field(..., max_length=20)
    recap: str = ""
    reason: str = ""
    names: tuple[str, ...] = ()
    said_as: tuple[str, ...] = ()

    class Config(Model.Config):
        min_anystr_length = 0


class FormQuestion(Model):
    """One question of the form (contract.md §5)."""

    id: str
    prompt: str
    why: str
    multiple: bool = False
    sources: tuple[str, ...]
    options: tuple[AnswerOption, ...]

    _filled = validator("sources", "options", allow_reuse=True)(at_least(1))

    @validator("prompt")
    def _short_prompt(cls, text: str) -> str:
        return limit_words(text, PROMPT_WORDS)

    @validator("why")
    def _short_why(cls, text: str) -> str:
        return limit_words(text, WHY_WORDS)

    def option(self, value: str) -> AnswerOption | None:
        """The option of a value, or None."""
        return next((option for option in self.options if option.value == value), None)


class GeneralAnswers(Model):
    """Words that answer many questions."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    not_sure: tuple[str, ...]
    skip: tuple[str, ...]
    prefer_not_to_say: tuple[str, ...]


class Notes(Model):
    """Wordings by what they tell of the person, see `content/recommendation/told.yml`."""

    __root__: dict[str, tuple[str, ...]]


class SignToAsk(Model):
    """A warning sign as the form asks about it.

    Attributes:
        sign: id of the sign that a yes stands for.
        title: what the chip says.
        text: what the question says.
    """

    sign: str
    title: str = Field(..., max_length=20)
    text: str


class SignsToAsk(Model):
    """Which signs are asked about.

    Attributes:
        signs: by a name of their own.
        areas: for each body area (contract.md §5), names of `signs`, gravest first.
        conditions: for each condition with signs of its own, an id of `content/safety/`, names
            of `signs`.
        most: how many are asked at most.
        health: for each answer of the health checklist, the sign it stands for.
    """

    signs: dict[str, SignToAsk]
    areas: dict[str, tuple[str, ...]]
    conditions: dict[str, tuple[str, ...]]
    most: int
    health: dict[str, str]


class SuggestedTechnique(Model):
    """When a technique is suggested.

    Attributes:
        technique: its id.
        goals, areas, pressure: answers that speak for it.
    """

    technique: str
    goals: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    pressure: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


class SuggestedTechniques(Model):
    """For each style, its techniques in the order of preference."""

    medical: tuple[SuggestedTechnique, ...]
    relaxation: tuple[SuggestedTechnique, ...]
    most: int

"""Reads what a page's form sends, and says what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advice.cards import QuestionCard
from advice.content import Content
from channels.guide.hearing import SKIPPED
from channels.guide.state import Draft

Fields = Mapping[str, Sequence[str]]
# A form sends its fields by these names.
STATE, ANSWER, WORDS, ACTION = "state", "answer", "words", "action"
# Answers that leave no room for another.
EXCLUSIVE = frozenset({"none", "prefer_not_to_say"})
# Options by which a question is left open already.
OPEN_OPTIONS = frozenset({"not_sure", "no_idea", "prefer_not_to_say", SKIPPED})


class InvalidFields(Exception):
    """The form can't be taken; its text is for the visitor."""


@dataclass(frozen=True)
class Asked:
    """How a question's page takes answers.

    Attributes:
        values: what may be chosen.
        several: whether several may.
        may_skip: whether the page has a button to skip; other questions have an option for it.
    """

    values: tuple[str, ...]
    several: bool
    may_skip: bool


def asked(card: QuestionCard) -> Asked:
    """How a question is answered on its page.

    Of the warning signs, all that are there may be ticked: of two, the chat's single tap
    leaves one untold.
    """
    values = tuple(option.value for option in card.options)
    several = card.multiple or card.id == "signs"
    return Asked(values, several, not OPEN_OPTIONS & set(values))


def action(fields: Fields) -> str:
    """The button that sent the form; the first one where a browser names none."""
    return next(iter(fields.get(ACTION, ())), "next")


def draft(fields: Fields, card: QuestionCard) -> Draft:
    """What of a form can be shown again, right or wrong."""
    values = asked(card).values
    chosen = tuple(dict.fromkeys(v for v in fields.get(ANSWER, ()) if v in values))
    # Browsers send line ends as two characters.
    words = "\n".join(fields.get(WORDS, ())).replace("\r\n", "\n").strip()
    return Draft(chosen, words)


def answer(content: Content, fields: Fields, card: QuestionCard, most_characters: int) -> Draft:
    """The answer of a form.

    Args:
        content: the loaded content.
        fields: the form's fields.
        card: the question.
        most_characters: how long the visitor's own words may be.

    Returns:
        The answer, with something chosen or written.

    Raises:
        InvalidFields: saying what is wrong.
    """
    errors = content.guide.errors
    page, given = asked(card), draft(fields, card)
    if len(given.words) > most_characters:
        text = errors.too_long.format(characters=most_characters, written=len(given.words))
        raise InvalidFields(text)
    if action(fields) == SKIPPED and page.may_skip:
        return Draft((SKIPPED,), given.words)
    if set(fields.get(ANSWER, ())) - set(page.values):
        raise InvalidFields(errors.unknown)
    if not given.values and not given.words:
        raise InvalidFields(errors.missing)
    if len(given.values) > 1 and not page.several:
        raise InvalidFields(errors.one_only)
    alone = [o.title for o in card.options if o.value in EXCLUSIVE & set(given.values)]
    if alone and len(given.values) > 1:
        raise InvalidFields(errors.exclusive.format(option=alone[0]))
    if card.id == "plan" and given.words:
        # What the plan says is the answer; "I'll bring it" beside it adds nothing.
        return Draft((), given.words)
    return given

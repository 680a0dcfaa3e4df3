"""What is heard in a message, and what a conversation has brought so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from advice.recommendation.facts import QUESTIONS
from advice.recommendation.reading import REFERRED, Likely
from advice.screening.signs import Mention
from advice.screening.standing import Standing

# The slots beside one for each question (contract.md §5).
SAFETY, NOTES = "safety", "notes"
# A note: signs were asked about and denied before a condition was told that has its own.
SIGNS_DENIED = "signs_denied"


@dataclass(frozen=True)
class Answer:
    """An answer and the visitor's own words for it."""

    values: tuple[str, ...]
    quote: str = ""


@dataclass(frozen=True)
class Heard:
    """A message as understanding gave it.

    Attributes:
        text: what the visitor wrote, or the title of the button tapped.
        telling: the parts of it that tell rather than ask.
        mentions: the warning signs in it.
        likely: for each question, values by meaning.
        chosen: answers tapped, by question.
        takes_answers: whether what it tells is about the visitor, and not only an example
            in a question.
        is_side_statement: whether it was read as something else but asks nothing; a near
            likeness to an answer counts all the same.
        counts_as_miss: whether an open question that it does not answer is missed.
        corrects: whether it changes an earlier answer.
        before: what the visitor wrote before, "" for nothing.
    """

    text: str
    telling: str = ""
    mentions: tuple[Mention, ...] = ()
    likely: Likely = field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    takes_answers: bool = True
    is_side_statement: bool = False
    counts_as_miss: bool = True
    corrects: bool = False
    before: str = ""

    @property
    def is_miss(self) -> bool:
        """Whether an open question that it does not answer is missed: it asks nothing itself.

        A visitor who says the same again has not been understood either.
        """
        said_again = bool(self.text) and self.text == self.before
        return self.counts_as_miss or self.is_side_statement or said_again


@dataclass(frozen=True)
class Known:
    """What the conversation has brought so far.

    Attributes:
        answers: by question.
        notes: see `advice.recommendation.listening.KEPT_NOTES`.
        standing: the warning signs.
        told: the questions that the latest message answered.
        unclear: whether the latest message said yes to the signs without saying to which.
        misses: how often in a row the open question got no answer.
        is_new_minor: whether the latest message is the first to say that the person is one.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()
    standing: Standing = field(default_factory=Standing)
    told: tuple[str, ...] = ()
    unclear: bool = False
    misses: int = 0
    is_new_minor: bool = False

    @property
    def quotes(self) -> dict[str, str]:
        """For each question answered, the visitor's own words."""
        return {question: answer.quote for question, answer in self.answers.items()}

    @property
    def has_agreed(self) -> bool:
        """Whether a clinician was said to have agreed to massage, or to have sent the person."""
        physician = self.answers.get("physician")
        sent = physician is not None and physician.values == (REFERRED,)
        return sent or "agreed" in self.notes

    @property
    def told_values(self) -> dict[str, tuple[str, ...]]:
        """The values of the questions that the latest message answered."""
        return {q: self.answers[q].values for q in self.told if q in self.answers}

    def learns(self, answers: Mapping[str, tuple[str, ...]], quote: str) -> bool:
        """Whether one of these answers, by question, was not given before in the same words."""
        return any(self.answers.get(q) != Answer(values, quote) for q, values in answers.items())

    def as_json(self) -> dict[str, Any]:
        """What goes into slots beside the answers' own."""
        return {
            "notes": sorted(self.notes),
            "told": list(self.told),
            "unclear": self.unclear,
            "misses": self.misses,
            "is_new_minor": self.is_new_minor,
        }

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Known:
        """What a conversation's slots say.

        Args:
            slots: values by slot (contract.md §5); one that is missing or None was not filled.
        """
        answers = {
            q: Answer(tuple(slot["values"]), slot["quote"])
            for q in QUESTIONS
            if (slot := slots.get(q))
        }
        notes = slots.get(NOTES) or {}
        return cls(
            answers,
            frozenset(notes.get("notes", ())),
            replace(
                Standing.from_json(slots.get(SAFETY)),
                fresh=tuple(notes.get("fresh", ())),
                lowered=bool(notes.get("lowered")),
            ),
            tuple(notes.get("told", ())),
            bool(notes.get("unclear")),
            int(notes.get("misses", 0)),
            bool(notes.get("is_new_minor")),
        )

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Known:
        """Reads back what goes with a message to the practice: notes, answers and standing.

        Raises:
            KeyError, TypeError, ValueError: where it is none.
        """
        standing = data["standing"]
        latest = {"fresh": standing["fresh"], "lowered": standing["lowered"]}
        return cls.from_slots({**data["answers"], SAFETY: standing, NOTES: {**data, **latest}})


def with_signs_open(
    answers: Mapping[str, Answer], notes: frozenset[str]
) -> tuple[dict[str, Answer], frozenset[str]]:
    """Answers and notes with the question on signs open again where all were denied.

    Args:
        answers: by question.
        notes: of the conversation.
    """
    signs = answers.get("signs")
    if signs is None or signs.values != ("none",):
        return dict(answers), notes
    return {q: a for q, a in answers.items() if q != "signs"}, notes | {SIGNS_DENIED}

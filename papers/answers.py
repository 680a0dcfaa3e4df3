"""The visitor's answers and signs as lines of a paper."""

from __future__ import annotations

from dataclasses import dataclass

from advice.content import Content
from advice.practice import fill
from advice.recommendation.facts import QUESTIONS
from papers.findings import Findings


@dataclass(frozen=True)
class AnswerLine:
    """An answer.

    Attributes:
        question: its id (contract.md §5).
        name: what the answer is called.
        titles: the chosen options' titles.
        quote: the visitor's own words, "" where they are the titles or there are none.
    """

    question: str
    name: str
    titles: str
    quote: str


@dataclass(frozen=True)
class SignLine:
    """A warning sign or condition that was told."""

    title: str
    level: str
    meaning: str
    quote: str
    advice: str
    agreed: bool


def answer_lines(content: Content, findings: Findings) -> tuple[AnswerLine, ...]:
    """The answers in the order of asking."""
    names = content.wording.recommendation.answer_names
    lines = []
    for question in QUESTIONS:
        answer = findings.known.answers.get(question)
        if answer is None:
            continue
        found = (content.questions[question].option(value) for value in answer.values)
        titles = ", ".join(option.title for option in found if option is not None)
        quote = answer.quote.strip()
        lines.append(
            AnswerLine(question, names[question], titles, "" if quote == titles else quote)
        )
    return tuple(lines)


def sign_lines(content: Content, findings: Findings) -> tuple[SignLine, ...]:
    """The signs that stand, gravest first; once each."""
    standing = {s.sign: s for s in reversed(findings.signs) if s.sign in content.safety}
    lines = []
    for id_, told in sorted(standing.items(), key=lambda i: (content.safety[i[0]].rank, i[0])):
        sign = content.safety[id_]
        meaning = fill(content, getattr(content.papers.levels, sign.level))
        advice = fill(content, sign.advice)
        lines.append(SignLine(sign.title, sign.level, meaning, told.quote, advice, told.agreed))
    return tuple(lines)

"""What the chat has learnt, as lines for the practice's people. Pure."""

from __future__ import annotations

from typing import Any

from advice.content import Content
from advice.recommendation.facts import QUESTIONS
from advice.recommendation.known import Known
from advice.screening.notices import highest

Line = tuple[str, str]


def learnt(content: Content, known: Known, verdict: str) -> tuple[Line, ...]:
    """Title and value of each answer, in the visitor's own words where there are any.

    Args:
        content: the loaded content.
        known: what the conversation has brought; nothing of health where that is not kept.
        verdict: the recommendation in a sentence, "" where there is none.
    """
    names = content.wording.recommendation.answer_names
    lines = [(names[q], _value(content, known, q)) for q in QUESTIONS if q in known.answers]
    level = level_of(content, known)
    quotes = [sign.quote for sign in known.standing.signs if sign.quote]
    if level:
        told = f"{level}: {'; '.join(quotes)}" if quotes else level
        lines.append((content.message.warning, told))
    if verdict:
        lines.append((content.message.result, verdict))
    return tuple(lines)


def level_of(content: Content, known: Known) -> str | None:
    """The highest level of the warning signs that stand, None where none stands."""
    signs = highest(content, known.standing.signs)
    return content.safety[signs[0].sign].level if signs else None


def known_as_json(known: Known) -> dict[str, Any]:
    """All of it as JSON values, for the therapist's sheet."""
    answers = {q: {"values": list(a.values), "quote": a.quote} for q, a in known.answers.items()}
    return {**known.as_json(), "answers": answers, "standing": known.standing.as_json()}


def _value(content: Content, known: Known, question: str) -> str:
    answer = known.answers[question]
    if answer.quote:
        return answer.quote
    titles = {option.value: option.title for option in content.questions[question].options}
    return ", ".join(titles.get(value, value) for value in answer.values)

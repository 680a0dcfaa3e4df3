"""From a question, as understanding read it, to the messages that answer it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from advice.clarify import which_technique
from advice.comparison import asked_side, compare_row, compare_styles
from advice.content import Content
from advice.faq import answer_question
from advice.handoff.offering import offer_person
from advice.messages import Message
from advice.screening.notices import about_condition
from advice.service import further_reading
from advice.techniques import Aspect, explain_techniques

# A question about a condition that the content knows is answered with its advice.
WHEN_NOT_TO = "faq_when_not_to"
TECHNIQUE_ASPECTS: dict[str, Aspect] = {
    "explain_technique": "what",
    "technique_feeling": "feeling",
    "technique_uses": "uses",
    "technique_side": "side",
    "technique_cautions": "cautions",
    "technique_evidence": "evidence",
}
# Asked in a few words right after a technique, these are about that technique.
FOLLOW_UPS: dict[str, Aspect] = {
    "faq_does_it_hurt": "feeling",
    "faq_evidence": "evidence",
    "faq_when_not_to": "cautions",
    "compare_styles": "side",
}


@dataclass(frozen=True)
class Question:
    """One thing a visitor asked.

    Attributes:
        intent: the intent's name.
        techniques: ids of the techniques named, in order.
        sides: the styles named, "medical" or "relaxation".
        technique_before: the technique spoken of just before, or "".
        conditions: ids of the signs of `content/safety/` named.
        general: of them, conditions to ask a doctor about that it speaks of in general: "does it
            help with slipped discs".
        follows_technique: the technique explained in the turn right before, where the question
            is too short to name its subject, or "".
        asked_at: an aware moment, to say whether a person is there.
        takes_message: whether a message to a person may be left.
        text: the visitor's words.
    """

    intent: str
    techniques: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    technique_before: str = ""
    conditions: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    follows_technique: str = ""
    asked_at: datetime | None = None
    takes_message: bool = True
    text: str = ""


def answer(content: Content, question: Question) -> list[Message]:
    """Answers one question.

    Args:
        content: the loaded content.
        question: what was asked.

    Returns:
        At least one message; a question about a technique that names none is
        taken to mean the one spoken of before, else it is asked back.

    Raises:
        KeyError: for an intent that asks nothing, or an unknown row or topic.
    """
    intent = question.intent
    if intent in TECHNIQUE_ASPECTS:
        return _about_techniques(content, question)
    if question.follows_technique and intent in FOLLOW_UPS and not question.conditions:
        return explain_techniques(content, [question.follows_technique], FOLLOW_UPS[intent])
    if _compares_techniques(question):
        return explain_techniques(content, question.techniques, "what")
    if intent == WHEN_NOT_TO and question.conditions:
        return [about_condition(content, question.conditions)]
    kind, _, rest = intent.partition("_")
    if kind == "row":
        return [compare_row(content, rest, asked_side(question.sides))]
    if kind == "faq":
        about = [about_condition(content, question.general)] if question.general else []
        return [answer_question(content, rest, question.text), *about]
    if intent == "talk_to_person":
        return [offer_person(content, question.asked_at, question.takes_message)]
    return [_OTHERS[intent](content)]


def _compares_techniques(question: Question) -> bool:
    if len(question.techniques) < 2:
        return False
    if _compares(question):
        # "Which is better, shiatsu or Thai?" compares techniques, not the styles.
        return True
    # The topic is these two; "deep tissue or Thai?" is another question.
    others = set(question.techniques) - {"deep_tissue_massage", "swedish_massage"}
    return question.intent == "faq_deep_tissue_or_swedish" and bool(others)


def _about_techniques(content: Content, question: Question) -> list[Message]:
    ids = question.techniques or tuple(filter(None, [question.technique_before]))
    aspect = TECHNIQUE_ASPECTS[question.intent]
    messages = explain_techniques(content, dict.fromkeys(ids), aspect)
    return messages or [which_technique(content, question.intent)]


_OTHERS: dict[str, Callable[[Content], Message]] = {
    "compare_styles": compare_styles,
    "further_reading": further_reading,
}


def answer_all(content: Content, questions: list[Question]) -> list[Message]:
    """Answers several questions in order, each card once."""
    messages: dict[tuple[str, str], Message] = {}
    for message in (m for q in _telling(questions) for m in answer(content, q)):
        card = message.card
        key = (card.kind, card.id) if card else ("", message.text)
        messages.setdefault(key, message)
    return list(messages.values())


def _telling(questions: list[Question]) -> list[Question]:
    """Read together: "how do they differ" beside two techniques is about these, not the styles."""
    techniques = {id_ for question in questions for id_ in question.techniques}
    if len(techniques) < 2:
        return questions
    return [
        # "What's the difference between Thai" and "shiatsu", cut in two.
        replace(q, intent="explain_technique") if _compares(q) else q
        for q in questions
        if not _compares(q) or q.techniques
    ]


def _compares(question: Question) -> bool:
    return question.intent == "compare_styles" and not question.sides

"""Training examples that `content/` implies, as (text, intent, entities)."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Tuple

from advice.content import Content
from advice.content.models import Technique

Example = Tuple[str, str, List[Dict[str, Any]]]

# How a technique's names stand in a message. Enough for the names of a new
# technique to be known; how people really ask is in data/nlu/techniques.yml.
NAME_PATTERNS = (
    ("explain_technique", "{}"),
    ("explain_technique", "what is {}"),
    ("technique_feeling", "what does {} feel like"),
    ("technique_uses", "what is {} good for"),
    ("technique_side", "is {} medical or relaxation"),
    ("technique_cautions", "who should not get {}"),
    ("technique_evidence", "does {} really work"),
)


def faq_intent(topic_id: str) -> str:
    """The intent of a FAQ topic."""
    return f"faq_{topic_id}"


def faq_examples(content: Content) -> Iterator[Example]:
    """Each topic's question and the ways it is asked."""
    for topic in content.faq.values():
        for text in dict.fromkeys((topic.question, *topic.asked_as)):
            yield text, faq_intent(topic.id), []


def added_examples(content: Content) -> Iterator[Example]:
    """The examples that the practice has added to what can be asked."""
    for intent, texts in content.added_examples.items():
        for text in texts:
            yield text, intent, []


def practice_wordings(content: Content) -> Iterator[Tuple[str, str]]:
    """Every wording that the practice has added, as (text, intent)."""
    for text, intent, _ in added_examples(content):
        yield text, intent
    for id_ in content.added_topics:
        topic = content.faq[id_]
        for text in (topic.question, *topic.asked_as):
            yield text, faq_intent(id_)


def technique_examples(content: Content) -> Iterator[Example]:
    """The title in every pattern, and every other wording by itself."""
    for technique in content.techniques.values():
        title = technique.title.lower()
        for intent, pattern in NAME_PATTERNS:
            yield _with_technique(technique, title, pattern, intent)
        for term in (*technique.names, *technique.abbreviations):
            if term.lower() != title:
                yield _with_technique(technique, term, "{}", "explain_technique")


def technique_descriptions(content: Content) -> Iterator[Tuple[str, str]]:
    """How visitors describe techniques without naming them, as (text, technique's id)."""
    for technique in content.techniques.values():
        for text in technique.described_as:
            yield text, technique.id


def sign_examples(content: Content) -> Iterator[Tuple[str, str, str]]:
    """How visitors tell warning signs, as (text, intent, sign's id)."""
    for sign in content.safety.values():
        intent = "report_warning_sign" if sign.is_serious else "state_symptoms"
        for text in dict.fromkeys(sign.said_as):
            yield text, intent, sign.id


def answer_examples(content: Content) -> Iterator[Tuple[str, str, str]]:
    """How visitors answer the form's questions, as (text, intent, "question value")."""
    for question in content.questions.values():
        for option in question.options:
            for text in dict.fromkeys((option.title.lower(), *option.said_as)):
                yield text, "state_symptoms", f"{question.id} {option.value}"


def _with_technique(technique: Technique, term: str, pattern: str, intent: str) -> Example:
    start = pattern.index("{}")
    entity = {
        "entity": "technique",
        "value": technique.id,
        "start": start,
        "end": start + len(term),
    }
    return pattern.format(term), intent, [entity]

"""How a change is shown to the practice: a line that names it, and what visitors will read."""

from __future__ import annotations

from advice.content import Content
from advice.faq import answer_question
from advice.messages import Message
from advice.techniques import Aspect, explain_techniques
from learning.changes import AddExample, AddSource, AddTechnique, AddTopic, Change, Edit
from learning.yaml_writing import Value

# Which question about a technique is answered by which of its fields.
ASPECTS: dict[str, Aspect] = {
    "feels_like": "feeling",
    "used_for": "uses",
    "side_note": "side",
    "cautions": "cautions",
    "evidence": "evidence",
}


def answers(content: Content, change: Change) -> list[Message]:
    """What the assistant will say, in its own words.

    Args:
        content: as `changed_content` gives it.
        change: one of the changes in it.

    Returns:
        The messages that have the change in them; none where no answer has it alone.
    """
    if isinstance(change, AddTopic):
        return [answer_question(content, change.id)]
    if isinstance(change, AddTechnique):
        return explain_techniques(content, [change.id], "what")
    if isinstance(change, AddExample):
        topic = change.intent.removeprefix("faq_")
        return [answer_question(content, topic)] if topic in content.faq else []
    if isinstance(change, AddSource):
        return []
    if change.file == "practice.yml":
        return _with_fact(content, change)
    if change.path[0] == "topics":
        return [answer_question(content, str(change.path[1]))]
    if change.path[0] == "techniques":
        aspect = ASPECTS.get(str(change.path[2]), "what")
        return explain_techniques(content, [str(change.path[1])], aspect)
    return []


def _with_fact(content: Content, change: Edit) -> list[Message]:
    fact = str(change.path[1] if change.path[0] == "facts" else change.path[0])
    if fact == "not_offered":
        return explain_techniques(content, content.practice.not_offered, "what")
    topics = [
        topic.id
        for topic in content.faq.values()
        if (part := topic.practice)
        and (part.fact == fact or (part.beside and part.beside.fact == fact))
    ]
    return [answer_question(content, topic) for topic in topics]


def preview(content: Content, change: Change) -> list[str]:
    """The texts of `answers`; for a change that no answer has alone, what it is changed to."""
    texts = [message.text for message in answers(content, change)]
    if isinstance(change, AddSource):
        return [", ".join(filter(None, (change.title, change.where)))]
    return [_in_words(change.value)] if not texts and isinstance(change, Edit) else texts


def _in_words(value: Value) -> str:
    if isinstance(value, list):
        return "; ".join(map(_in_words, value))
    return ", ".join(map(str, value.values())) if isinstance(value, dict) else str(value)


def title(content: Content, change: Change) -> str:
    """A line that names a change in a list."""
    if isinstance(change, AddTopic):
        return f"New question: {change.question}"
    if isinstance(change, AddTechnique):
        return f"New technique: {change.title}"
    if isinstance(change, AddSource):
        return f"New source: {change.title}"
    if isinstance(change, AddExample):
        return f"“{change.text}” asks: {intent_title(content, change.intent)}"
    return f"Changed: {' › '.join([change.file, *map(str, change.path)])}"


def intent_title(content: Content, intent: str) -> str:
    """What an intent asks for, in words."""
    kind, _, rest = intent.partition("_")
    if kind == "faq" and rest in content.faq:
        return content.faq[rest].question
    rows = {row.id: row.label for row in content.comparison.rows}
    if kind == "row" and rest in rows:
        return rows[rest]
    reading = content.wording.clarify.readings.get(intent, intent)
    return reading.replace("{technique}", "a technique")

"""Answers to frequently asked questions, general ones and the practice's own."""

from __future__ import annotations

from advice.cards import FaqCard
from advice.content import Content
from advice.content.message_models import Kind
from advice.handoff.asking import leave_button
from advice.messages import Button, Message
from advice.practice import fill, practice_fact
from advice.sources import card_sources
from advice.wording import as_many_as_fit, names_any

# Asked what happens to it, a visitor may want it gone.
PRIVACY = "privacy"
# Topics whose answer may be followed by a request to our team.
REQUESTS: dict[str, Kind] = {
    "booking": "booking",
    "cancellation": "cancellation",
    "arrival_late": "change",
}


def answer_question(content: Content, topic_id: str, asked: str = "") -> Message:
    """The answer to one FAQ topic.

    Args:
        content: the loaded content.
        topic_id: an id of `content/faq/`.
        asked: the visitor's words, or "". They may ask for what else is said beside it.

    Returns:
        A message whose card says by `configured` whether the practice filled in
        the fact the topic rests on, and what was asked for beside it (always true
        where it rests on none).

    Raises:
        KeyError: for an unknown topic.
    """
    topic = content.faq[topic_id]
    parts = [fill(content, topic.answer)] if topic.answer else []
    configured = True
    if topic.practice:
        fact = practice_fact(content, topic.practice.fact)
        configured = fact is not None
        if fact is None:
            parts.append(fill(content, topic.practice.missing))
        else:
            parts.append(fill(content, topic.practice.told, fact=fact))
        if beside := topic.practice.beside:
            is_asked_for = names_any(asked, beside.asked_by)
            listed = ", ".join(getattr(content.practice, beside.fact))
            if listed:
                said = [fill(content, beside.told, fact=listed)]
            else:
                said = [fill(content, beside.missing)] if is_asked_for else []
                configured = configured and not is_asked_for
            parts = [*said, *parts] if is_asked_for else [*parts, *said]
    answer = " ".join(parts)
    card = FaqCard(
        id=topic.id,
        answer=answer,
        configured=configured,
        sources=card_sources(content, topic.sources),
    )
    titles = content.wording.buttons
    buttons = () if configured else (Button(titles["person"], "talk_to_person"),)
    if topic.id in REQUESTS and configured:
        buttons = (leave_button(content, REQUESTS[topic.id]),)
    if topic.id == PRIVACY:
        buttons = (Button(titles["delete"], "delete_chat"), *buttons)
    return Message(as_many_as_fit(parts), card, buttons)

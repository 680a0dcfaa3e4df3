"""Answers about the assistant's own service: limits, reading, notices, faults."""

from __future__ import annotations

from typing import Literal

from advice.cards import (
    ErrorCard,
    NoticeCard,
    OutOfScopeCard,
    ReadingCard,
    ReadingLink,
)
from advice.content import Content
from advice.messages import Button, Message
from advice.practice import fill


def out_of_scope(content: Content, misses: int = 1) -> Message:
    """An honest "not my subject", and what is.

    Args:
        content: the loaded content.
        misses: how many of the last three messages were out of scope, this one included.
    """
    wording = content.wording.out_of_scope
    titles = content.wording.buttons
    return Message(
        fill(content, wording.texts[(misses - 1) % len(wording.texts)]),
        OutOfScopeCard(instead=wording.instead),
        (
            Button(titles["compare_styles"], "compare_styles"),
            Button(titles["person"], "talk_to_person"),
        ),
    )


def other_language(content: Content) -> Message:
    """Says in several languages that the assistant knows English only, and what to do."""
    wording = content.wording.out_of_scope
    person = Button(content.wording.buttons["person"], "talk_to_person")
    text = fill(content, wording.other_language)
    return Message(text, OutOfScopeCard(instead=wording.instead), (person,))


def further_reading(content: Content) -> Message:
    """The article's additional reading."""
    links = content.article.additional_reading
    listed = "; ".join(f"{link.title} ({link.url})" for link in links)
    return Message(
        f"{content.wording.reading.text} {listed}",
        ReadingCard(links=tuple(ReadingLink(title=link.title, url=link.url) for link in links)),
    )


def notice(
    content: Content, id_: Literal["restarted", "cancelled", "deleted", "abuse", "minor", "privacy"]
) -> Message:
    """A notice about the conversation itself."""
    return Message(content.wording.notice[id_], NoticeCard(id=id_))


def unavailable(content: Content) -> Message:
    """What is said when a part of the system doesn't answer: an apology and the phone."""
    text = fill(content, content.wording.error.unavailable)
    return Message(text, ErrorCard(phone=content.practice.phone))

"""Greetings, thanks and the like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advice.cards import FeedbackCard, SmalltalkCard
from advice.content import Content
from advice.messages import Button, Message
from advice.practice import fill


def smalltalk(content: Content, id_: str) -> Message:
    """One smalltalk answer.

    Args:
        content: the loaded content.
        id_: a smalltalk id of the contract.

    Raises:
        KeyError: for an unknown id.
    """
    text = fill(content, content.wording.smalltalk[id_])
    buttons: tuple[Button, ...] = ()
    if id_ in ("greet", "capabilities", "affirm"):
        titles = content.wording.buttons
        buttons = (
            Button(titles["compare_styles"], "compare_styles"),
            Button(titles["price"], "faq_price"),
            Button(titles["person"], "talk_to_person"),
        )
    return Message(text, SmalltalkCard(id=id_), buttons)


def nothing_before(content: Content) -> Message:
    """Said to who goes back where nothing was answered: that, and what they can ask instead."""
    able = smalltalk(content, "capabilities")
    return replace(able, text=f"{content.wording.recommendation.nothing_to_change} {able.text}")


def goodbye(content: Content) -> list[Message]:
    """A goodbye, and the article's closing question for those who like to answer."""
    return [smalltalk(content, "goodbye"), ask_feedback(content)]


def ask_feedback(content: Content) -> Message:
    """The article's closing question."""
    question = content.article.closing_question
    wording = content.wording.feedback
    return Message(
        fill(content, wording.ask, closing_question=question),
        FeedbackCard(id="ask", closing_question=question),
        (
            Button(wording.yes, "give_feedback", {"used_medical_massage": "yes"}),
            Button(wording.no, "give_feedback", {"used_medical_massage": "no"}),
        ),
    )


def thank_for_feedback(content: Content) -> Message:
    """Said after the closing question was answered."""
    return Message(content.wording.feedback.thanks, FeedbackCard(id="thanks"))


def repeat(content: Content, last: Sequence[Message]) -> list[Message]:
    """What was said last, once more.

    Args:
        content: the loaded content.
        last: the messages of the bot's previous turn, at most two are repeated.
    """
    if not last:
        text = fill(content, content.wording.smalltalk["nothing_to_repeat"])
        return [Message(text, SmalltalkCard(id="repeat"))]
    return [smalltalk(content, "repeat"), *list(last)[:2]]

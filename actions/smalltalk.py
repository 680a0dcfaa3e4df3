"""Greetings, thanks and the like."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions._adapter import CONTENT, AnswerAction
from actions._reading import asked, said_before
from advice.messages import Message
from advice.smalltalk import goodbye, repeat, smalltalk, thank_for_feedback


class ActionSmalltalk(AnswerAction):
    """Answers a greeting, thanks, "are you a bot" and the like; the intent is the card's id."""

    def name(self) -> str:
        return "action_smalltalk"

    def respond(self, tracker: Tracker) -> list[Message]:
        return [smalltalk(CONTENT, asked(tracker).intent)]


class ActionSayGoodbye(AnswerAction):
    """Says goodbye and asks the article's closing question."""

    def name(self) -> str:
        return "action_say_goodbye"

    def respond(self, tracker: Tracker) -> list[Message]:
        return goodbye(CONTENT)


class ActionRepeat(AnswerAction):
    """Says again what was said last."""

    def name(self) -> str:
        return "action_repeat"

    def respond(self, tracker: Tracker) -> list[Message]:
        return repeat(CONTENT, said_before(tracker))


class ActionThankForFeedback(AnswerAction):
    """Thanks for an answer to the closing question."""

    def name(self) -> str:
        return "action_thank_for_feedback"

    def respond(self, tracker: Tracker) -> list[Message]:
        return [thank_for_feedback(CONTENT)]

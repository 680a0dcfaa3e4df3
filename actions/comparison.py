"""The article's table."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions._adapter import CONTENT, AnswerAction
from actions._reading import asked
from advice.answers import answer
from advice.messages import Message


class ActionCompareRow(AnswerAction):
    """Answers with one row of the table: the side asked about, or both."""

    def name(self) -> str:
        return "action_compare_row"

    def respond(self, tracker: Tracker) -> list[Message]:
        return answer(CONTENT, asked(tracker))


class ActionCompareStyles(ActionCompareRow):
    """Shows the whole table with the article's framing."""

    def name(self) -> str:
        return "action_compare_styles"

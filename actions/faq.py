"""Frequently asked questions."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions._adapter import CONTENT, AnswerAction
from actions._reading import asked
from advice.answers import answer
from advice.messages import Message


class ActionAnswerFaq(AnswerAction):
    """Answers the FAQ topic that the intent names."""

    def name(self) -> str:
        return "action_answer_faq"

    def respond(self, tracker: Tracker) -> list[Message]:
        return answer(CONTENT, asked(tracker))

"""Questions about massage techniques."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions._adapter import CONTENT, AnswerAction
from actions._reading import asked
from advice.answers import answer
from advice.messages import Message


class ActionExplainTechnique(AnswerAction):
    """Explains the techniques asked about, a card for each."""

    def name(self) -> str:
        return "action_explain_technique"

    def respond(self, tracker: Tracker) -> list[Message]:
        return answer(CONTENT, asked(tracker))

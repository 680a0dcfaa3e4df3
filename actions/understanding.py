"""Messages that ask several things, or were not understood."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions._adapter import CONTENT, AnswerAction
from actions._reading import asked, asked_several, misses, ranked_intents
from advice.answers import answer_all
from advice.clarify import clarify
from advice.messages import Message


class ActionClarify(AnswerAction):
    """Offers the nearest readings of a message and a person."""

    def name(self) -> str:
        return "action_clarify"

    def respond(self, tracker: Tracker) -> list[Message]:
        techniques = asked(tracker).techniques
        return clarify(CONTENT, ranked_intents(tracker), techniques, misses(tracker))


class ActionAnswerQuestions(ActionClarify):
    """Answers each question of a message, in order."""

    def name(self) -> str:
        return "action_answer_questions"

    def respond(self, tracker: Tracker) -> list[Message]:
        questions = asked_several(tracker)
        return answer_all(CONTENT, questions) if questions else super().respond(tracker)

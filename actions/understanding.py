"""Messages that ask several things, or were not understood."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction

from actions._adapter import CONTENT, FORM, AnswerAction
from actions._intent import is_doubtful, read_as
from actions._known import is_in_form
from actions._reading import asked, asked_several, clock, misses, ranked_intents
from advice.answers import answer_all
from advice.clarify import CHOOSE, clarify, reading_of_loss
from advice.messages import Message


class ActionClarify(AnswerAction):
    """Offers the nearest readings of a message and a person."""

    def name(self) -> str:
        return "action_clarify"

    def respond(self, tracker: Tracker) -> list[Message]:
        techniques = asked(tracker).techniques
        loss = None
        if is_doubtful(tracker):
            loss = reading_of_loss(CONTENT, read_as(tracker.latest_message))
        ranked = ranked_intents(tracker)
        return clarify(CONTENT, ranked, techniques, misses(tracker), clock(), loss)


class DiscardingAction(ActionClarify):
    """Throws something away where the visitor surely wants that; else asks what is meant."""

    def respond(self, tracker: Tracker) -> list[Message]:
        """What is said of it."""
        return super().respond(tracker) if is_doubtful(tracker) else self.said(tracker)

    def events(self, tracker: Tracker) -> list[dict[str, Any]]:
        """Throws it away."""
        return [] if is_doubtful(tracker) else self.discarded(tracker)

    @abstractmethod
    def said(self, tracker: Tracker) -> list[Message]:
        """What is said where it is thrown away."""

    @abstractmethod
    def discarded(self, tracker: Tracker) -> list[dict[str, Any]]:
        """Rasa events that throw it away."""


class ActionAnswerQuestions(ActionClarify):
    """Answers each question of a message, in order."""

    def name(self) -> str:
        return "action_answer_questions"

    def respond(self, tracker: Tracker) -> list[Message]:
        questions = asked_several(tracker)
        if not questions:
            return super().respond(tracker)
        return answer_all(CONTENT, [q for q in questions if q.intent != CHOOSE])

    def events(self, tracker: Tracker) -> list[dict[str, Any]]:
        """Starts the form where one of the questions is which style to choose."""
        chooses = any(q.intent == CHOOSE for q in asked_several(tracker))
        return [FollowupAction(FORM)] if chooses and not is_in_form(tracker) else []

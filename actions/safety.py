"""Warning signs."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction

from actions._adapter import CONTENT, FORM, AnswerAction
from actions._known import known
from actions._message import draft_of, is_in_message_form, leave_form
from actions._reading import asked_several
from advice.answers import answer_all
from advice.messages import Message
from advice.screening.notices import confirm, is_fresh, serious, warn_or_hold

# What is answered beside a warning, by the beginnings of the intents; not how to book.
BESIDE = ("faq_", "explain_technique", "technique_", "row_")
# Nor the general advice on when a massage is not safe, which the warning is more of.
NOT_BESIDE = ("faq_booking", "faq_when_not_to")


class ActionWarn(AnswerAction):
    """Says what to do about a serious warning sign, before anything else."""

    screens = False

    def name(self) -> str:
        return "action_warn"

    def respond(self, tracker: Tracker) -> list[Message]:
        standing = known(tracker).standing
        signs = serious(CONTENT, standing)
        if standing.confirming is not None:
            return [confirm(CONTENT, standing, standing.confirming)]
        if not signs:
            return []
        warnings = [warn_or_hold(CONTENT, standing, signs)]
        if CONTENT.safety[signs[0].sign].level == "emergency" or not is_fresh(standing, signs):
            return warnings
        beside = [
            question for question in asked_several(tracker) if _is_information(question.intent)
        ]
        return [*warnings, *answer_all(CONTENT, beside)]

    def events(self, tracker: Tracker) -> list[dict[str, Any]]:
        """Goes on with the form, and its questions on signs, where nothing serious is known.

        An emergency ends a message: it can't wait for an answer.
        """
        signs = serious(CONTENT, known(tracker).standing)
        if is_in_message_form(tracker):
            is_emergency = bool(signs) and CONTENT.safety[signs[0].sign].level == "emergency"
            return leave_form(draft_of(tracker)) if is_emergency else []
        return [] if self.respond(tracker) else [FollowupAction(FORM)]


def _is_information(intent: str) -> bool:
    return intent not in NOT_BESIDE and intent.startswith(BESIDE)

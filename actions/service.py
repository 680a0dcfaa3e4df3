"""People, reading, notices, and what is not our subject."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, SlotSet

from actions._adapter import CONTENT, AnswerAction
from actions._known import CONSENT, known
from actions._message import draft_of, is_in_message_form, is_withheld, leave_form
from actions._reading import clock, misses
from actions.understanding import DiscardingAction
from advice.handoff.asking import cancelled
from advice.handoff.offering import offer_person
from advice.messages import Message
from advice.service import further_reading, notice, other_language, out_of_scope


class ActionOfferPerson(AnswerAction):
    """Says how to reach a person."""

    def name(self) -> str:
        return "action_offer_person"

    def respond(self, tracker: Tracker) -> list[Message]:
        takes_message = not is_withheld(known(tracker), draft_of(tracker))
        minor = [] if takes_message else [notice(CONTENT, "minor")]
        return [offer_person(CONTENT, clock(), takes_message), *minor]


class ActionFurtherReading(AnswerAction):
    """Gives the article's additional reading."""

    def name(self) -> str:
        return "action_further_reading"

    def respond(self, tracker: Tracker) -> list[Message]:
        return [further_reading(CONTENT)]


class ActionRestartChat(DiscardingAction):
    """Forgets what was answered so far and starts over."""

    def name(self) -> str:
        return "action_restart_chat"

    def said(self, tracker: Tracker) -> list[Message]:
        return [notice(CONTENT, "restarted")]

    def discarded(self, tracker: Tracker) -> list[dict[str, Any]]:
        # What was said of health answers holds for the whole conversation.
        told = SlotSet(CONSENT, tracker.get_slot(CONSENT))
        again = CONTENT.practice.health_consent == "ask"
        return [AllSlotsReset(), ActiveLoop(None), *([] if again else [told])]


class ActionCancel(DiscardingAction):
    """Stops what was going on."""

    def name(self) -> str:
        return "action_cancel"

    def said(self, tracker: Tracker) -> list[Message]:
        if is_in_message_form(tracker):
            return [cancelled(CONTENT, draft_of(tracker))]
        return [notice(CONTENT, "cancelled")]

    def discarded(self, tracker: Tracker) -> list[dict[str, Any]]:
        """Closes the form that is open."""
        if is_in_message_form(tracker):
            return leave_form(draft_of(tracker))
        return [ActiveLoop(None), SlotSet("requested_slot", None)]


class ActionDeleteChat(DiscardingAction):
    """Says that the conversation is deleted; the channel, seeing the notice, deletes it."""

    def name(self) -> str:
        return "action_delete_chat"

    def said(self, tracker: Tracker) -> list[Message]:
        return [notice(CONTENT, "deleted")]

    def discarded(self, tracker: Tracker) -> list[dict[str, Any]]:
        return [AllSlotsReset(), ActiveLoop(None)]


class ActionRefuse(AnswerAction):
    """Turns down an improper request, politely and once."""

    def name(self) -> str:
        return "action_refuse"

    def respond(self, tracker: Tracker) -> list[Message]:
        return [notice(CONTENT, "abuse")]


class ActionOutOfScope(AnswerAction):
    """Says that a question is not our subject, and what is."""

    def name(self) -> str:
        return "action_out_of_scope"

    def respond(self, tracker: Tracker) -> list[Message]:
        return [out_of_scope(CONTENT, misses(tracker, "out_of_scope"))]


class ActionOtherLanguage(AnswerAction):
    """Says that it knows English only, and the emergency number."""

    def name(self) -> str:
        return "action_other_language"

    def respond(self, tracker: Tracker) -> list[Message]:
        return [other_language(CONTENT)]

"""The recommendation form: takes messages in, asks, and says the result."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions._adapter import CONTENT, AnswerAction, speak
from actions._known import (
    CONFIRMATION,
    CONSENT,
    FORM,
    LISTENER,
    NOTES,
    REQUESTED,
    RULES,
    SAFETY,
    agreement,
    asked_question,
    came_at,
    consent_of,
    has_result,
    heard,
    is_in_form,
    known,
    next_question,
    now_as_text,
    read_at,
    slots_of,
    told_so_far,
)
from actions._message import heard_message, is_in_message_form
from actions._reading import asked_beside, said, turns
from actions.understanding import DiscardingAction
from advice.answers import answer_all
from advice.faults import place_of
from advice.handoff.asking import why_asked
from advice.messages import Message
from advice.recommendation.asking import which_to_change, why
from advice.recommendation.by_goals import recommend_by_goals
from advice.recommendation.consent import collects, without_health
from advice.recommendation.facts import QUESTIONS
from advice.recommendation.questions import NOT_ABOUT_HEALTH
from advice.recommendation.result import explain, recommend
from advice.screening.notices import serious, told_conditions, warn_or_hold
from advice.service import notice
from advice.smalltalk import nothing_before, smalltalk

logger = logging.getLogger(__name__)


class ActionValidateSlotMappings(Action):
    """Takes every message in: answers, warning signs, corrections. Says nothing.

    Rasa runs an action of this name after every message. A slot's own action would not be run
    for the form's `ignored_intents`, and a warning sign may stand in any message.
    """

    def name(self) -> str:
        return "action_validate_slot_mappings"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Sets the slots that the latest message changes; Rasa may ask twice in a turn."""
        turn = came_at(tracker)
        if read_at(tracker) == turn:
            return []
        before, consent, asked = known(tracker), consent_of(tracker), asked_question(tracker)
        is_asking = is_in_form(tracker) and tracker.get_slot(REQUESTED) == CONSENT
        agrees: bool | None = None
        try:
            after = LISTENER.hear(before, heard(tracker), asked)
            if is_asking:
                agrees = agreement(tracker)
            elif consent.text and not consent.answer and asked in after.told:
                agrees = True if asked not in NOT_ABOUT_HEALTH else None
            if is_asking and agrees:
                # What was told before counts, now that it may be kept.
                told, before = told_so_far(tracker), without_health(before)
                after = replace(told, answers={**before.answers, **told.answers})
        except Exception as error:
            logger.error("%s failed: %s", self.name(), place_of(error))
            return []
        if agrees is not None:
            consent = consent.answered(agrees, now_as_text())
        keeps_health = collects(CONTENT, consent)
        events = slots_of(before, after, turn, keeps_health)
        if agrees is not None:
            events.append(SlotSet(CONSENT, consent.as_json()))
        if tracker.get_slot(REQUESTED) == CONFIRMATION:
            # An answered confirmation lets the form go on.
            kept = after if keeps_health else without_health(after)
            events.append(SlotSet(SAFETY, kept.standing.as_json()))
        return events + heard_message(tracker, after)


class ValidateRecommendationForm(Action):
    """Chooses the form's next question; answers what else the message asked."""

    def name(self) -> str:
        return "validate_recommendation_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Sets the requested slot, None where the outcome stands."""
        now = known(tracker)
        if serious(CONTENT, now.standing) and now.standing.confirming is None:
            return [SlotSet(REQUESTED, None)]
        if not said(turns(tracker.events)[-1]):
            beside = answer_all(CONTENT, asked_beside(tracker)) if now.told else []
            minor = [notice(CONTENT, "minor")] if now.is_new_minor else []
            told = told_conditions(CONTENT, now.standing, not beside)
            if now.standing.confirming is not None:
                told = []
            for message in [*beside, *told, *minor]:
                speak(dispatcher, message)
        if now.standing.confirming is not None:
            return [SlotSet(REQUESTED, CONFIRMATION)]
        if _starts_form(tracker) and not now.told:
            # The rule of such an intent leads back to the form, which Rasa refuses to run again
            # after a rejection; a slot that is set keeps it from rejecting.
            return [
                SlotSet(NOTES, tracker.get_slot(NOTES)),
                SlotSet(REQUESTED, next_question(tracker)),
            ]
        return [SlotSet(REQUESTED, next_question(tracker))]


def _starts_form(tracker: Tracker) -> bool:
    intent = (tracker.latest_message.get("intent") or {}).get("name")
    return intent in ("state_symptoms", "choose_style", "answer_question", "report_warning_sign")


class ActionRecommendStyle(AnswerAction):
    """Says which style fits, or that a doctor or emergency help comes first."""

    screens = False

    def name(self) -> str:
        return "action_recommend_style"

    def respond(self, tracker: Tracker) -> list[Message]:
        now = known(tracker)
        signs = serious(CONTENT, now.standing)
        if signs:
            return [warn_or_hold(CONTENT, now.standing, signs)]
        result = recommend if collects(CONTENT, consent_of(tracker)) else recommend_by_goals
        return result(CONTENT, RULES, LISTENER.facts(now), now.quotes)


class ActionExplainQuestion(AnswerAction):
    """Says why the open question is asked; the form asks it again."""

    def name(self) -> str:
        return "action_explain_question"

    def respond(self, tracker: Tracker) -> list[Message]:
        if is_in_message_form(tracker):
            return [why_asked(CONTENT)]
        question = asked_question(tracker)
        now = known(tracker)
        if tracker.get_slot(REQUESTED) == CONSENT and is_in_form(tracker):
            # The question that follows says it itself.
            return [Message(CONTENT.wording.recommendation.health_notice)]
        if question is None and has_result(tracker):
            if not collects(CONTENT, consent_of(tracker)):
                return recommend_by_goals(CONTENT, RULES, LISTENER.facts(now), now.quotes)
            return [explain(CONTENT, RULES, LISTENER.facts(now), now.quotes)]
        if question is None:
            return [
                Message(CONTENT.wording.recommendation.no_question, notice(CONTENT, "privacy").card)
            ]
        return [why(CONTENT, question)]


class ActionGoBack(DiscardingAction):
    """Goes back to the question before."""

    def name(self) -> str:
        return "action_go_back"

    def said(self, tracker: Tracker) -> list[Message]:
        wording = CONTENT.wording.recommendation
        # The question that follows has the card.
        if _last_answered(tracker):
            return [Message(wording.go_back)]
        if is_in_form(tracker):
            return [Message(wording.nothing_to_change)]
        return [nothing_before(CONTENT)]

    def discarded(self, tracker: Tracker) -> list[dict[str, Any]]:
        """Forgets the answer given last, which is asked for again."""
        last = _last_answered(tracker)
        if last is None:
            return []
        return [SlotSet(last, None), *([] if is_in_form(tracker) else [FollowupAction(FORM)])]


def _last_answered(tracker: Tracker) -> str | None:
    for event in reversed(tracker.events):
        name = str(event.get("name"))
        if event["event"] == "slot" and name in QUESTIONS and tracker.get_slot(name):
            return name
    return None


class ActionSkipQuestion(AnswerAction):
    """Says that nothing is being asked, to someone who skips out of the blue."""

    def name(self) -> str:
        return "action_skip_question"

    def respond(self, tracker: Tracker) -> list[Message]:
        return [smalltalk(CONTENT, "deny")]


class ActionChangeAnswer(AnswerAction):
    """Takes a corrected answer, or asks which one is to be changed."""

    def name(self) -> str:
        return "action_change_answer"

    def respond(self, tracker: Tracker) -> list[Message]:
        now = known(tracker)
        if self._cleared(tracker) or now.told:
            return []
        return [which_to_change(CONTENT, list(now.answers))]

    def events(self, tracker: Tracker) -> list[dict[str, Any]]:
        """Forgets the answer named, and lets the form go on."""
        cleared = self._cleared(tracker)
        if cleared:
            return [SlotSet(cleared, None), FollowupAction(FORM)]
        return [FollowupAction(FORM)] if known(tracker).told else []

    @staticmethod
    def _cleared(tracker: Tracker) -> str | None:
        entities = tracker.latest_message.get("entities") or []
        named = [str(e["value"]) for e in entities if e["entity"] == "question"]
        answered = known(tracker).answers
        return next((q for q in named if q in answered), None)

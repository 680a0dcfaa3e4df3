"""What all actions share: speaking a result, never silence, warning signs first."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions._content import CONTENT
from actions._intent import FALLBACK, intent_of
from actions._known import FORM, LISTENER, RULES, is_answered, is_in_form, known, supposed
from actions._message import begin, begins_message, draft_of, is_in_message_form, is_withheld
from actions._offering import with_offer
from actions._reading import asks, clock, tells_rather
from advice.faults import place_of
from advice.handoff.offering import offer_person
from advice.messages import Message
from advice.recommendation.facts import is_complaint
from advice.recommendation.result import suppose
from advice.screening.notices import around, is_still_coming, serious
from advice.service import notice, unavailable

logger = logging.getLogger(__name__)
# "Price", "deep tissue then": so few words are a question, however they are put.
WORDS_OF_STATEMENT = 4
# Cards that say that a message was not understood, or is not our subject.
NO_ANSWERS = ("clarify", "out_of_scope", "feedback")

__all__ = ["CONTENT", "FORM", "AnswerAction", "speak"]


class AnswerAction(Action, ABC):
    """An action that answers with messages and never with silence.

    Attributes:
        screens: whether warning signs that stand are spoken of around the answer; actions
            that speak of them themselves say no.
    """

    screens = True

    @abstractmethod
    def respond(self, tracker: Tracker) -> list[Message]:
        """The messages of this turn, at least one."""

    def events(self, tracker: Tracker) -> list[dict[str, Any]]:
        """Rasa events after the messages; none by default."""
        return []

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Speaks what `respond` gives, or an apology with the phone number."""
        events: list[dict[str, Any]] = []
        try:
            in_message_form = is_in_message_form(tracker)
            supposition = None if in_message_form else _supposition(tracker)
            if supposition is not None:
                speak(dispatcher, supposition)
                return []
            if self.screens and not in_message_form and _goes_on(tracker):
                return [FollowupAction(FORM)]
            if self.screens and is_answered(tracker):
                return []
            messages = self._screened(tracker) if self.screens else self.respond(tracker)
            events = self.events(tracker)
            if self.screens and begins_message(tracker):
                messages, more = _begin_message(tracker, messages)
                events = [*events, *more]
            elif self.screens and not in_message_form and _changes_result(tracker):
                events = [*events, FollowupAction(FORM)]
            messages = with_offer(tracker, messages)
        except Exception as error:
            logger.error("%s failed: %s", self.name(), place_of(error))
            messages = [unavailable(CONTENT)]
        for message in messages:
            speak(dispatcher, message)
        return events

    def _screened(self, tracker: Tracker) -> list[Message]:
        intent = intent_of(tracker)
        messages = self.respond(tracker)
        now = known(tracker)
        if now.is_new_minor and not is_in_form(tracker):
            messages = [*messages, notice(CONTENT, "minor")]
        text = str(tracker.latest_message.get("text") or "")
        asking = asks(tracker.latest_message) or len(text.split()) < WORDS_OF_STATEMENT
        still_coming = is_still_coming(CONTENT, text)
        in_form = is_in_form(tracker)
        return around(CONTENT, now.standing, intent, messages, in_form, asking, still_coming)


def _supposition(tracker: Tracker) -> Message | None:
    """The answer to a "what if" about the result, whatever topic it resembles."""
    facts = supposed(tracker)
    if facts is None:
        return None
    now = known(tracker)
    return suppose(CONTENT, RULES, LISTENER.facts(now), facts, now.quotes)


def _goes_on(tracker: Tracker) -> bool:
    """Whether the form, which is not open, is to take the message.

    A yes has just taken a warning back that had stopped it; or a message that was not
    understood, or tells rather than asks, gives an answer anew: "sorry, since last week, not
    years", "actually I only want to relax"; or one that was not understood tells where it hurts
    and something more of it.
    """
    now = known(tracker)
    intent = intent_of(tracker)
    if is_in_form(tracker) or not now.answers:
        return False
    may_answer = intent == FALLBACK or tells_rather(tracker.latest_message)
    answers_anew = may_answer and bool(now.told) and set(now.answers) > {*now.told}
    complains = intent == FALLBACK and is_complaint(now.told)
    return answers_anew or complains or (intent == "affirm" and now.standing.lowered)


def _changes_result(tracker: Tracker) -> bool:
    """Whether a condition was told after the form had ended: its result is another one now."""
    now = known(tracker)
    if is_in_form(tracker) or not now.answers or serious(CONTENT, now.standing):
        return False
    weighty = [s for s in now.standing.fresh if CONTENT.safety[s].level == "physician_first"]
    return bool(weighty) and now.standing.confirming is None


def _begin_message(
    tracker: Tracker, messages: list[Message]
) -> tuple[list[Message], list[dict[str, Any]]]:
    """The answer to a message that wants something passed on, and the way into the form."""
    if any(m.card is not None and m.card.kind in NO_ANSWERS for m in messages):
        # "Tell them the oil was lovely" is not out of scope: people are there for it.
        messages = [offer_person(CONTENT, clock())]
    if is_withheld(known(tracker), draft_of(tracker)):
        said = [m.card.id for m in messages if m.card is not None]
        return messages if "minor" in said else [*messages, notice(CONTENT, "minor")], []
    return messages, begin(tracker)


def speak(dispatcher: CollectingDispatcher, message: Message) -> None:
    """Gives one message to Rasa."""
    dispatcher.utter_message(
        text=message.text,
        json_message=message.card_json(),
        buttons=[{"title": b.title, "payload": b.payload} for b in message.buttons],
    )

"""The form's questions: one action each, as Rasa's forms want it; they differ by the question."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions._adapter import CONTENT, AnswerAction
from actions._known import (
    CONFIRMATION,
    CONSENT,
    FORM,
    LISTENER,
    QUESTION_ORDER,
    consent_of,
    known,
    now_as_text,
)
from actions._reading import said, turns
from advice.messages import Message
from advice.recommendation.asking import ask, recap_of
from advice.recommendation.consent import ask_consent, collects, health_notice, must_tell
from advice.screening.notices import confirm


class _Ask(AnswerAction):
    """Asks one question of the form."""

    screens = False

    def name(self) -> str:
        return f"action_ask_{FORM}_{self.question}"

    @property
    @abstractmethod
    def question(self) -> str:
        """The question's id (contract.md §5)."""

    def respond(self, tracker: Tracker) -> list[Message]:
        now = known(tracker)
        facts = LISTENER.facts(now)
        consent = consent_of(tracker)
        left = len(QUESTION_ORDER.open(facts, collects(CONTENT, consent)))
        # After a side question, nothing is repeated: the answer to that stands above.
        recap = () if said(turns(tracker.events)[-1]) else recap_of(CONTENT, now.told_values)
        message = ask(CONTENT, self.question, facts, left, recap, bool(now.misses), now.unclear)
        if must_tell(CONTENT, consent, self.question):
            return [health_notice(CONTENT), message]
        return [message]

    def events(self, tracker: Tracker) -> list[dict[str, Any]]:
        """Keeps which notice was shown, and when."""
        consent = consent_of(tracker)
        if not must_tell(CONTENT, consent, self.question):
            return []
        return [SlotSet(CONSENT, consent.shown(CONTENT, now_as_text()).as_json())]


class ActionAskRecommendationFormGoals(_Ask):
    """Asks what the visitor wants."""

    question = "goals"


class ActionAskRecommendationFormConcern(_Ask):
    """Asks what is the matter."""

    question = "concern"


class ActionAskRecommendationFormArea(_Ask):
    """Asks where it is."""

    question = "area"


class ActionAskRecommendationFormSince(_Ask):
    """Asks how long it has been going on."""

    question = "since"


class ActionAskRecommendationFormSeverity(_Ask):
    """Asks how bad it is."""

    question = "severity"


class ActionAskRecommendationFormSigns(_Ask):
    """Asks about warning signs."""

    question = "signs"


class ActionAskRecommendationFormHealth(_Ask):
    """Asks about health conditions."""

    question = "health"


class ActionAskRecommendationFormPhysician(_Ask):
    """Asks whether a clinician is involved."""

    question = "physician"


class ActionAskRecommendationFormPlan(_Ask):
    """Asks what the plan says."""

    question = "plan"


class ActionAskRecommendationFormPressure(_Ask):
    """Asks how firm it should be."""

    question = "pressure"


class ActionAskRecommendationFormConfirmation(AnswerAction):
    """Repeats a correction back before a warning is taken back."""

    screens = False

    def name(self) -> str:
        return f"action_ask_{FORM}_{CONFIRMATION}"

    def respond(self, tracker: Tracker) -> list[Message]:
        standing = known(tracker).standing
        assert standing.confirming is not None
        return [confirm(CONTENT, standing, standing.confirming)]


class ActionAskRecommendationFormConsent(AnswerAction):
    """Asks whether health may be asked about."""

    screens = False

    def name(self) -> str:
        return f"action_ask_{FORM}_{CONSENT}"

    def respond(self, tracker: Tracker) -> list[Message]:
        return [ask_consent(CONTENT)]

    def events(self, tracker: Tracker) -> list[dict[str, Any]]:
        """Keeps which text was shown, and when."""
        return [SlotSet(CONSENT, consent_of(tracker).shown(CONTENT, now_as_text()).as_json())]

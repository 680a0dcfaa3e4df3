"""The message form: what it asks, and passing the message on to the practice's people."""

from __future__ import annotations

import asyncio
import logging
from abc import abstractmethod
from dataclasses import replace
from datetime import datetime, timezone
from functools import cache
from typing import Any, cast
from uuid import UUID, uuid5

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions._adapter import CONTENT, AnswerAction, speak
from actions._known import LISTENER, REQUESTED, RULES, consent_of, has_result, known
from actions._message import (
    FIELD,
    HEARING,
    MESSAGE_FORM,
    PERSON,
    begun,
    draft_of,
    is_withheld,
    kept,
    told,
)
from actions._reading import clock, said, turns
from advice.faults import place_of
from advice.handoff.asking import ask, cancelled, failed, nothing_to_send, sent
from advice.handoff.draft import Asked, Draft
from advice.handoff.learnt import known_as_json, learnt, level_of
from advice.handoff.offering import offer_person
from advice.messages import Message
from advice.recommendation.consent import collects
from advice.recommendation.result import recommend
from advice.screening.notices import reminder, serious
from advice.service import notice
from inbox.message import ContactKind, PracticeMessage
from inbox.store import Inbox, open_inbox
from stores.export import spoken

logger = logging.getLogger(__name__)
# Names the messages of this program among all ids of their kind.
MESSAGES = UUID("a3f1c0d2-5a0e-4d0e-9a53-6f0c8f1d7b42")


@cache
def inbox() -> Inbox:
    """The messages in the database, opened at the first message."""
    return open_inbox()


class ValidateMessageForm(Action):
    """Chooses the message form's next question."""

    def name(self) -> str:
        return f"validate_{MESSAGE_FORM}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Sets the requested slot, None where the message is complete or none is taken."""
        draft = draft_of(tracker)
        if is_withheld(known(tracker), draft):
            return [SlotSet(REQUESTED, None)]
        message = told(tracker)
        is_about = message.intent == PERSON and draft.about.endswith(message.text.strip())
        if draft.is_open and is_about and not said(turns(tracker.events)[-1]):
            # What was taken for the message may have been meant for a person at once.
            speak(dispatcher, offer_person(CONTENT, clock()))
        if not draft.is_open:
            draft = begun(tracker)
            return [kept(draft), SlotSet(REQUESTED, FIELD + draft.asked)]
        return [SlotSet(REQUESTED, None if draft.answer else FIELD + draft.asked)]


class _Ask(AnswerAction):
    """Asks one thing of the message form."""

    screens = False

    def name(self) -> str:
        return f"action_ask_{MESSAGE_FORM}_{FIELD}{self.asked}"

    @property
    @abstractmethod
    def asked(self) -> Asked:
        """What is asked."""

    def respond(self, tracker: Tracker) -> list[Message]:
        draft = draft_of(tracker)
        first = bool(tracker.events) and draft.began_at == told(tracker).at
        question = ask(CONTENT, draft, self.asked, first)
        signs = serious(CONTENT, known(tracker).standing)
        return [reminder(CONTENT, signs), question] if signs and first else [question]


class ActionAskMessageFormMessageAbout(_Ask):
    """Asks what is to be passed on."""

    asked: Asked = "about"


class ActionAskMessageFormMessageName(_Ask):
    """Asks for a name."""

    asked: Asked = "name"


class ActionAskMessageFormMessageContact(_Ask):
    """Asks for a phone number or an e-mail address."""

    asked: Asked = "contact"


class ActionAskMessageFormMessageConsent(_Ask):
    """Shows what would be sent and asks whether to send it."""

    asked: Asked = "consent"


class ActionPassOnMessage(AnswerAction):
    """Stores the message and then says that it was sent; or that nothing was."""

    screens = False

    def name(self) -> str:
        return "action_pass_on_message"

    def respond(self, tracker: Tracker) -> list[Message]:
        """What is said where nothing is to be stored, else nothing."""
        draft = _agreed(tracker)
        if is_withheld(known(tracker), draft):
            return [notice(CONTENT, "minor")]
        if draft.is_sent:
            return [sent(CONTENT, draft, again=True)]
        if draft.answer == "dont_send":
            return [cancelled(CONTENT, draft)]
        if not draft.answer or not draft.contact or not draft.is_open:
            return [nothing_to_send(CONTENT)]
        return []

    def events(self, tracker: Tracker) -> list[dict[str, Any]]:
        """Forgets a message that is not to be sent."""
        draft = _agreed(tracker)
        return [] if draft.is_sent else [kept(draft.closed())]

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Stored first, said then; where it can't be stored, all that was told is kept."""
        draft = _agreed(tracker)
        if self.respond(tracker):
            return await super().run(dispatcher, tracker, domain)
        try:
            await asyncio.to_thread(_store, tracker, draft)
        except Exception as error:
            logger.error("%s failed: %s", self.name(), place_of(error))
            speak(dispatcher, failed(CONTENT))
            return [kept(replace(draft, answer="")), FollowupAction(MESSAGE_FORM)]
        speak(dispatcher, sent(CONTENT, draft))
        return [kept(draft.closed(is_sent=True))]


def _agreed(tracker: Tracker) -> Draft:
    """The draft with the answer whether to send it: in the form, or by a tap after it."""
    draft = draft_of(tracker)
    chosen = told(tracker).chosen.get(f"{FIELD}consent")
    if draft.answer or not chosen:
        return draft
    return HEARING.hear(draft, told(tracker), "consent") or draft


def _store(tracker: Tracker, draft: Draft) -> None:
    inbox().add(_message(tracker, draft))


def _message(tracker: Tracker, draft: Draft) -> PracticeMessage:
    now, conversation = known(tracker), str(tracker.sender_id)
    whole = draft.answer == "send_all"
    keeps_health = collects(CONTENT, consent_of(tracker))
    verdict = ""
    if whole and keeps_health and has_result(tracker):
        verdict = recommend(CONTENT, RULES, LISTENER.facts(now), now.quotes)[0].text
    transcript: list[tuple[str, str]] = []
    if whole:
        latest = str(turns(tracker.events)[-1][0].get("text") or "")
        transcript = [*spoken(inbox().engine, conversation), ("visitor", latest)]
    level = level_of(CONTENT, now) if keeps_health else None
    return PracticeMessage(
        id=str(uuid5(MESSAGES, f"{conversation} {draft.answered_at}")),
        conversation_id=conversation,
        kind=draft.kind,
        name=draft.name,
        contact=draft.contact,
        contact_kind=cast(ContactKind, draft.contact_kind),
        about=draft.about or CONTENT.message.nothing_about,
        summary=learnt(CONTENT, now, verdict) if whole else (),
        transcript=tuple(cast(Any, transcript)),
        known=known_as_json(now) if whole else None,
        level=cast(Any, level) if whole else None,
        created_at=datetime.now(timezone.utc),
    )

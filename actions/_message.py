"""The message to the practice's people, read from Rasa's slots and written to them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet

from actions._content import CONTENT
from actions._intent import intent_of, is_doubtful
from actions._known import CONFIRMATION, CONSENT, READER, REQUESTED, SAFETY, known
from actions._reading import asks, turns
from advice.contact import find_contact
from advice.content.message_models import Kind
from advice.handoff.draft import Draft
from advice.handoff.listening import Hearing, Told
from advice.handoff.wishes import Wishes
from advice.recommendation.facts import QUESTIONS
from advice.recommendation.known import Known
from advice.screening.notices import is_fresh, serious

MESSAGE_FORM = "message_form"
# The slot of what is known; the form asks for slots that begin with it.
MESSAGE = "message"
FIELD = f"{MESSAGE}_"
PERSON = "talk_to_person"
# What the form for a recommendation has open.
ASKED_BEFORE = (*QUESTIONS, CONFIRMATION, CONSENT, SAFETY)
# A number that is given with one of these is given to be called.
GIVES_NUMBER = (PERSON, "insult")

HEARING = Hearing(CONTENT.requests, CONTENT.practice.country)
WISHES = Wishes(CONTENT.requests)


def draft_of(tracker: Tracker) -> Draft:
    """What is known of the message."""
    return Draft.from_json(tracker.get_slot(MESSAGE))


def kept(draft: Draft) -> Any:
    """The event that keeps a draft."""
    return SlotSet(MESSAGE, draft.as_json())


def is_in_message_form(tracker: Tracker) -> bool:
    """Whether the message form is open."""
    return (tracker.active_loop or {}).get("name") == MESSAGE_FORM


def told(tracker: Tracker) -> Told:
    """The latest message."""
    message = tracker.latest_message
    intent = message.get("intent") or {}
    latest = turns(tracker.events)[-1][0]
    return Told(
        text=str(latest.get("text") or ""),
        intent=intent_of(tracker),
        confidence=float(intent.get("confidence") or 0.0),
        asks=asks(message),
        chosen={
            str(e["entity"]): str(e["value"])
            for e in message.get("entities") or []
            if str(e.get("entity")).startswith(FIELD)
        },
        at=float(latest.get("timestamp") or 0.0),
        wanted=str(message.get("wanted") or ""),
        is_doubtful=is_doubtful(tracker),
    )


def is_withheld(now: Known, draft: Draft) -> bool:
    """Whether no contact is taken: a minor writes, and no parent has taken over (C11)."""
    is_minor = draft.is_minor or "minor" in now.notes
    return is_minor and "someone_else" not in now.notes and not draft.is_parent


def is_of_minor(text: str) -> bool:
    """Whether a message says that who writes it is a minor."""
    notes = READER.read(text).notes
    return "minor" in notes and "someone_else" not in notes


def heard_message(tracker: Tracker, now: Known) -> list[dict[str, Any]]:
    """What the latest message changes of the message to the practice, as Rasa events.

    Args:
        tracker: the conversation.
        now: what is known after it.
    """
    draft, message = draft_of(tracker), told(tracker)
    if not is_in_message_form(tracker):
        if message.intent == PERSON and is_of_minor(message.text):
            draft = replace(draft, is_minor=True)
        after = HEARING.outside(draft, message)
        if is_withheld(now, after) and after.contact:
            after = replace(after, contact="", contact_kind="")
        return [] if after == draft_of(tracker) else [kept(after)]
    signs = serious(CONTENT, now.standing)
    if signs and is_fresh(now.standing, signs):
        return []
    answered = HEARING.hear(draft, message, draft.asked)
    return [] if answered is None else [kept(answered)]


def begun(tracker: Tracker) -> Draft:
    """The draft, begun with the latest message where it was not open."""
    draft = draft_of(tracker)
    if draft.is_open:
        return draft
    resumes = tracker.get_slot(REQUESTED) in ASKED_BEFORE
    return HEARING.begun(draft, told(tracker), resumes)


def begins_message(tracker: Tracker) -> bool:
    """Whether the latest message asks for something to be passed on, outside the form."""
    if is_in_message_form(tracker) or not tracker.events:
        return False
    now, message = known(tracker), told(tracker)
    if serious(CONTENT, now.standing) or now.standing.confirming is not None:
        return False
    if message.intent in GIVES_NUMBER and find_contact(message.text, CONTENT.practice.country):
        return True
    return wished(tracker) is not None


def wished(tracker: Tracker, intent: str | None = None) -> Kind | None:
    """What the latest message wants passed on, if anything, read as an intent or as it was."""
    message = told(tracker)
    if message.text.startswith(CONTENT.progress.words["send_said"]):
        # The widget says so for the visitor, before what they have logged.
        return "question"
    # By the text as understanding had it, with its spelling mended.
    text = str(tracker.latest_message.get("text") or "")
    return WISHES.kind_of(text, message.intent if intent is None else intent, message.wanted)


def begin(tracker: Tracker) -> list[dict[str, Any]]:
    """Events that open the form."""
    return [kept(replace(begun(tracker), is_open=True)), FollowupAction(MESSAGE_FORM)]


def leave_form(draft: Draft) -> list[dict[str, Any]]:
    """Events that close the form, with nothing sent."""
    return [kept(draft.closed()), ActiveLoop(None), SlotSet(REQUESTED, None)]

"""A way to the practice's people beside a warning, which keeps a message from being taken."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions._content import CONTENT
from actions._known import known
from actions._message import PERSON, draft_of, is_in_message_form, is_withheld, told, wished
from actions._reading import asked_several, clock, said, turns
from advice.content.message_models import Kind
from advice.handoff.offering import offer_person
from advice.messages import Message
from advice.screening.notices import is_fresh, is_still_coming, serious


def with_offer(tracker: Tracker, messages: list[Message]) -> list[Message]:
    """An answer with a person offered, where a warning stands before what the message wishes.

    Who cancels because of a fever is warned, and is to reach the practice all the same.
    """
    if not messages or not tracker.events:
        return messages
    now = known(tracker)
    signs = serious(CONTENT, now.standing)
    is_asking = now.standing.confirming is not None
    if not (signs or is_asking):
        return messages
    is_warned = bool(signs) and is_fresh(now.standing, signs)
    if is_in_message_form(tracker) and not is_warned:
        return messages
    kind = _wished_of_people(tracker)
    spoken = [*said(turns(tracker.events)[-1]), *messages]
    if kind is None or any(map(_is_handoff, spoken)):
        return messages
    is_emergency = bool(signs) and CONTENT.safety[signs[0].sign].level == "emergency"
    # Nobody waits for an answer to a message in an emergency.
    takes_message = not (is_emergency and is_warned) and not is_withheld(now, draft_of(tracker))
    offer = offer_person(CONTENT, clock(), takes_message, kind)
    return [offer, *messages] if is_asking else [*messages, offer]


def _wished_of_people(tracker: Tracker) -> Kind | None:
    """What is wished of them; not to come, now or all the same, which a warning speaks against."""
    message = told(tracker)
    if is_still_coming(CONTENT, message.text):
        return None
    read = [message.intent, *(question.intent for question in asked_several(tracker))]
    kinds = [kind for kind in (wished(tracker, intent) for intent in read) if kind is not None]
    if kinds:
        return None if kinds[0] == "booking" else kinds[0]
    return "question" if PERSON in read or message.wanted == "person" else None


def _is_handoff(message: Message) -> bool:
    return message.card is not None and message.card.kind == "handoff"

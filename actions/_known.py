"""What the conversation has brought so far, read from Rasa's slots and written to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions._content import CONTENT
from actions._reading import INFORMATION, asks, mentions_of, telling, tells_rather, turns
from advice.recommendation.facts import QUESTIONS, Facts
from advice.recommendation.known import Answer, Heard, Known
from advice.recommendation.listening import Listener
from advice.recommendation.questions import Questions
from advice.recommendation.rules import Rules
from advice.recommendation.supposing import Suppositions
from advice.screening.notices import serious
from advice.screening.signs import SignFinder
from advice.screening.standing import Standing

FORM = "recommendation_form"
REQUESTED = "requested_slot"
# The slots beside one for each question (contract.md §5).
SAFETY, NOTES, CONFIRMATION = "safety", "notes", "confirmation"

# Intents of messages that answer nothing, whatever words stand in them.
NO_ANSWER = (
    "greet goodbye thanks bot capabilities insult repeat explain_question go_back talk_to_person "
    "give_feedback restart_chat cancel delete_chat inappropriate_request"
).split()

# What is no answer where it asks, and may be one where it only tells.
ASIDE = (*INFORMATION, "out_of_scope", "other_language")

# Intents whose actions take answers themselves.
OWN_WAYS = ("change_answer", "report_warning_sign")

# After these, a question that stays open got no answer.
MISSES = (
    "out_of_scope other_language nlu_fallback state_symptoms choose_style affirm deny "
    "change_answer report_warning_sign skip_question"
).split()

LISTENER = Listener(CONTENT, SignFinder.of(CONTENT))
RULES = Rules(CONTENT.decision_table, CONTENT.safety)
QUESTION_ORDER = Questions(
    RULES, CONTENT.safety, frozenset(pair.sign for pair in CONTENT.screening.pairs)
)

SUPPOSITIONS = Suppositions(CONTENT.told["what_if"])


def known(tracker: Tracker) -> Known:
    """What the slots say."""
    answers = {
        q: Answer(tuple(slot["values"]), slot["quote"])
        for q in QUESTIONS
        if (slot := tracker.get_slot(q))
    }
    notes = tracker.get_slot(NOTES) or {}
    return Known(
        answers,
        frozenset(notes.get("notes", ())),
        replace(
            Standing.from_json(tracker.get_slot(SAFETY)),
            fresh=tuple(notes.get("fresh", ())),
            lowered=bool(notes.get("lowered")),
        ),
        tuple(notes.get("told", ())),
        bool(notes.get("unclear")),
        int(notes.get("misses", 0)),
        bool(notes.get("is_new_minor")),
    )


def slots_of(before: Known, after: Known, turn: int) -> list[dict[str, Any]]:
    """The slots that changed, as Rasa events."""
    events = []
    for question in QUESTIONS:
        answer = after.answers.get(question)
        if answer != before.answers.get(question) or question in after.told:
            value = {"values": list(answer.values), "quote": answer.quote} if answer else None
            events.append(SlotSet(question, value))
    if _lasting(after.standing) != _lasting(before.standing):
        events.append(SlotSet(SAFETY, after.standing.as_json()))
    # What is about the latest message only is a note: where a slot of its own is set, Rasa's
    # form takes the message for its own and no side question is answered.
    latest = {"fresh": list(after.standing.fresh), "lowered": after.standing.lowered}
    events.append(SlotSet(NOTES, {**after.as_json(), **latest, "turn": turn}))
    return events


def _lasting(standing: Standing) -> Standing:
    return replace(standing, fresh=(), lowered=False)


def read_in_turn(tracker: Tracker) -> int:
    """The turn whose message was taken in last, 0 for none."""
    return int((tracker.get_slot(NOTES) or {}).get("turn", 0))


def this_turn(tracker: Tracker) -> int:
    """The number of the turn, from 1."""
    return len(turns(tracker.events))


def is_in_form(tracker: Tracker) -> bool:
    """Whether the form is open."""
    return (tracker.active_loop or {}).get("name") == FORM


def asked_question(tracker: Tracker) -> str | None:
    """The form's open question, or None outside the form."""
    if not is_in_form(tracker):
        return None
    requested = tracker.get_slot(REQUESTED)
    return requested if requested in QUESTIONS else None


def has_result(tracker: Tracker) -> bool:
    """Whether everything for a recommendation is known, and no serious sign stands."""
    now = known(tracker)
    if not now.answers or serious(CONTENT, now.standing):
        return False
    return QUESTION_ORDER.next(LISTENER.facts(now)) is None


def supposed(tracker: Tracker) -> Facts | None:
    """The facts as the latest message supposes them, None where it supposes none of a result.

    Warning signs are not among them: what they would mean is their own advice.
    """
    latest = turns(tracker.events)[-1][0] if tracker.events else {}
    rest = SUPPOSITIONS.of(str(latest.get("text") or ""))
    if not rest or is_in_form(tracker) or not has_result(tracker):
        return None
    before = known(tracker)
    # "What if I had a referral": a wording that is only known as the answer to its question.
    asked = next((q for q in QUESTIONS if LISTENER.is_exact(q, rest)), None)
    after = LISTENER.hear(before, Heard(text=rest, telling=rest), asked)
    if (after.answers, after.notes) == (before.answers, before.notes):
        return None
    return LISTENER.facts(after)


def is_answered(tracker: Tracker) -> bool:
    """Whether the latest message answers the form's open question, whatever it was taken for.

    "My midwife knows and said yes" is no question about midwives.
    """
    intent = (tracker.latest_message.get("intent") or {}).get("name") or ""
    asked = asked_question(tracker)
    now = known(tracker)
    if asked is None:
        return False
    if LISTENER.is_listed(asked, str(turns(tracker.events)[-1][0].get("text") or "")):
        return True
    if intent in OWN_WAYS:
        return False
    if now.unclear:
        return True
    if asked not in now.told:
        return False
    message = heard(tracker)
    if intent in NO_ANSWER:
        return LISTENER.is_exact(asked, str(tracker.latest_message.get("text") or ""))
    return message.is_side_statement or not intent.startswith(ASIDE)


def heard(tracker: Tracker) -> Heard:
    """The latest message."""
    message = tracker.latest_message
    intent = (message.get("intent") or {}).get("name") or ""
    *earlier, latest = turns(tracker.events)
    # The message's own text has its spelling mended; quoted is what was typed.
    text = str(latest[0].get("text") or "")
    before = str(earlier[-1][0].get("text") or "") if earlier else ""
    supposes = supposed(tracker) is not None
    return Heard(
        text=text,
        telling=telling(message),
        mentions=mentions_of(message),
        likely={
            q: [tuple(e) for e in ranked] for q, ranked in (message.get("likely") or {}).items()
        },
        chosen=_chosen(message, intent),
        takes_answers=not supposes
        and (tells_rather(message) or (not intent.startswith(ASIDE) and intent not in NO_ANSWER)),
        is_side_statement=not supposes
        and bool(text)
        and not asks(message)
        and intent.startswith(ASIDE),
        counts_as_miss=intent in MISSES,
        corrects=intent == "change_answer",
        before=before,
    )


def _chosen(message: Mapping[str, Any], intent: str) -> dict[str, tuple[str, ...]]:
    if intent != "answer_question":
        return {}
    chosen: dict[str, list[str]] = {}
    for entity in message.get("entities") or []:
        chosen.setdefault(str(entity["entity"]), []).append(str(entity["value"]))
    return {question: tuple(values) for question, values in chosen.items() if question in QUESTIONS}

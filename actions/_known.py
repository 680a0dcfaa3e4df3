"""What the conversation has brought so far, read from Rasa's slots and written to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions._content import CONTENT
from actions._intent import intent_of, is_doubtful, read_as
from actions._reading import INFORMATION, asks, mentions_of, telling, tells_rather, turns
from advice.discarding import DISCARDING
from advice.handoff.wishes import MESSAGE_KINDS, REQUESTS
from advice.recommendation.consent import MOST_ASKED, Consent, collects, must_ask, without_health
from advice.recommendation.facts import QUESTIONS, Facts
from advice.recommendation.known import NOTES, SAFETY, Heard, Known
from advice.recommendation.listening import Listener
from advice.recommendation.questions import NOT_ABOUT_HEALTH, Questions
from advice.recommendation.reading import SAFETY_QUESTIONS, AnswerReader
from advice.recommendation.rules import Rules
from advice.recommendation.supposing import Suppositions
from advice.screening.notices import serious
from advice.screening.signs import SignFinder
from advice.screening.standing import Standing

FORM = "recommendation_form"
CHANGE = "change_answer"
REQUESTED = "requested_slot"
CONFIRMATION, CONSENT = "confirmation", "consent"

# Intents of messages that answer nothing, whatever words stand in them.
NO_ANSWER = (
    "greet goodbye thanks bot capabilities insult repeat explain_question go_back talk_to_person "
    "give_feedback restart_chat cancel delete_chat inappropriate_request"
).split()

# What is no answer where it asks, and may be one where it only tells.
ASIDE = (*INFORMATION, "out_of_scope", "other_language")

# Intents whose actions take answers themselves.
OWN_WAYS = (CHANGE, "report_warning_sign")

# After these, a question that stays open got no answer.
MISSES = (
    "out_of_scope other_language nlu_fallback state_symptoms choose_style affirm deny "
    "change_answer report_warning_sign skip_question"
).split()

# Confidence from which a "yes" is one to the question whether health may be asked about.
AGREEING = 0.7

READER = AnswerReader(CONTENT)
LISTENER = Listener(CONTENT, SignFinder.of(CONTENT))
RULES = Rules(CONTENT.decision_table, CONTENT.safety)
QUESTION_ORDER = Questions.of(CONTENT, RULES)

SUPPOSITIONS = Suppositions(CONTENT.told["what_if"])


def known(tracker: Tracker) -> Known:
    """What the slots say; where no health is kept, warning signs are read anew each time."""
    kept = Known.from_slots(tracker.slots)
    if collects(CONTENT, consent_of(tracker)):
        return kept
    return replace(kept, standing=told_so_far(tracker).standing)


def consent_of(tracker: Tracker) -> Consent:
    """What was said before health was asked about."""
    return Consent.from_json(tracker.get_slot(CONSENT))


def told_so_far(tracker: Tracker) -> Known:
    """What all messages of the session together tell, since the visitor last started over."""
    so_far, before = Known(), ""
    starts = [i for i, e in enumerate(tracker.events) if e["event"] == "reset_slots"]
    since = tracker.events[starts[-1] :] if starts else tracker.events
    for turn in turns(since):
        text = str(turn[0].get("text") or "")
        message = {"text": text, **(turn[0].get("parse_data") or {})}
        so_far = LISTENER.hear(so_far, _heard(message, read_as(message), text, before), None)
        before = text
    return so_far


def slots_of(
    before: Known, after: Known, turn: float, keeps_health: bool = True
) -> list[dict[str, Any]]:
    """The slots that changed, as Rasa events; nothing of health where it is not kept."""
    if not keeps_health:
        before, after = without_health(before), without_health(after)
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


def read_at(tracker: Tracker) -> float:
    """When the message came that was taken in last (seconds since 1970), 0 for none."""
    return float((tracker.get_slot(NOTES) or {}).get("turn", 0))


def came_at(tracker: Tracker) -> float:
    """When the latest message came (seconds since 1970)."""
    return float(turns(tracker.events)[-1][0]["timestamp"])


def is_in_form(tracker: Tracker) -> bool:
    """Whether the form is open."""
    return (tracker.active_loop or {}).get("name") == FORM


def asked_question(tracker: Tracker) -> str | None:
    """The form's open question, or None outside the form."""
    if not is_in_form(tracker):
        return None
    requested = tracker.get_slot(REQUESTED)
    return requested if requested in QUESTIONS else None


def next_question(tracker: Tracker) -> str | None:
    """The form's next question, `CONSENT` before the first about health where it is asked for."""
    facts, consent = LISTENER.facts(known(tracker)), consent_of(tracker)
    question = QUESTION_ORDER.next(facts)
    if question not in (None, *NOT_ABOUT_HEALTH) and must_ask(CONTENT, consent):
        return CONSENT
    return QUESTION_ORDER.next(facts, collects(CONTENT, consent))


def has_result(tracker: Tracker) -> bool:
    """Whether everything for a recommendation is known, and no serious sign stands."""
    now = known(tracker)
    if not now.answers or serious(CONTENT, now.standing):
        return False
    return next_question(tracker) is None


def supposed(tracker: Tracker) -> Facts | None:
    """The facts as the latest message supposes them, None where it supposes none of a result.

    Warning signs are not among them: what they would mean is their own advice.
    """
    latest = turns(tracker.events)[-1][0] if tracker.events else {}
    rest = SUPPOSITIONS.of(str(latest.get("text") or ""))
    if not rest or is_in_form(tracker) or not has_result(tracker):
        return None
    if not collects(CONTENT, consent_of(tracker)):
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
    intent = intent_of(tracker)
    asked = asked_question(tracker)
    now = known(tracker)
    if asked is None:
        return _answers_consent(tracker)
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


def _answers_consent(tracker: Tracker) -> bool:
    if not is_in_form(tracker) or tracker.get_slot(REQUESTED) != CONSENT:
        return False
    kept = (e["value"] for e in turns(tracker.events)[-1] if e.get("name") == CONSENT)
    return any(value and value["answer"] for value in kept)


def heard(tracker: Tracker) -> Heard:
    """The latest message."""
    *earlier, latest = turns(tracker.events)
    # The message's own text has its spelling mended; quoted is what was typed.
    text = str(latest[0].get("text") or "")
    before = str(earlier[-1][0].get("text") or "") if earlier else ""
    supposes = supposed(tracker) is not None
    message = _heard(tracker.latest_message, intent_of(tracker), text, before, supposes)
    return replace(message, telling="") if _answers_nothing(tracker) else message


def _answers_nothing(tracker: Tracker) -> bool:
    """Whether the latest message throws something away: "never mind" is then no answer.

    In doubt it answers no question of safety: "no, start over" denies no sign. What is known, word
    for word, as an answer to the open question is one: "back".
    """
    asked, text = asked_question(tracker), str(tracker.latest_message.get("text") or "")
    if asked is not None and LISTENER.is_exact(asked, text):
        return False
    in_doubt = is_doubtful(tracker) and asked in SAFETY_QUESTIONS
    return in_doubt or intent_of(tracker) in DISCARDING


def _heard(
    message: Mapping[str, Any], intent: str, text: str, before: str, supposes: bool = False
) -> Heard:
    wanted = message.get("wanted")
    is_elsewhere = supposes or wanted in MESSAGE_KINDS
    return Heard(
        text=text,
        # "Cancel my 4pm" is no 4 on the scale.
        telling="" if wanted in REQUESTS and intent != CHANGE else telling(message),
        mentions=mentions_of(message),
        likely={
            q: [tuple(e) for e in ranked] for q, ranked in (message.get("likely") or {}).items()
        },
        chosen=_chosen(message, intent),
        takes_answers=not is_elsewhere
        and (tells_rather(message) or (not intent.startswith(ASIDE) and intent not in NO_ANSWER)),
        is_side_statement=not is_elsewhere
        and bool(text)
        and not asks(message)
        and intent.startswith(ASIDE),
        counts_as_miss=intent in MISSES,
        corrects=intent == CHANGE,
        before=before,
    )


def _chosen(message: Mapping[str, Any], intent: str) -> dict[str, tuple[str, ...]]:
    if intent != "answer_question":
        return {}
    chosen: dict[str, list[str]] = {}
    for entity in message.get("entities") or []:
        chosen.setdefault(str(entity["entity"]), []).append(str(entity["value"]))
    return {question: tuple(values) for question, values in chosen.items() if question in QUESTIONS}


def agreement(tracker: Tracker) -> bool | None:
    """The answer to the open question whether health may be asked about, None for none yet."""
    intent = intent_of(tracker)
    confidence = (tracker.latest_message.get("intent") or {}).get("confidence", 1.0)
    # No doubtful reading agrees: "hmm" is none.
    if intent in ("deny", "skip_question") or (intent == "affirm" and confidence >= AGREEING):
        return bool(intent == "affirm")
    message = heard(tracker)
    answer = READER.read(message.text).said_yes
    if answer is None and message.is_miss and consent_of(tracker).asked >= MOST_ASKED:
        return False
    return answer


def now_as_text() -> str:
    """The time, UTC, in ISO 8601."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")

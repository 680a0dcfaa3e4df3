"""Reads what the visitor asked, and what was said before, from Rasa's tracker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Tracker

from actions._content import CONTENT
from actions._intent import FALLBACK, intent_of, read_as
from advice.answers import Question
from advice.cards import parse_card
from advice.discarding import DISCARDING
from advice.messages import Button, Message
from advice.screening.context import Context
from advice.screening.signs import Mention
from advice.screening.standing import Screening

Event = Mapping[str, Any]
SCREENING = Screening(CONTENT.safety)
# A question of so few words right after a technique doesn't name its subject.
WORDS_OF_FOLLOW_UP = 4
# Intents that ask for information. What such a message mentions is an example as often as not.
INFORMATION = ("explain_technique", "technique_", "row_", "faq_", "compare_", "further_")
# Intents of messages that tell something for the recommendation.
TELLING = ("state_symptoms", "choose_style", "change_answer")


def asked(tracker: Tracker) -> Question:
    """The question of the latest message."""
    message = tracker.latest_message
    question = _question(message, technique_before(tracker.events), _conditions(tracker))
    is_short = len(str(message.get("text") or "").split()) <= WORDS_OF_FOLLOW_UP
    follows = technique_before(tracker.events, 1) if is_short and not question.techniques else ""
    return replace(question, general=_general(tracker), follows_technique=follows)


def asked_several(tracker: Tracker) -> list[Question]:
    """The questions that understanding found in the latest message, in order."""
    before = technique_before(tracker.events)
    conditions = _conditions(tracker)
    parts = tracker.latest_message.get("questions") or []
    return [_question(part, before, conditions) for part in parts]


def telling(message: Mapping[str, Any]) -> str:
    """What a message tells; all of it where understanding did not take the asking out."""
    return str(message.get("telling", message.get("text") or ""))


def asks(message: Mapping[str, Any]) -> bool:
    """Whether something in a message asks: what is left out of the telling.

    Words are counted, because spelling may have been mended in the telling.
    """
    return len(telling(message).split()) < len(str(message.get("text") or "").split())


def tells_rather(message: Mapping[str, Any]) -> bool:
    """Whether a message that was read as a question is likelier a statement, of any kind.

    "Actually I only want to relax" is a little like a question on what a style is for.
    """
    intent = message.get("intent") or {}
    if asks(message) or not str(intent.get("name")).startswith(INFORMATION):
        return False
    ranking = message.get("intent_ranking") or []
    statements = sum(e["confidence"] for e in ranking if e["name"] in TELLING)
    return bool(statements > intent["confidence"])


def asked_beside(tracker: Tracker) -> list[Question]:
    """What the latest message asks for information, beside an answer to the form."""
    questions = asked_several(tracker) or [asked(tracker)]
    if not asks(tracker.latest_message):
        # "I don't do numbers. Get me a person" asks for one, without a question.
        questions = [q for q in questions if q.intent == "talk_to_person"]
    return [q for q in questions if q.intent.startswith((*INFORMATION, "talk_to_person"))]


def mentions_of(message: Mapping[str, Any]) -> tuple[Mention, ...]:
    """The warning signs that understanding found in a message."""
    return tuple(Mention.from_json(told) for told in message.get("signs") or [])


def _conditions(tracker: Tracker) -> tuple[str, ...]:
    """Signs that the latest message asks about, whoever has them.

    A serious one that is spoken of in general ("can massage cause a stroke") warns nobody.
    """
    told = [
        mention
        for mention in mentions_of(tracker.latest_message)
        if mention.context is not Context.GENERAL or not CONTENT.safety[mention.sign].is_serious
    ]
    about = (SCREENING.about(m.sign, m.context) for m in told)
    return tuple(dict.fromkeys(sign for sign in about if sign is not None))


def _general(tracker: Tracker) -> tuple[str, ...]:
    """Conditions to ask a doctor about that the latest message speaks of in general."""
    mentions = mentions_of(tracker.latest_message)
    told = (m.sign for m in mentions if m.context is Context.GENERAL)
    return tuple(dict.fromkeys(s for s in told if CONTENT.safety[s].level == "physician_first"))


def clock() -> datetime:
    """The time, aware."""
    return datetime.now(timezone.utc)


def _question(message: Mapping[str, Any], before: str, conditions: tuple[str, ...]) -> Question:
    entities = message.get("entities") or []
    return Question(
        intent=read_as(message),
        techniques=_values(entities, "technique"),
        sides=_values(entities, "side"),
        technique_before=before,
        conditions=conditions,
        asked_at=clock(),
        text=str(message.get("text") or ""),
    )


def _values(entities: Iterable[Mapping[str, Any]], name: str) -> tuple[str, ...]:
    values = [str(e["value"]) for e in entities if e.get("entity") == name]
    return tuple(dict.fromkeys(values))


def turns(events: Iterable[Event]) -> list[list[Event]]:
    """The conversation's events cut into turns, each starting with a visitor's message."""
    cut: list[list[Event]] = []
    for event in events:
        if event["event"] == "user":
            cut.append([])
        if cut:
            cut[-1].append(event)
    return cut


def said(turn: Iterable[Event]) -> list[Message]:
    """The bot's messages of a turn."""
    return [
        _message(event["text"], event["data"])
        for event in turn
        if event["event"] == "bot" and event.get("text")
    ]


def _message(text: str, data: Mapping[str, Any]) -> Message:
    buttons = data.get("buttons") or []
    return Message(
        text,
        parse_card(data["custom"]) if data.get("custom") else None,
        tuple(Button.from_payload(b["title"], b["payload"]) for b in buttons),
    )


def said_before(tracker: Tracker) -> list[Message]:
    """The bot's messages of the turn before the latest message, without "here it is again"."""
    earlier = turns(tracker.events)[:-1]
    last = said(earlier[-1]) if earlier else []
    return [m for m in last if not (m.card and (m.card.kind, m.card.id) == ("smalltalk", "repeat"))]


def technique_before(events: Iterable[Event], among: int = 2) -> str:
    """The technique that the bot explained in the last `among` turns, or ""."""
    for turn in reversed(turns(events)[-1 - among :]):
        for event in reversed(turn):
            if event["event"] == "bot":
                card = (event.get("data") or {}).get("custom") or {}
                if card.get("kind") == "technique":
                    return str(card["id"])
    return ""


def misses(tracker: Tracker, intent: str = FALLBACK, among: int = 3) -> int:
    """How many of the last `among` messages were not understood."""
    *earlier, _ = turns(tracker.events)[-among:]
    return [*(_acted_upon(turn) for turn in earlier), intent_of(tracker)].count(intent)


def _acted_upon(turn: list[Event]) -> str:
    """The intent of an earlier turn as it was acted upon, see `intent_of`."""
    intent = read_as(turn[0].get("parse_data") or {})
    is_asked_back = any(m.card is not None and m.card.kind == "clarify" for m in said(turn))
    return FALLBACK if intent in DISCARDING and is_asked_back else intent


def ranked_intents(tracker: Tracker) -> list[str]:
    """The latest message's intents, likeliest first."""
    ranking = tracker.latest_message.get("intent_ranking") or []
    return [entry["name"] for entry in ranking]

"""NLU component: decides whether a message asks one thing or several."""

from __future__ import annotations

from typing import Any, Dict, FrozenSet, List, Mapping, Tuple

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from advice.answers import TECHNIQUE_ASPECTS
from components.content_terms import SIDE, TECHNIQUE
from components.question_splitter import ASKS, PART_OF
from components.question_splitting import is_question
from components.untrained_component import UntrainedComponent

SEVERAL_QUESTIONS = "several_questions"
NOT_UNDERSTOOD = "nlu_fallback"
# The parts that were read as questions, each {"text", "intent", "entities"}.
QUESTIONS = "questions"
# What the message tells rather than asks.
TELLING = "telling"
# Words beside a side's name that ask nothing: "with the relaxation kind".
SIDE_WORDS = 3
# Whose questions tell what is the matter too: "what would help my stiff neck?"
TELLING_INTENTS = ("choose_style", "state_symptoms", "change_answer", "report_warning_sign")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class QuestionCollector(UntrainedComponent):
    """Takes the parts that `QuestionSplitter` added and reads them together.

    Two or more different questions: the message's intent becomes
    `several_questions` and its `questions` list them in order. One question in
    a message that was not understood as a whole (a story): its reading becomes
    the message's. Parts that one card answers are one question.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Settings.

        `asking_threshold`: confidence (0 to 1) from which a part counts that asks.
        `telling_threshold`: the same for a part that tells something.
        `least_whole`: confidence (0 to 1) that the whole message must have in a part's reading,
        `sure_threshold`: unless the part's own is so high: a clause taken from its story may
            sound like a question that nobody asked.
        `answering_intents`: prefixes of the intents that a part may have.
        """
        return {
            "asking_threshold": 0.5,
            "telling_threshold": 0.95,
            "least_whole": 0.001,
            "sure_threshold": 0.999,
            "answering_intents": [
                "explain_technique",
                "technique_",
                "row_",
                "faq_",
                "compare_",
                "choose_",
                "further_reading",
                "talk_to_person",
            ],
        }

    def process(self, messages: List[Message]) -> List[Message]:
        """Returns the messages without their parts, which have been read into them."""
        whole = [message for message in messages if message.get(PART_OF) is None]
        for position, message in enumerate(whole):
            parts = [part for part in messages if part.get(PART_OF) == position]
            ranked = message.get(INTENT_RANKING_KEY) or []
            likely = {entry["name"]: float(entry["confidence"]) for entry in ranked}
            self._read_together(message, self._questions(parts, likely))
            message.set(TELLING, _telling(message, parts), add_to_output=True)
        return whole

    def _questions(self, parts: List[Message], whole: Mapping[str, float]) -> List[Dict[str, Any]]:
        found: List[Dict[str, Any]] = []
        answered = set()
        technique = None
        prefixes = tuple(self._config["answering_intents"])
        for part in parts:
            intent = part.get(INTENT) or {}
            name = intent.get("name") or ""
            if not name.startswith(prefixes) or _names_a_side(part):
                continue
            if not self._counts(part, whole.get(name, 1.0)):
                continue
            entities = part.get(ENTITIES) or []
            if name in TECHNIQUE_ASPECTS:
                own = [entity for entity in entities if entity["entity"] == TECHNIQUE]
                # "What is shiatsu and does it hurt?": the second part means it too.
                technique = own or technique
                entities = entities if own else [*entities, *(technique or [])]
            card = _answering_card(name, entities)
            if card not in answered:
                answered.add(card)
                found.append({"text": part.get(TEXT), "intent": dict(intent), "entities": entities})
        return found

    def _counts(self, part: Message, whole: float) -> bool:
        """Whether a part is a question, by its own confidence and the whole message's in it."""
        confidence = float(part.get(INTENT).get("confidence") or 0.0)
        threshold = "asking_threshold" if part.get(ASKS) else "telling_threshold"
        is_likely = whole >= self._config["least_whole"]
        is_likely = is_likely or confidence >= self._config["sure_threshold"]
        return is_likely and confidence >= self._config[threshold]

    @staticmethod
    def _read_together(message: Message, questions: List[Dict[str, Any]]) -> None:
        intent = message.get(INTENT) or {}
        if len(questions) > 1:
            confidence = min(question["intent"]["confidence"] for question in questions)
            message.set(
                INTENT,
                {"name": SEVERAL_QUESTIONS, "confidence": confidence},
                add_to_output=True,
            )
            message.set(QUESTIONS, questions, add_to_output=True)
        elif questions:
            # Beside what it tells, which the form takes in, a message asks this one thing.
            message.set(QUESTIONS, questions, add_to_output=True)
        if len(questions) == 1 and intent.get("name") in (NOT_UNDERSTOOD, SEVERAL_QUESTIONS):
            message.set(INTENT, questions[0]["intent"], add_to_output=True)
            message.set(ENTITIES, questions[0]["entities"], add_to_output=True)


def _names_a_side(part: Message) -> bool:
    """Whether a part says no more than which side of the table is meant.

    "With the relaxation kind, when do you stop?" asks one thing.
    """
    text = str(part.get(TEXT) or "")
    sides = [entity for entity in part.get(ENTITIES) or [] if entity["entity"] == SIDE]
    named = sum(len(text[side["start"] : side["end"]].split()) for side in sides)
    return named > 0 and len(text.split()) - named <= SIDE_WORDS and not is_question(text)


def _telling(message: Message, parts: List[Message]) -> str:
    read = parts or [message]
    return ". ".join(str(part.get(TEXT) or "") for part in read if _tells(part))


def _tells(part: Message) -> bool:
    intent = (part.get(INTENT) or {}).get("name")
    return intent in TELLING_INTENTS or not is_question(str(part.get(TEXT) or ""))


def _answering_card(intent: str, entities: List[Dict[str, Any]]) -> Tuple[str, FrozenSet[str]]:
    """What tells one question's card from another's."""
    if intent in TECHNIQUE_ASPECTS:
        named = (str(e["value"]) for e in entities if e["entity"] == TECHNIQUE)
        return TECHNIQUE, frozenset(named)
    return intent, frozenset()

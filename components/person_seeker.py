"""NLU component: who asks for a person, or has something passed on, is understood so."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from advice.content.wish_models import NONE
from advice.handoff.wishes import REQUESTS, Wishes
from components.content_terms import read_content
from components.examples import WISH
from components.question_collector import QUESTIONS, SEVERAL_QUESTIONS
from components.untrained_component import UntrainedComponent
from components.wish_reader import PERSON

# Property of a message: what it surely wishes, one of `advice.content.wish_models.WISHES`.
WANTED = "wanted"
# By phone or with a message, a person answers these.
OF_PERSON = ("person", "question")
# How messages begin that suppose something: "what if I'm late" asks for the rules.
SUPPOSING = ("what if", "what happens", "if i", "suppose", "say i")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PersonSeeker(UntrainedComponent):
    """Adds the wish for a person to what the classifier read.

    Two more keys beside it: the phrases of `content/requests.yml`, and what `WishReader` has
    learned. "No human" is what visitors complain of most, and nobody should have to ask for one
    twice.
    """

    def __init__(self, config: Optional[Dict[str, Any]] = None) -> None:
        """Reads the phrases."""
        super().__init__(config)
        self._wishes = Wishes(read_content().requests)

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Settings.

        `kept_intents`: readings that stand whatever else a message asks.
        `asking_intents`: prefixes of questions that are answered beside the wish.
        `asking_threshold`: confidence (0 to 1) from which they are.
        `part_threshold`: the same where the message was split into questions.
        `wish_threshold`: share (0 to 1) from which a learned wish counts beside a doubtful
            reading: one with less confidence than `doubtful_below`, or of `doubtful_intents`, or
            of `request_intents`, which say what it is about and not whether it is a request.
        `sure_threshold`: the same beside any other reading.
        `request_threshold`: the same for a wish to cancel, move or book, read as a question on it.
        `machine_intents`: questions whether this is a machine; read with `asking_threshold`, they
            name a person ("human or bot?") without asking for one.
        `chatting_intents`: readings beside which a learned wish hardly counts: who scolds a
            machine, or greets it, sounds like one who wants a person.
        `chatting_threshold`: the share from which it does.
        `least_share`: share below which nothing tells a wish: "can I ask them to stop halfway".
        `phrase_share`: share below which phrases ask for no person: "staff hours".
        """
        return {
            "kept_intents": ["inappropriate_request", "delete_chat"],
            "asking_intents": ["faq_", "row_", "technique_", "explain_technique", "compare_"],
            "asking_threshold": 0.9,
            "part_threshold": 0.75,
            "doubtful_below": 0.75,
            "doubtful_intents": ["nlu_fallback", "out_of_scope", "report_warning_sign"],
            "machine_intents": ["bot"],
            "chatting_intents": ["greet", "goodbye", "thanks", "insult"],
            "request_intents": ["faq_cancellation", "faq_arrival_late", "faq_booking"],
            # Chosen from curves, see evaluation/README.md.
            "wish_threshold": 0.35,
            "sure_threshold": 0.9,
            "request_threshold": 0.2,
            "chatting_threshold": 0.98,
            "least_share": 0.03,
            "phrase_share": 0.1,
        }

    def process(self, messages: List[Message]) -> List[Message]:
        """Returns the messages; those that ask for a person are read so."""
        for message in messages:
            intent = message.get(INTENT) or {}
            if intent.get("name") in self._config["kept_intents"]:
                continue
            wanted = self._learned(message, intent)
            if wanted:
                message.set(WANTED, wanted, add_to_output=True)
            # "Running late" has an answer of its own, with the form behind it.
            is_answered = intent.get("name") in (PERSON, *self._config["request_intents"])
            is_learned = wanted in OF_PERSON or (wanted in REQUESTS and not is_answered)
            if wanted == NONE:
                self._drop_wish(message)
            elif intent.get("name") != PERSON and (is_learned or self._is_said(message, intent)):
                self._add_wish(message, intent)
        return messages

    def _learned(self, message: Message, intent: Dict[str, Any]) -> Optional[str]:
        """The wish that was learned, where it is likely enough beside the reading.

        "none" where there is surely no wish, None where it is not sure.
        """
        wish = message.get(WISH)
        if not wish or _is_address(message):
            return None
        name, settings = intent.get("name"), self._config
        if name in settings["chatting_intents"] or self._asks_of_machine(intent):
            return str(wish["name"]) if wish["share"] >= settings["chatting_threshold"] else None
        if wish["share"] < settings["least_share"]:
            return NONE
        least = self._least(message, wish, intent)
        return str(wish["name"]) if wish["share"] >= least else None

    def _least(self, message: Message, wish: Dict[str, Any], intent: Dict[str, Any]) -> float:
        """The share from which a message's wish counts beside its reading."""
        name, settings = intent.get("name"), self._config
        if name in settings["request_intents"]:
            if _is_supposed(message):
                return float(settings["sure_threshold"])
            if wish["name"] in REQUESTS:
                return float(settings["request_threshold"])
        unsure = (PERSON, *settings["doubtful_intents"], *settings["request_intents"])
        is_doubtful = name in unsure or intent.get("confidence", 0.0) < settings["doubtful_below"]
        return float(settings["wish_threshold" if is_doubtful else "sure_threshold"])

    def _asks_of_machine(self, intent: Dict[str, Any]) -> bool:
        """Whether a message surely asks if this is a machine, which names a person too."""
        sure = intent.get("confidence", 0.0) >= self._config["asking_threshold"]
        return sure and intent.get("name") in self._config["machine_intents"]

    def _is_said(self, message: Message, intent: Dict[str, Any]) -> bool:
        """Whether phrases ask for a person, and nothing else speaks against it."""
        wish = message.get(WISH) or {"share": 1.0}
        least = "chatting_threshold" if self._asks_of_machine(intent) else "phrase_share"
        is_possible = wish["share"] >= self._config[least]
        return is_possible and self._wishes.wants_person(str(message.get(TEXT) or ""))

    def _drop_wish(self, message: Message) -> None:
        """Of several questions, leaves out the wish that only a part sounded like."""
        questions = list(message.get(QUESTIONS) or [])
        kept = [question for question in questions if not _is_wish(question)]
        if not kept or len(kept) == len(questions):
            return
        message.set(QUESTIONS, kept if len(kept) > 1 else [], add_to_output=True)
        if len(kept) == 1:
            message.set(INTENT, dict(kept[0]["intent"]), add_to_output=True)
            message.set(ENTITIES, kept[0]["entities"], add_to_output=True)

    def _add_wish(self, message: Message, intent: Dict[str, Any]) -> None:
        read = {"text": message.get(TEXT), "entities": message.get(ENTITIES) or []}
        wish = {**read, "intent": {"name": PERSON, "confidence": 1.0}}
        if intent.get("name") == SEVERAL_QUESTIONS:
            parts, least = list(message.get(QUESTIONS) or []), self._config["part_threshold"]
        else:
            parts = [{**read, "intent": dict(intent)}]
            least = self._config["asking_threshold"]
        # "I don't do numbers. Get me a person": the rest was hardly meant as a question.
        questions = [q for q in parts if _is_wish(q) or self._is_question(q["intent"], least)]
        if not any(map(_is_wish, questions)):
            questions.append(wish)
        if len(questions) == 1:
            message.set(QUESTIONS, [], add_to_output=True)
            message.set(INTENT, wish["intent"], add_to_output=True)
            return
        message.set(QUESTIONS, questions, add_to_output=True)
        several = {"name": SEVERAL_QUESTIONS, "confidence": intent.get("confidence", 0.0)}
        message.set(INTENT, several, add_to_output=True)

    def _is_question(self, intent: Dict[str, Any], least: float) -> bool:
        is_asking = str(intent.get("name")).startswith(tuple(self._config["asking_intents"]))
        return is_asking and intent.get("confidence", 0.0) >= least


def _is_wish(question: Dict[str, Any]) -> bool:
    return bool(question["intent"]["name"] == PERSON)


def _is_supposed(message: Message) -> bool:
    """Whether a message only supposes what it speaks of: "what if I'm late"."""
    return str(message.get(TEXT) or "").lower().startswith(SUPPOSING)


def _is_address(message: Message) -> bool:
    """Whether a message is an e-mail address and nothing else, be it misspelled."""
    text = str(message.get(TEXT) or "").strip()
    return "@" in text and len(text.split()) == 1

"""Last NLU component: a serious warning sign comes before anything else that is asked."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from advice.screening.signs import Mention
from advice.screening.standing import Screening
from components.content_terms import read_content
from components.question_collector import QUESTIONS, SEVERAL_QUESTIONS
from components.safety_screen import SIGNS
from components.untrained_component import UntrainedComponent

REPORT = "report_warning_sign"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class WarningFirst(UntrainedComponent):
    """Makes `report_warning_sign` the intent of a message that tells a serious sign.

    What else the message asks stays in its `questions`.
    """

    def __init__(self, config: Optional[Dict[str, Any]] = None) -> None:
        """Reads the levels of the signs."""
        super().__init__(config)
        self._signs = read_content().safety
        self._screening = Screening(self._signs)

    def process(self, messages: List[Message]) -> List[Message]:
        """Returns the messages, those with a serious sign read anew."""
        for message in messages:
            mentions = [Mention.from_json(told) for told in message.get(SIGNS) or []]
            raised = [id_ for id_, _ in self._screening.raised(mentions)]
            if not any(self._signs[id_].is_serious for id_ in raised):
                continue
            intent = message.get(INTENT) or {}
            if intent.get("name") not in (SEVERAL_QUESTIONS, REPORT):
                asked = {
                    "text": message.get(TEXT),
                    "intent": dict(intent),
                    "entities": message.get(ENTITIES) or [],
                }
                message.set(QUESTIONS, [asked], add_to_output=True)
            message.set(INTENT, {"name": REPORT, "confidence": 1.0}, add_to_output=True)
        return messages

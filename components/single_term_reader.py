"""NLU component: a message that is a term and nothing more asks about it."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from components.term_matcher import ONLY_TERM
from components.untrained_component import UntrainedComponent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SingleTermReader(UntrainedComponent):
    """Reads "hsa?", "parkng pls" or "cst" by the term alone, however few words there are."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`intents`: for an entity, the intent; `{}` stands for the term's id."""
        return {
            "intents": {
                "technique": "explain_technique",
                "faq_topic": "faq_{}",
                "question": "change_answer",
            }
        }

    def process(self, messages: List[Message]) -> List[Message]:
        """Overrules the classifier where the message is one term."""
        intents: Dict[str, str] = self._config["intents"]
        for message in messages:
            term = message.get(ONLY_TERM)
            if term is not None and term.entity in intents:
                name = intents[term.entity].format(term.value)
                intent = {"name": name, "confidence": term.confidence}
                message.set(INTENT, intent, add_to_output=True)
        return messages

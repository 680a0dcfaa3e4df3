"""NLU component: what makes no sense at all is not understood, whatever it resembles."""

from __future__ import annotations

from typing import List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import ENTITIES, INTENT
from rasa.shared.nlu.training_data.message import Message

from components.spelling_corrector import GIBBERISH
from components.untrained_component import UntrainedComponent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class GibberishDetector(UntrainedComponent):
    """Sets `nlu_fallback` where no word is known and no term was found.

    contract.md §5: what makes no sense gets `clarify`, not `out_of_scope`.
    """

    def process(self, messages: List[Message]) -> List[Message]:
        """Overrules the classifier for gibberish."""
        for message in messages:
            if message.get(GIBBERISH) and not message.get(ENTITIES):
                intent = {"name": DEFAULT_NLU_FALLBACK_INTENT_NAME, "confidence": 1.0}
                message.set(INTENT, intent, add_to_output=True)
        return messages

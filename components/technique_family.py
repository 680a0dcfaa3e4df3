"""NLU component: one confidence for the intents that one technique card answers."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from advice.answers import TECHNIQUE_ASPECTS


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TechniqueFamily(GraphComponent):
    """Gives the likeliest of the technique intents the confidence of all together.

    "Is reflexology any good" may ask for its uses or its evidence; either way the
    right card is the technique's, and the message is understood.
    """

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TechniqueFamily:
        """Creates the component; it has no settings."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the confidences up and ranks anew."""
        for message in messages:
            ranking = [dict(entry) for entry in message.get(INTENT_RANKING_KEY) or []]
            family = [entry for entry in ranking if entry["name"] in TECHNIQUE_ASPECTS]
            if not family:
                continue
            total = sum(entry["confidence"] for entry in family)
            # The ranking is in order: the first of the family is its likeliest.
            family[0]["confidence"] = total
            for entry in family[1:]:
                entry["confidence"] = 0.0
            ranking.sort(key=lambda entry: -float(entry["confidence"]))
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

"""NLU component: one confidence for the intents that one technique card answers."""

from __future__ import annotations

from typing import List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from advice.answers import TECHNIQUE_ASPECTS
from components.ranking import set_ranking
from components.untrained_component import UntrainedComponent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TechniqueFamily(UntrainedComponent):
    """Gives the likeliest of the technique intents the confidence of all together.

    "Is reflexology any good" may ask for its uses or its evidence; either way the
    right card is the technique's, and the message is understood.
    """

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
            set_ranking(message, ranking)
        return messages

"""NLU component: a message that names a technique asks about it."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from advice.answers import FOLLOW_UPS, TECHNIQUE_ASPECTS
from components.content_terms import TECHNIQUE
from components.ranking import set_ranking
from components.untrained_component import UntrainedComponent

OUT_OF_SCOPE = "out_of_scope"
_INTENT_OF = {aspect: intent for intent, aspect in TECHNIQUE_ASPECTS.items()}
# Only what is asked of massage in general has a second reading: which styles are compared stays.
_OF_THE_TECHNIQUE = {
    topic: _INTENT_OF[aspect] for topic, aspect in FOLLOW_UPS.items() if topic.startswith("faq_")
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class NamedTechnique(UntrainedComponent):
    """Ranks anew where `TermMatcher` has found a technique's name.

    "When should you not get a sports massage" asks for the technique's cautions rather than
    those of massage; and what names one of ours is less probably none of our business.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`out_of_scope_share`: what is left (0 to 1) of the confidence of `out_of_scope`."""
        return {"out_of_scope_share": 0.25}

    def process(self, messages: List[Message]) -> List[Message]:
        """Moves the confidences of the messages that name a technique."""
        for message in messages:
            named = any(e["entity"] == TECHNIQUE for e in message.get(ENTITIES) or [])
            ranking = message.get(INTENT_RANKING_KEY)
            if named and ranking:
                set_ranking(message, self._moved(ranking))
        return messages

    def _moved(self, ranking: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
        confidences = {entry["name"]: float(entry["confidence"]) for entry in ranking}
        before = sum(confidences.values())
        if OUT_OF_SCOPE in confidences:
            confidences[OUT_OF_SCOPE] *= self._config["out_of_scope_share"]
        for topic, intent in _OF_THE_TECHNIQUE.items():
            if topic in confidences and intent in confidences:
                confidences[intent] += confidences[topic]
                confidences[topic] = 0.0
        rest = before / (sum(confidences.values()) or 1.0)
        return [
            {"name": name, "confidence": confidence * rest}
            for name, confidence in sorted(confidences.items(), key=lambda item: -item[1])
        ]

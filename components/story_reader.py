"""NLU component: in a story, what it asks weighs more than what it tells."""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from advice.discarding import POLITE
from components.question_splitter import ASKS, PART_OF
from components.ranking import set_ranking
from components.untrained_component import UntrainedComponent

# What is said beside something else: "no, stop", "stop, please", "thanks, and the price?"
ASIDE = frozenset({*POLITE, "greet"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class StoryReader(UntrainedComponent):
    """Mixes the readings of a message's asking parts into the reading of the whole.

    A part that is only polite counts where there is no other.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`part_weight`: of a part read with full confidence, beside the whole's 1."""
        return {"part_weight": 0.5}

    def process(self, messages: List[Message]) -> List[Message]:
        """Reads the whole messages anew; their parts stay as they are."""
        whole = [message for message in messages if message.get(PART_OF) is None]
        for position, message in enumerate(whole):
            asking = [p for p in messages if p.get(PART_OF) == position and p.get(ASKS)]
            asking = [p for p in asking if not _is_polite(p)] or asking
            if asking and message.get(INTENT_RANKING_KEY):
                set_ranking(message, self._mixed(message, asking))
        return messages

    def _mixed(self, message: Message, asking: List[Message]) -> List[Dict[str, Any]]:
        confidences: Counter[str] = Counter()
        weights = 0.0
        for read in (message, *asking):
            ranking = read.get(INTENT_RANKING_KEY)
            # A part that is hardly understood says little about the whole.
            weight = (
                1.0 if read is message else self._config["part_weight"] * ranking[0]["confidence"]
            )
            weights += weight
            for entry in ranking:
                confidences[entry["name"]] += weight * entry["confidence"]
        return [
            {"name": name, "confidence": confidence / weights}
            for name, confidence in confidences.most_common()
        ]


def _is_polite(part: Message) -> bool:
    return (part.get(INTENT) or {}).get(INTENT_NAME_KEY) in ASIDE

"""NLU component: in a story, what it asks weighs more than what it tells."""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from components.question_splitter import ASKS, PART_OF


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class StoryReader(GraphComponent):
    """Mixes the readings of a message's asking parts into the reading of the whole."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`part_weight`: of a part read with full confidence, beside the whole's 1."""
        return {"part_weight": 0.5}

    def __init__(self, config: Dict[str, Any]) -> None:
        """Creates the component from its configuration."""
        self._part_weight: float = config["part_weight"]

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> StoryReader:
        """Creates the component."""
        return cls({**cls.get_default_config(), **config})

    def process(self, messages: List[Message]) -> List[Message]:
        """Reads the whole messages anew; their parts stay as they are."""
        whole = [message for message in messages if message.get(PART_OF) is None]
        for position, message in enumerate(whole):
            asking = [p for p in messages if p.get(PART_OF) == position and p.get(ASKS)]
            if asking and message.get(INTENT_RANKING_KEY):
                ranking = self._mixed(message, asking)
                message.set(INTENT, dict(ranking[0]), add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _mixed(self, message: Message, asking: List[Message]) -> List[Dict[str, Any]]:
        confidences: Counter[str] = Counter()
        weights = 0.0
        for read in (message, *asking):
            ranking = read.get(INTENT_RANKING_KEY)
            # A part that is hardly understood says little about the whole.
            weight = 1.0 if read is message else self._part_weight * ranking[0]["confidence"]
            weights += weight
            for entry in ranking:
                confidences[entry["name"]] += weight * entry["confidence"]
        return [
            {"name": name, "confidence": confidence / weights}
            for name, confidence in confidences.most_common()
        ]

"""NLU component: which technique a message means that describes it without its name."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_CONFIDENCE,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    INTENT,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from advice.answers import TECHNIQUE_ASPECTS
from components.content_terms import TECHNIQUE
from components.examples import DESCRIBED_TECHNIQUE
from components.neighbours import votes
from components.sentence_encoder import unit_vector

FILE_NAME = "described_techniques.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class DescribedTechnique(EntityExtractorMixin, GraphComponent):
    """Adds the technique whose descriptions in `content/` are nearest in meaning.

    Only for messages that ask about a technique and name none.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Settings.

        `neighbours`: nearest descriptions that vote.
        `sharpness`: a description's vote is exp(sharpness × cosine).
        `threshold`: share of the votes (0 to 1) from which a technique is meant.
        """
        return {"neighbours": 8, "sharpness": 15.0, "threshold": 0.4}

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        vectors: Optional[np.ndarray] = None,
        techniques: Optional[np.ndarray] = None,
    ) -> None:
        """Creates the component, trained where vectors and their techniques are given."""
        self._config = {**self.get_default_config(), **config}
        self._model_storage = model_storage
        self._resource = resource
        self._vectors = vectors
        self._techniques = techniques

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DescribedTechnique:
        """Creates an untrained component."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Keeps the vectors of the descriptions."""
        examples = [e for e in training_data.training_examples if e.get(DESCRIBED_TECHNIQUE)]
        vectors = [vector for e in examples if (vector := unit_vector(e)) is not None]
        if len(vectors) < len(examples):
            raise ValueError("DescribedTechnique needs dense features; see config.yml.")
        self._vectors = np.array(vectors, dtype=np.float32)
        self._techniques = np.array([e.get(DESCRIBED_TECHNIQUE) for e in examples], dtype=np.str_)
        with self._model_storage.write_to(self._resource) as directory:
            np.savez(directory / FILE_NAME, vectors=self._vectors, techniques=self._techniques)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> DescribedTechnique:
        """Loads a trained component."""
        with model_storage.read_from(resource) as directory:
            with np.load(directory / FILE_NAME, allow_pickle=False) as arrays:
                kept = arrays["vectors"], arrays["techniques"]
        return cls(config, model_storage, resource, *kept)

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds a technique to messages that ask about one without naming it."""
        for message in messages:
            entities = message.get(ENTITIES) or []
            asked = (message.get(INTENT) or {}).get("name") in TECHNIQUE_ASPECTS
            named = any(entity["entity"] == TECHNIQUE for entity in entities)
            found = self._meant(message) if asked and not named else None
            if found is not None:
                technique, share = found
                entity = {
                    ENTITY_ATTRIBUTE_TYPE: TECHNIQUE,
                    ENTITY_ATTRIBUTE_VALUE: technique,
                    ENTITY_ATTRIBUTE_START: 0,
                    ENTITY_ATTRIBUTE_END: len(message.get(TEXT)),
                    ENTITY_ATTRIBUTE_CONFIDENCE: share,
                }
                found_entities = [*entities, *self.add_extractor_name([entity])]
                message.set(ENTITIES, found_entities, add_to_output=True)
        return messages

    def _meant(self, message: Message) -> Optional[Tuple[str, float]]:
        vector = unit_vector(message)
        if vector is None or self._vectors is None or not len(self._vectors):
            return None
        assert self._techniques is not None
        names, labels = np.unique(self._techniques, return_inverse=True)
        cosines = (self._vectors @ vector)[np.newaxis, :]
        neighbours, sharpness = self._config["neighbours"], self._config["sharpness"]
        shares = votes(cosines, labels, len(names), neighbours, sharpness)[0]
        best = int(shares.argmax())
        if shares[best] < self._config["threshold"]:
            return None
        return str(names[best]), float(shares[best])

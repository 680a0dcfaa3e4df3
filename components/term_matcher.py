"""NLU component: techniques, styles, body areas, topics and numbers that a message names."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

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
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import (
    dump_obj_as_json_to_file,
    get_dictionary_fingerprint,
    read_json_file,
)

from components.content_terms import content_terms
from components.encoder.weights import english_words
from components.term_matching import TermMatching

FILE_NAME = "terms.json"
# Property of a message: the term that it consists of.
ONLY_TERM = "only_term"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class TermMatcher(EntityExtractorMixin, GraphComponent):
    """Adds an entity for every term of `content/` that a message names.

    Nothing is learned: training keeps the terms with the model, so that a new
    entry in the content needs no annotated example.
    """

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        matching: Optional[TermMatching] = None,
    ) -> None:
        """Creates the component, trained where `matching` is given."""
        self._model_storage = model_storage
        self._resource = resource
        self._matching = matching

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TermMatcher:
        """Creates an untrained component; it has no settings."""
        return cls(model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Changes with the content's terms, which are no training data."""
        fingerprint: str = get_dictionary_fingerprint(content_terms())
        return fingerprint

    def train(self, training_data: TrainingData) -> Resource:
        """Keeps the content's terms; the examples have no part in it."""
        kept = {**content_terms(), "english": english_words()}
        with self._model_storage.write_to(self._resource) as directory:
            dump_obj_as_json_to_file(directory / FILE_NAME, kept)
        self._matching = _matching(kept)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TermMatcher:
        """Loads a trained component."""
        with model_storage.read_from(resource) as directory:
            return cls(model_storage, resource, _matching(read_json_file(directory / FILE_NAME)))

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the entities to each message's own."""
        if self._matching is not None:
            for message in messages:
                text = message.get(TEXT) or ""
                terms = self._matching.find(text)
                found = [
                    {
                        ENTITY_ATTRIBUTE_TYPE: term.entity,
                        ENTITY_ATTRIBUTE_VALUE: term.value,
                        ENTITY_ATTRIBUTE_START: term.start,
                        ENTITY_ATTRIBUTE_END: term.end,
                        ENTITY_ATTRIBUTE_CONFIDENCE: term.confidence,
                    }
                    for term in terms
                ]
                entities = [*(message.get(ENTITIES) or []), *self.add_extractor_name(found)]
                message.set(ENTITIES, entities, add_to_output=True)
                message.set(ONLY_TERM, self._matching.only_term(text, terms))
        return messages


def _matching(kept: Dict[str, Any]) -> TermMatching:
    english = frozenset(kept["english"])
    return TermMatching(kept["terms"], kept["not_before"], kept["filler"], english.__contains__)

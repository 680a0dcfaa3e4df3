"""NLU component: what is read is the message with its spelling mended."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import dump_obj_as_json_to_file, read_json_file

from components.dictionary import english_shares
from components.spelling import Spelling, symbols_of, word_counts, words

FILE_NAME = "spelling.json"
# Properties of a message: what was typed, before anything was mended; it makes no sense at all.
TYPED = "typed"
GIBBERISH = "gibberish"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellingCorrector(GraphComponent):
    """Mends each message's text before anything else reads it.

    Known are the words of the training examples, but for those that look like slips of
    others, of names, and of English; not those of lookup tables, which list
    misspellings too. The tracker keeps what the visitor typed.
    """

    @staticmethod
    def required_packages() -> List[str]:
        """Its version is part of the fingerprint: the dictionary comes with it."""
        return ["symspellpy"]

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        spelling: Optional[Spelling] = None,
    ) -> None:
        """Creates the component, trained where `spelling` is given."""
        self._model_storage = model_storage
        self._resource = resource
        self._spelling = spelling

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpellingCorrector:
        """Creates an untrained component; it has no settings."""
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the known words and keeps them."""
        texts = [str(e.get(TEXT)) for e in training_data.training_examples if e.get(TEXT)]
        named = [str(e.get(TEXT)) for e in training_data.entity_examples if e.get(TEXT)]
        kept = {
            "counts": word_counts(texts),
            "english": english_shares(),
            "names": sorted({word for name in named for word in words(name)}),
            "symbols": symbols_of(texts),
        }
        with self._model_storage.write_to(self._resource) as directory:
            dump_obj_as_json_to_file(directory / FILE_NAME, kept)
        self._spelling = _spelling(kept)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SpellingCorrector:
        """Loads a trained component."""
        with model_storage.read_from(resource) as directory:
            kept = read_json_file(directory / FILE_NAME)
        return cls(model_storage, resource, _spelling(kept))

    def process(self, messages: List[Message]) -> List[Message]:
        """Mends the text of each message and notes where no word is known."""
        if self._spelling is not None:
            for message in messages:
                typed = message.get(TEXT) or ""
                message.set(TYPED, typed)
                message.set(TEXT, self._spelling.mend(typed), add_to_output=True)
                message.set(GIBBERISH, self._spelling.is_gibberish(typed))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Mends the examples too, so that training sees what will be read."""
        if self._spelling is not None:
            for example in training_data.training_examples:
                # An annotated example keeps its text: entities point into it.
                if example.get(TEXT) and not example.get(ENTITIES):
                    example.set(TEXT, self._spelling.mend(example.get(TEXT)))
        return training_data


def _spelling(kept: Dict[str, Any]) -> Spelling:
    return Spelling(kept["counts"], kept["english"], kept["names"], kept["symbols"])

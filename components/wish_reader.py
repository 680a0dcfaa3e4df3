"""NLU component: what a message wants of the practice's people, learned from examples."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import get_dictionary_fingerprint

from advice.content.wish_models import NONE, WISHES
from advice.handoff.wishes import Wishes
from components.content_terms import read_content
from components.examples import WISH
from components.linear_model import LinearModel, fit_linear
from components.message_features import sparse_counts
from components.question_splitter import PART_OF
from components.sentence_encoder import unit_vectors

FILE_NAME = "wishes.npz"
PERSON = "talk_to_person"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class WishReader(GraphComponent):
    """Adds to each message what it likeliest wishes, and how likely it wishes anything at all.

    Learned by the vector, the letters and which phrases of `content/requests.yml` occur. Property
    `wish`: {"name": one of `WISHES` without "none", "share": 0 to 1}.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Settings.

        `strength`: inverse of the regularization.
        `vector_weight`, `phrase_weight`: of the vector and of a phrase, against the letters' 1.
        `example_weight`: of an example written for this, against 1 for one of an intent.
        `neutral_intents`: intents whose messages are as often wishes as not.
        """
        return {
            "strength": 5.0,
            "vector_weight": 2.0,
            "phrase_weight": 0.5,
            "example_weight": 3.0,
            "neutral_intents": [
                "faq_cancellation",
                "faq_arrival_late",
                "faq_booking",
                "give_feedback",
            ],
        }

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: Optional[LinearModel] = None,
    ) -> None:
        """Creates the component, trained where a `model` is given."""
        self._config = {**self.get_default_config(), **config}
        self._model_storage = model_storage
        self._resource = resource
        self._model = model
        self._wishes = Wishes(read_content().requests)

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WishReader:
        """Creates an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Changes with the phrases of the content."""
        fingerprint: str = get_dictionary_fingerprint(read_content().requests.dict())
        return fingerprint

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the wishes; without examples of each, none is read."""
        kept = self._teaching(training_data.training_examples)
        arrays: Dict[str, np.ndarray] = {}
        if {wish for _, wish, _ in kept} == set(WISHES):
            examples = [example for example, _, _ in kept]
            model = fit_linear(
                self._vectors(examples),
                sparse_counts(examples),
                np.array([WISHES.index(wish) for _, wish, _ in kept]),
                np.array([weight for _, _, weight in kept]),
                float(self._config["strength"]),
            )
            arrays = model.arrays()
        with self._model_storage.write_to(self._resource) as directory:
            np.savez(directory / FILE_NAME, **arrays)
        self._model = LinearModel.of(arrays) if arrays else None
        return self._resource

    def _teaching(self, examples: List[Message]) -> List[Tuple[Message, str, float]]:
        """The examples that teach, each with its wish and its weight."""
        with_vector = [e for e in examples if unit_vectors(e) is not None]
        own = [e for e in with_vector if e.get(WISH)]
        persons = [e for e in with_vector if e.get(INTENT) == PERSON]
        no_wish = (PERSON, *self._config["neutral_intents"])
        others = [e for e in with_vector if e.get(INTENT) and e.get(INTENT) not in no_wish]
        weight = float(self._config["example_weight"])
        return [
            *((example, str(example.get(WISH)), weight) for example in own),
            *((example, "person", 1.0) for example in persons),
            *((example, NONE, 1.0) for example in others),
        ]

    def _vectors(self, messages: List[Message]) -> np.ndarray:
        """Sentence vectors, and beside them which phrases occur."""
        vectors = np.array([unit_vectors(message) for message in messages], dtype=np.float32)
        marks = [self._wishes.marks(str(message.get(TEXT))) for message in messages]
        phrases = np.array(marks, dtype=np.float32)
        weights = self._config["vector_weight"], self._config["phrase_weight"]
        return np.hstack([vectors * weights[0], phrases * weights[1]])

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> WishReader:
        """Loads a trained component."""
        with model_storage.read_from(resource) as directory:
            with np.load(directory / FILE_NAME, allow_pickle=False) as arrays:
                model = LinearModel.of(arrays) if arrays.files else None
        return cls(config, model_storage, resource, model)

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the wish to the whole messages."""
        whole = [m for m in messages if m.get(PART_OF) is None and unit_vectors(m) is not None]
        if self._model is None or not whole:
            return messages
        shares = self._model.probabilities(self._vectors(whole), sparse_counts(whole))
        none = WISHES.index(NONE)
        for message, row in zip(whole, shares, strict=True):
            share = 1.0 - float(row[none])
            likeliest = max((w for w in WISHES if w != NONE), key=lambda w: row[WISHES.index(w)])
            wish = {"name": likeliest, "share": round(share, 3)}
            message.set(WISH, wish)
        return messages

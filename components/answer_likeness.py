"""NLU component: which answers of the form a message is like in meaning."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.examples import ANSWER
from components.neighbours import votes
from components.question_splitter import PART_OF
from components.sentence_encoder import unit_vector

FILE_NAME = "answers.npz"
# Property of a message: for each question, [value, share of votes, cosine], likeliest first.
LIKELY = "likely"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class AnswerLikeness(GraphComponent):
    """Adds to each message the answers that it is like, for every question.

    Which question was asked is not known here; the actions take the one they need.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Settings.

        `neighbours`: nearest answers that vote.
        `sharpness`: an answer's vote is exp(sharpness × cosine).
        `most`: values kept for each question.
        """
        return {"neighbours": 5, "sharpness": 12.0, "most": 2}

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        vectors: Optional[np.ndarray] = None,
        answers: Optional[np.ndarray] = None,
    ) -> None:
        """Creates the component, trained where vectors and their answers are given."""
        self._config = {**self.get_default_config(), **config}
        self._model_storage = model_storage
        self._resource = resource
        self._by_question: Dict[str, Any] = {}
        if vectors is not None and answers is not None:
            split = np.array([str(answer).split(" ") for answer in answers])
            for question in np.unique(split[:, 0]):
                rows = split[:, 0] == question
                names, labels = np.unique(split[rows, 1], return_inverse=True)
                self._by_question[str(question)] = vectors[rows], names, labels

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AnswerLikeness:
        """Creates an untrained component."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Keeps the vectors of the answers."""
        examples = [e for e in training_data.training_examples if e.get(ANSWER)]
        vectors = [vector for e in examples if (vector := unit_vector(e)) is not None]
        if len(vectors) < len(examples):
            raise ValueError("AnswerLikeness needs dense features; see config.yml.")
        with self._model_storage.write_to(self._resource) as directory:
            np.savez(
                directory / FILE_NAME,
                vectors=np.array(vectors, dtype=np.float32),
                answers=np.array([e.get(ANSWER) for e in examples], dtype=np.str_),
            )
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> AnswerLikeness:
        """Loads a trained component."""
        with model_storage.read_from(resource) as directory:
            with np.load(directory / FILE_NAME, allow_pickle=False) as arrays:
                kept = (arrays["vectors"], arrays["answers"]) if len(arrays["answers"]) else ()
        return cls(config, model_storage, resource, *kept)

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the likely answers to the whole messages."""
        for message in messages:
            vector = unit_vector(message) if message.get(PART_OF) is None else None
            if vector is not None:
                message.set(LIKELY, self._likely(vector), add_to_output=True)
        return messages

    def _likely(self, vector: np.ndarray) -> Dict[str, List[List[Any]]]:
        found = {}
        for question, (vectors, names, labels) in self._by_question.items():
            cosines = vectors @ vector
            settings = self._config["neighbours"], self._config["sharpness"]
            shares = votes(cosines[np.newaxis, :], labels, len(names), *settings)[0]
            best = np.argsort(-shares)[: self._config["most"]]
            found[question] = [
                [
                    str(names[i]),
                    round(float(shares[i]), 3),
                    round(float(cosines[labels == i].max()), 3),
                ]
                for i in best
                if shares[i] > 0
            ]
        return found

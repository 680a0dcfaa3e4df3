"""Sparse featurizer: how often each short run of letters occurs in a message."""

from __future__ import annotations

import hashlib
import re
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.exceptions import InvalidConfigException, RasaException
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import dump_obj_as_json_to_file, read_json_file
from sklearn.feature_extraction.text import CountVectorizer

FILE_NAME = "letters.json"
_TOKENIZER = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
_NUMBER = re.compile(r"\b[0-9]+\b")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LetterFeaturizer(SparseFeaturizer, GraphComponent):
    """Adds to each message the counts of its runs of letters within words.

    The same counts as Rasa's CountVectorsFeaturizer with `char_wb`, but of the message alone.
    That one counts for every word too, which nothing here reads and which took a fifth of
    the training.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Settings.

        `shortest`, `longest`: letters in a run; its word's ends count as one each.
        `least_examples`: examples in which a run must occur to be counted.
        """
        return {
            **SparseFeaturizer.get_default_config(),
            "shortest": 2,
            "longest": 5,
            "least_examples": 2,
        }

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Refuses lengths and counts that are none."""
        counts = config["shortest"], config["longest"], config["least_examples"]
        if min(counts) < 1 or config["shortest"] > config["longest"]:
            raise InvalidConfigException(
                "LetterFeaturizer in config.yml: `shortest`, `longest` and `least_examples` must "
                "be 1 or more, and `shortest` not above `longest`."
            )

    def __init__(
        self,
        config: Dict[str, Any],
        name: str,
        model_storage: ModelStorage,
        resource: Resource,
        runs: Optional[List[str]] = None,
    ) -> None:
        """Creates the featurizer, trained where the `runs` that it counts are given."""
        super().__init__(name, {**self.get_default_config(), **config})
        self._model_storage = model_storage
        self._resource = resource
        self._counter = self._counting(vocabulary=runs) if runs is not None else None

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LetterFeaturizer:
        """Creates an untrained featurizer."""
        return cls(config, execution_context.node_name, model_storage, resource)

    def _counting(self, **settings: Any) -> CountVectorizer:
        lengths = self._config["shortest"], self._config["longest"]
        return CountVectorizer(
            analyzer="char_wb", preprocessor=_words, ngram_range=lengths, **settings
        )

    def train(self, training_data: TrainingData) -> Resource:
        """Learns which runs there are, and keeps them.

        Raises:
            RasaException: no run occurs in enough examples.
        """
        texts = [str(e.get(TEXT)) for e in training_data.training_examples if e.get(TEXT)]
        counter = self._counting(min_df=self._config["least_examples"])
        try:
            counter.fit(texts)
        except ValueError as error:
            raise RasaException(f"LetterFeaturizer finds nothing to count: {error}") from error
        runs = [str(run) for run in counter.get_feature_names_out()]
        with self._model_storage.write_to(self._resource) as directory:
            dump_obj_as_json_to_file(directory / FILE_NAME, runs)
        self._counter = self._counting(vocabulary=runs)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LetterFeaturizer:
        """Loads a trained featurizer."""
        with model_storage.read_from(resource) as directory:
            runs = read_json_file(directory / FILE_NAME)
        return cls(config, execution_context.node_name, model_storage, resource, runs)

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the counts to every message that has a text, be it empty."""
        with_text = [message for message in messages if message.get(TEXT) is not None]
        if self._counter is None or not with_text:
            return messages
        counts = self._counter.transform([str(message.get(TEXT)) for message in with_text])
        for row, message in enumerate(with_text):
            # Rasa expects rows; a sentence is one.
            message.add_features(
                _Counts(counts[row], FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
            )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the counts of all examples."""
        self.process(training_data.training_examples)
        return training_data


class _Counts(Features):
    """Counts with a fingerprint of their bytes; Rasa's own writes every number out as text."""

    def fingerprint(self) -> str:
        digest = hashlib.sha256(f"{self.type} {self.attribute} {self.origin}".encode())
        for array in (self.features.indices, self.features.data):
            digest.update(array.tobytes())
        return digest.hexdigest()


def _words(text: str) -> str:
    """The words of a text in lower case, as Rasa cuts them; numbers are all the same."""
    tokens = _TOKENIZER.tokenize(Message(data={TEXT: text}), TEXT) if text.strip() else []
    return _NUMBER.sub("__NUMBER__", " ".join(token.text for token in tokens)).lower()

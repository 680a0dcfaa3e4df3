"""The sparse features of messages as one matrix."""

from __future__ import annotations

from typing import List

import scipy.sparse
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message


def sparse_counts(messages: List[Message]) -> scipy.sparse.csr_matrix:
    """The counts that Rasa's featurizer gave each message, shape (messages, features).

    Raises:
        RasaException: for no message, or one without sparse features.
    """
    rows = []
    for message in messages:
        _, sentence = message.get_sparse_features(TEXT, [])
        if sentence is None:
            raise RasaException("This pipeline needs sparse features; see config.yml.")
        rows.append(scipy.sparse.csr_matrix(sentence.features))
    if not rows:
        raise RasaException("This pipeline needs examples with text.")
    return scipy.sparse.vstack(rows, format="csr")

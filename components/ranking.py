"""Sets what a message was read as."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message


def set_ranking(message: Message, ranking: List[Dict[str, Any]]) -> None:
    """Sets a message's intent and its ranking.

    Args:
        message: which.
        ranking: each intent's `name` and `confidence` (0 to 1), likeliest first.
    """
    message.set(INTENT, dict(ranking[0]), add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

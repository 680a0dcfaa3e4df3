"""The second key of the safety screen: what a message means, learned from tellings of signs."""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, List, Mapping, Optional, Tuple

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from advice.content.safety_models import SERIOUS, SafetySign
from advice.screening.context import Context
from advice.screening.signs import Mention, SignFinder
from components.level_model import CALM, LEVELS
from components.linear_model import LinearModel
from components.message_features import sparse_counts
from components.sentence_encoder import unit_vector, unit_vectors

MEANING = "meaning"
# By level, the sign of what only the meaning sees, without knowing which it is.
UNNAMED = {
    "emergency": "unnamed_emergency",
    "urgent": "unnamed_urgent",
    "physician_first": "unnamed_condition",
}
# Of so many nearest tellings, so many must tell one sign for the message to be said to tell it.
NEAREST, AGREEING = 7, 4


def serious(shares: np.ndarray) -> np.ndarray:
    """The probability of any serious sign, of the levels' probabilities, one row or many."""
    total: np.ndarray = shares[..., : len(SERIOUS)].sum(axis=-1)
    return total


def notable(shares: np.ndarray) -> np.ndarray:
    """The probability of anything but an everyday message, one row or many."""
    told: np.ndarray = 1.0 - shares[..., LEVELS.index(CALM)]
    return told


class MeaningKey:
    """Reads levels and signs from vectors."""

    def __init__(
        self,
        config: Mapping[str, Any],
        signs: Mapping[str, SafetySign],
        finder: SignFinder,
        arrays: Mapping[str, np.ndarray],
    ) -> None:
        """Creates the key.

        Args:
            config: the settings of `SafetyScreen`.
            signs: the signs by id.
            finder: tells the context of a text.
            arrays: the trained model and the tellings it was trained on; empty for none.
        """
        self._config = config
        self._finder = finder
        self._named: Dict[str, Tuple[np.ndarray, np.ndarray]] = {}
        self._model: Optional[LinearModel] = None
        if arrays:
            self._model = LinearModel.of(arrays)
            levels = np.array([signs[str(sign)].level for sign in arrays["signs"]])
            for level in set(levels):
                rows = levels == level
                vectors = arrays["vectors"][rows].astype(np.float32)
                self._named[str(level)] = vectors, arrays["signs"][rows]

    def leaves_room(self, shares: np.ndarray) -> bool:
        """Whether words near to a serious sign may mean it, by what is meant.

        Args:
            shares: the levels' probabilities of the message and its parts, one row each.
        """
        threshold = self._config["unsure_threshold"]
        return self._model is None or bool(serious(shares).max() >= threshold)

    def tells(self, shares: np.ndarray) -> bool:
        """Whether a message, or a part of it, rather tells of the writer's health than nothing."""
        threshold = self._config["elsewhere_threshold"]
        return self._model is None or bool(notable(shares).max() >= threshold)

    def shares(self, read: List[Message]) -> np.ndarray:
        """The levels' probabilities of a message and its parts, one row each."""
        vectors = [unit_vectors(message) for message in read]
        if self._model is None or any(vector is None for vector in vectors):
            return np.zeros((1, len(LEVELS)))
        return self._model.probabilities(np.array(vectors), sparse_counts(read))

    def told(self, shares: np.ndarray) -> int:
        """Which of a message (0) and its parts is believed: the gravest.

        A sentence taken from its story ("my bum aches when I sit", after a day of lifting) may
        sound like what it is not: the story must leave room for it, or it must be beyond doubt.
        """
        shares_of_serious = serious(shares)
        best = int(shares_of_serious.argmax())
        is_believed = (
            shares_of_serious[0] >= self._config["story_threshold"]
            or shares_of_serious[best] >= self._config["sentence_threshold"]
            or shares[best, 0] >= self._config["sentence_emergency_threshold"]
        )
        return best if is_believed else 0

    def level(self, read: Message, shares: np.ndarray, is_known: bool) -> Optional[str]:
        """The serious level of a message, or None.

        Args:
            read: the message, or the part of it that was read.
            shares: its probabilities.
            is_known: whether the words found a milder sign, which may be all that it means.
        """
        known = "known_" if is_known else ""
        if shares[0] >= self._config[f"{known}emergency_threshold"]:
            level: str = SERIOUS[0]
        elif serious(shares) >= self._config[f"{known}threshold"]:
            level = SERIOUS[int(shares[: len(SERIOUS)].argmax())]
        else:
            return None
        return level if self._likeness(read) >= self._config["least_likeness"] else None

    def _likeness(self, read: Message) -> float:
        """The cosine of the nearest telling of a sign, by the vectors as published."""
        vector = unit_vector(read)
        if vector is None:
            return 0.0
        cosines = (named[:, : len(vector)] @ vector for named, _ in self._named.values())
        return max((float(near.max()) for near in cosines), default=0.0)

    def mention(self, typed: str, read: Message, shares: np.ndarray, level: str) -> Mention:
        """The sign of a level that a message tells by its meaning.

        Args:
            typed: the whole message.
            read: the message, or the part of it that was read.
            shares: its probabilities.
            level: its level.
        """
        text = str(read.get(TEXT))
        start = max(typed.lower().find(text.lower()), 0)
        end = start + len(text) if text.lower() in typed.lower() else len(typed)
        probability = round(float(serious(shares)), 3)
        return Mention(
            self._nearest(read, level), start, end, self._context(text), MEANING, probability
        )

    def unnamed(self, typed: str, read: Message, shares: np.ndarray) -> List[Mention]:
        """A condition to ask a doctor about, where words and meaning don't know which."""
        told = float(notable(shares)) if self._model is not None else 0.0
        unlike = self._likeness(read) < self._config["condition_likeness"]
        if told < self._config["condition_threshold"] or unlike:
            return []
        sign = UNNAMED["physician_first"]
        return [Mention(sign, 0, len(typed), self._context(typed), MEANING, round(told, 3))]

    def _nearest(self, read: Message, level: str) -> str:
        named, signs = self._named[level]
        nearest = np.argsort(named @ unit_vectors(read))[-NEAREST:]
        sign, count = Counter(str(signs[place]) for place in nearest).most_common(1)[0]
        return sign if count >= min(AGREEING, len(nearest)) else UNNAMED[level]

    def _context(self, text: str) -> Context:
        context = self._finder.context_of(text)
        return Context.PRESENT if context is Context.OTHER_NOW else context

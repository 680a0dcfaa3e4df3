"""NLU component: the warning signs in a message, by its words and by its meaning."""

from __future__ import annotations

import inspect
from collections import Counter
from dataclasses import replace
from typing import Any, Dict, List, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import get_dictionary_fingerprint

from advice.content.safety_models import ROW_LEVELS, SERIOUS
from advice.screening.context import Context
from advice.screening.signs import Mention, SignFinder
from components import level_model
from components.content_terms import read_content
from components.encoder.weights import english_words
from components.examples import ANSWER, HARMLESS, SIGN, WISH, row_of
from components.level_model import CALM, LEVELS, fit
from components.message_features import sparse_counts
from components.question_splitter import PART_OF
from components.safety_meaning import MEANING, UNNAMED, MeaningKey, serious
from components.sentence_encoder import unit_vectors
from components.spelling_corrector import TYPED

FILE_NAME = "warning_signs.npz"
# Property of a message: its mentions of signs, as plain values.
SIGNS = "signs"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SafetyScreen(GraphComponent):
    """Adds the signs of `content/safety/` that a message mentions.

    Two keys, of which either raises: the words of the content, and the meaning, learned from how
    visitors tell the signs. No training takes the named emergencies away; other words are a
    saying where the meaning leaves them next to no room.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Settings.

        `emergency_threshold`: probability (0 to 1) from which the meaning is an emergency's.
        `threshold`: the same for any serious sign.
        `known_emergency_threshold`, `known_threshold`: the same where the words have found a
            milder sign, which may be all that the message means.
        `least_likeness`: cosine (0 to 1) to the nearest telling of a sign below which the
            meaning says nothing: the message is about something else altogether.
        `unsure_threshold`: probability of a serious sign below which words that only stand near
            each other, or are misspelt, tell none.
        `unnamed_threshold`: probability of a serious sign from which the meaning is one that is
            like no sign in particular.
        `condition_threshold`: probability of anything but an everyday message from which, where
            the words know nothing, a condition is told that a doctor should be asked about.
        `condition_likeness`: the least likeness for that.
        `client_threshold`: the same as `threshold` for a sign that the words see in someone else.
        `story_threshold`: probability of a serious sign in the whole message from which that of one
            of its sentences, read by itself, is believed.
        `sentence_threshold`: the sentence's own from which it is believed all the same.
        `sentence_emergency_threshold`: that of an emergency.
        `elsewhere_intents`, `elsewhere_confidence`: readings, and the confidence (0 to 1) from
            which they make words that name a mild sign tell none, unless
        `elsewhere_threshold`: the meaning has this probability of anything but an everyday message.
        `strength`: inverse of the regularization of the model of meaning.
        `neutral_intents`: intents whose examples say nothing of the level without a row.
        """
        return {
            "emergency_threshold": 0.7,
            "threshold": 0.85,
            "known_emergency_threshold": 0.7,
            "known_threshold": 0.9,
            "least_likeness": 0.35,
            "unsure_threshold": 0.15,
            "unnamed_threshold": 0.8,
            "condition_threshold": 0.6,
            "condition_likeness": 0.45,
            "client_threshold": 0.5,
            "story_threshold": 0.4,
            "sentence_threshold": 0.95,
            "sentence_emergency_threshold": 0.9,
            "elsewhere_intents": ["out_of_scope", "inappropriate_request"],
            "elsewhere_confidence": 0.9,
            "elsewhere_threshold": 0.5,
            "strength": 5.0,
            "neutral_intents": ["faq_when_not_to", "state_symptoms", "report_warning_sign"],
        }

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        arrays: Optional[Dict[str, np.ndarray]] = None,
    ) -> None:
        """Creates the screen, with the second key where its `arrays` are given."""
        self._config = {**self.get_default_config(), **config}
        self._model_storage = model_storage
        self._resource = resource
        self._content = read_content()
        self._finder = SignFinder.of(self._content, frozenset(english_words()).__contains__)
        # A row that several signs share names none of them.
        signs = [sign for sign in self._content.safety.values() if sign.said_as]
        rows = Counter(sign.row for sign in signs)
        self._by_row = {sign.row: sign.id for sign in signs if rows[sign.row] == 1}
        self._meaning = self._key(arrays or {})

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafetyScreen:
        """Creates an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Changes with the signs of the content, and the model's source, which Rasa passes by."""
        content = read_content()
        signs = {id_: sign.dict() for id_, sign in content.safety.items()}
        source = inspect.getsource(level_model)
        fingerprint: str = get_dictionary_fingerprint(
            {"signs": signs, "screening": content.screening.dict(), "source": source}
        )
        return fingerprint

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the levels of messages by their vectors."""
        kept, levels = [], []
        for example in training_data.training_examples:
            level = self._level(example)
            if level is None or unit_vectors(example) is None:
                continue
            kept.append(example)
            levels.append(level)
        arrays: Dict[str, np.ndarray] = {}
        if set(levels) == set(LEVELS):
            vectors = np.array([unit_vectors(example) for example in kept])
            near = [row_of(example) == HARMLESS for example in kept]
            strength = float(self._config["strength"])
            model = fit(vectors, sparse_counts(kept), levels, near, strength)
            signs = [self._sign(example) or "" for example in kept]
            named = np.array([bool(s) and lv != CALM for s, lv in zip(signs, levels, strict=True)])
            arrays = {
                **model.arrays(),
                "vectors": vectors[named].astype(np.float16),
                "signs": np.array(signs, dtype=np.str_)[named],
            }
        with self._model_storage.write_to(self._resource) as directory:
            np.savez(directory / FILE_NAME, **arrays)
        self._meaning = self._key(arrays)
        return self._resource

    def _level(self, example: Message) -> Optional[str]:
        """The level that an example tells, None where it says nothing either way."""
        if example.get(WISH):
            return None
        row, sign, answer = row_of(example), self._sign(example), example.get(ANSWER) or ""
        question, _, value = str(answer).partition(" ")
        if question == "health" and value in self._content.signs_to_ask.health:
            sign = self._content.signs_to_ask.health[value]
        if sign is not None:
            level: str = self._content.safety[sign].level
        elif row and row != HARMLESS:
            level = ROW_LEVELS[row[0]]
        elif row != HARMLESS and example.get(INTENT) in self._config["neutral_intents"]:
            return CALM if answer else None
        else:
            level = CALM
        return level if level in LEVELS else CALM

    def _sign(self, example: Message) -> Optional[str]:
        sign: Optional[str] = example.get(SIGN) or self._by_row.get(row_of(example))
        return sign

    def _key(self, arrays: Dict[str, np.ndarray]) -> MeaningKey:
        return MeaningKey(self._config, self._content.safety, self._finder, arrays)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SafetyScreen:
        """Loads a trained component."""
        with model_storage.read_from(resource) as directory:
            with np.load(directory / FILE_NAME, allow_pickle=False) as file:
                arrays = {name: file[name] for name in file.files}
        return cls(config, model_storage, resource, arrays or None)

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the signs to the whole messages; their parts help to read the meaning."""
        whole = [message for message in messages if message.get(PART_OF) is None]
        for position, message in enumerate(whole):
            parts = [part for part in messages if part.get(PART_OF) == position]
            mentions = self._mentions(message, parts)
            told = [mention.as_json() for mention in mentions]
            message.set(SIGNS, told, add_to_output=True)
        return messages

    def _mentions(self, message: Message, parts: List[Message]) -> List[Mention]:
        mended = str(message.get(TEXT) or "")
        typed = str(message.get(TYPED) or mended)
        mentions = self._finder.find(typed)
        if mended != typed:
            known = {mention.sign for mention in mentions}
            mentions += [
                Mention(m.sign, 0, len(typed), m.context)
                for m in self._finder.find(mended)
                if m.sign not in known
            ]
        read = [message, *parts]
        all_shares = self._meaning.shares(read)
        is_elsewhere = self._is_elsewhere(message)
        mentions = [m for m in mentions if self._may_be_meant(m, all_shares, is_elsewhere)]
        told = self._meaning.told(all_shares)
        shares, best = all_shares[told], read[told]
        raised = [m for m in mentions if self._level_of(m) in SERIOUS]
        others = [m for m in raised if m.context is Context.OTHER_NOW]
        if others and serious(shares) >= self._config["client_threshold"]:
            # "For my wife, she …": the meaning says that it is about the client.
            mentions += [replace(m, context=Context.PRESENT, key=MEANING) for m in others]
        # What the words deny is settled; the meaning adds what they do not know, and may make
        # an emergency of what they take for less.
        here = (Context.PRESENT, Context.OTHER_NOW)
        is_graver = any(m.context in here for m in raised) and not any(
            self._level_of(m) == SERIOUS[0] for m in raised
        )
        mild = (Context.PRESENT, Context.PAST)
        is_known = any(m.context in mild and self._level_of(m) not in SERIOUS for m in mentions)
        level = self._meaning.level(best, shares, is_known)
        settled = [m for m in raised if m.is_sure or m.context in here]
        if level is not None and (not settled or (is_graver and level == SERIOUS[0])):
            mention = self._meaning.mention(typed, best, shares, level)
            # What is like no one sign must be the likelier for it.
            is_named = mention.sign not in UNNAMED.values()
            if is_named or mention.probability >= self._config["unnamed_threshold"]:
                mentions.append(mention)
        if any(self._explains(m) for m in mentions):
            return mentions
        return mentions + self._meaning.unnamed(typed, best, shares)

    def _is_elsewhere(self, message: Message) -> bool:
        """Whether a message surely asks for what has nothing to do with massage."""
        intent = message.get(INTENT) or {}
        is_sure = intent.get("confidence", 0.0) >= self._config["elsewhere_confidence"]
        return bool(is_sure and intent.get("name") in self._config["elsewhere_intents"])

    def _may_be_meant(self, mention: Mention, shares: np.ndarray, is_elsewhere: bool) -> bool:
        """Whether words tell their sign; a serious one that is named is told whatever is meant."""
        level = self._level_of(mention)
        if level not in SERIOUS:
            # "Do you do botox?" names it, and tells nothing of who asks.
            return not is_elsewhere or self._meaning.tells(shares)
        return mention.is_sure or self._meaning.leaves_room(shares)

    def _explains(self, mention: Mention) -> bool:
        """Whether a sign may be the condition that the meaning sees; a stressful week is none."""
        sign = self._content.safety[mention.sign]
        return bool(sign.level != "fine" or sign.leaves_out or sign.instead_of)

    def _level_of(self, mention: Mention) -> str:
        level: str = self._content.safety[mention.sign].level
        return level

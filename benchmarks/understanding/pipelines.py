"""The two pipelines that are compared."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from kneadwise.environment import ROOT

# What classifies intents; the components after it are about our own subject.
OURS = (
    "SpellingCorrector",
    "LetterFeaturizer",
    "SentenceEncoder",
    "EnsembleIntentClassifier",
)
# Settings that name our own intents.
ABOUT_OUR_INTENTS = "intent_weights"
# What `rasa init` and Rasa's default configuration give, up to the classifier.
RASA_DEFAULT: tuple[dict[str, Any], ...] = (
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
)


class Pipeline(str, Enum):
    """Which of the two."""

    OURS = "ours"
    RASA_DEFAULT = "rasa_default"

    @property
    def called(self) -> str:
        """As tables name it."""
        return {"ours": "ours", "rasa_default": "Rasa's default"}[self.value]

    def components(self) -> list[dict[str, Any]]:
        """Its components, as a config.yml has them.

        Raises:
            LookupError: the project's config.yml lacks one of them.
        """
        if self is Pipeline.RASA_DEFAULT:
            return [dict(component) for component in RASA_DEFAULT]
        return our_components(ROOT / "config.yml")


def our_components(config: Path) -> list[dict[str, Any]]:
    """What classifies intents in our pipeline, with its settings.

    Args:
        config: the project's config.yml.

    Raises:
        LookupError: a component is missing or there twice; the message names it.
    """
    written = YAML(typ="safe", pure=True).load(config.read_text(encoding="utf-8"))["pipeline"]
    found = [c for c in written if c["name"].rpartition(".")[2] in OURS]
    names = [component["name"].rpartition(".")[2] for component in found]
    wrong = [name for name in OURS if names.count(name) != 1]
    if wrong:
        raise LookupError(f"{config} must have exactly one {' and one '.join(wrong)}.")
    return [{k: v for k, v in c.items() if k != ABOUT_OUR_INTENTS} for c in found]

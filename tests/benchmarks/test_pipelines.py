"""What is compared: our pipeline as config.yml has it, and Rasa's default."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from benchmarks.understanding.pipelines import OURS, Pipeline, our_components
from kneadwise.environment import ROOT

CONFIG = """
pipeline:
  - name: components.spelling_corrector.SpellingCorrector
  - name: components.letter_featurizer.LetterFeaturizer
    longest: 4
  - name: components.sentence_encoder.SentenceEncoder
  - name: components.intent_classifier.EnsembleIntentClassifier
    intent_weights: {greet: 2}
    networks: 3
  - name: FallbackClassifier
"""


def test_ours_are_the_components_up_to_the_classifier_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "config.yml").write_text(CONFIG, encoding="utf-8")
    assert our_components(tmp_path / "config.yml") == [
        {"name": "components.spelling_corrector.SpellingCorrector"},
        {"name": "components.letter_featurizer.LetterFeaturizer", "longest": 4},
        {"name": "components.sentence_encoder.SentenceEncoder"},
        {"name": "components.intent_classifier.EnsembleIntentClassifier", "networks": 3},
    ]


def test_a_component_that_is_missing_is_named(tmp_path: Path) -> None:
    without = CONFIG.replace("letter_featurizer.LetterFeaturizer", "letters.Letters")
    (tmp_path / "config.yml").write_text(without, encoding="utf-8")
    with pytest.raises(LookupError, match="exactly one LetterFeaturizer"):
        our_components(tmp_path / "config.yml")


def test_the_projects_own_configuration_has_them() -> None:
    names = [component["name"].rpartition(".")[2] for component in Pipeline.OURS.components()]
    assert names == list(OURS)


def test_the_anchor_is_rasas_default_up_to_the_classifier() -> None:
    import rasa.engine.recipes

    folder = Path(rasa.engine.recipes.__file__).parent / "config_files"
    default = YAML(typ="safe", pure=True).load((folder / "default_config.yml").read_text())
    components = Pipeline.RASA_DEFAULT.components()
    assert components == default["pipeline"][: len(components)]
    assert components[-1]["name"] == "DIETClassifier"
    assert (ROOT / "config.yml").is_file()

"""The standard model is trained while the questions are answered, and only where it must be."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from kneadwise import environment
from kneadwise.model import Model
from kneadwise.new_practice.meanwhile import train_meanwhile
from tests.kneadwise.test_model import make

LONGEST_SECONDS = 60.0


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the standard model is, which is not there yet."""
    settings = tmp_path / "settings.env"
    text = environment.SETTINGS_FILE.read_text(encoding="utf-8")
    model = "KNEADWISE_MODEL=models/kneadwise.tar.gz"
    assert model in text
    settings.write_text(text.replace(model, f"KNEADWISE_MODEL={tmp_path}/model.tar.gz"))
    monkeypatch.setattr(environment, "SETTINGS_FILE", settings)
    return tmp_path


@pytest.mark.parametrize("practice", ["", "harbor"])
def test_a_missing_model_is_trained_whoever_asks(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, practice: str
) -> None:
    if practice:
        monkeypatch.setenv("KNEADWISE_CONTENT", str(elsewhere / practice))
    told = elsewhere / "told"
    says = "import os, sys; open(sys.argv[1], 'w').write(os.environ['KNEADWISE_CONTENT'] + '\\n')"
    assert train_meanwhile([sys.executable, "-c", says, str(told)])
    deadline = time.monotonic() + LONGEST_SECONDS
    while not (told.exists() and told.read_text().endswith("\n")):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert told.read_text() == f"{environment.ROOT / 'content'}\n"


def test_a_model_that_fits_is_left_alone(elsewhere: Path) -> None:
    make(Model(environment.standard_environment(environment.process_environment())))
    assert (elsewhere / "model.tar.gz").exists()
    assert not train_meanwhile([sys.executable, "-c", "raise SystemExit('was started')"])

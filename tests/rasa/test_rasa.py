"""Rasa's own checks: the data is valid without a warning, and the rules predict the stories."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from kneadwise.environment import ROOT, process_environment
from kneadwise.model import Model


def rasa(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rasa", *arguments],
        cwd=ROOT,
        env=process_environment(LOG_LEVEL="INFO", **environment),
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )


def test_data_is_valid_without_a_warning() -> None:
    result = rasa("data", "validate", "--fail-on-warnings")
    output = result.stdout + result.stderr
    assert result.returncode == 0, output[-3000:]
    assert "No story structure conflicts found" in output


def test_validation_can_fail(tmp_path: Path) -> None:
    domain = tmp_path / "domain.yml"
    text = (ROOT / "domain.yml").read_text(encoding="utf-8")
    domain.write_text(text.replace("  - greet\n", "  - gret\n"), encoding="utf-8")
    assert rasa("data", "validate", "--fail-on-warnings", "-d", str(domain)).returncode != 0


def test_stories_are_predicted(tmp_path: Path) -> None:
    model = Model(process_environment())
    if model.is_stale():
        model.train()
    result = rasa(
        "test",
        "core",
        "--model",
        str(model.path),
        "--stories",
        "tests/rasa/stories",
        "--fail-on-prediction-errors",
        "--out",
        str(tmp_path),
    )
    output = result.stdout + result.stderr
    assert result.returncode == 0, output[-3000:]
    assert re.search(r"Correct:\s+2 / 2", output), output[-3000:]

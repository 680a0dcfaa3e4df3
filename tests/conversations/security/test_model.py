"""A model that is not the trained one is not served, whoever starts Rasa."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from guards.model_digest import record_digest
from kneadwise.environment import ROOT, process_environment
from kneadwise.servers import Servers
from kneadwise.temporary import temporary_environment


def plain_rasa_run(model: Path, environment: dict[str, str]) -> str:
    """What `rasa run` says that is expected to end by itself, with an error."""
    command = ["rasa", "run", "--model", str(model), "--port", environment["KNEADWISE_PORT"]]
    result = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert result.returncode != 0
    return result.stdout + result.stderr


def test_a_changed_model_is_not_loaded(tmp_path: Path) -> None:
    model = tmp_path / "model.tar.gz"
    model.write_bytes(b"trained")
    record_digest(model)
    model.write_bytes(b"another")
    said = plain_rasa_run(model, temporary_environment(tmp_path, KNEADWISE_MODEL=str(model)))
    assert "is not the one that was trained" in said
    assert "kneadwise train --force" in said
    assert "Traceback" not in said


def test_another_model_than_the_checked_one_is_not_served(
    tmp_path: Path, assistant: Servers
) -> None:
    # Only its name is another: nothing but the path can be what is refused.
    other = tmp_path / "other.tar.gz"
    shutil.copy(ROOT / process_environment()["KNEADWISE_MODEL"], other)
    said = plain_rasa_run(other, temporary_environment(tmp_path))
    assert f"Rasa has loaded {other}, but models/kneadwise.tar.gz is what was checked" in said

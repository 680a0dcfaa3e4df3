"""A model that is not the trained one is not loaded, whoever starts Rasa."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from guards.model_digest import record_digest
from kneadwise.environment import ROOT
from kneadwise.temporary import temporary_environment


def test_a_plain_rasa_run_refuses_a_changed_model(tmp_path: Path) -> None:
    model = tmp_path / "model.tar.gz"
    model.write_bytes(b"trained")
    record_digest(model)
    model.write_bytes(b"another")
    environment = temporary_environment(tmp_path, KNEADWISE_MODEL=str(model))
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
    output = result.stdout + result.stderr
    assert result.returncode != 0
    assert "is not the one that was trained" in output
    assert "kneadwise train --force" in output
    assert "Traceback" not in output

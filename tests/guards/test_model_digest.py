"""Only the model that was trained is loaded; anything else is refused with its cure."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from guards.model_digest import (
    ModelNotTrusted,
    check_model,
    digest_file,
    record_digest,
    sha256_of,
)
from kneadwise.environment import process_environment
from kneadwise.servers import Servers, ServersFailed

TRAINED = b"trained" * 400_000


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model.tar.gz"
    path.write_bytes(TRAINED)
    record_digest(path)
    return path


def test_the_trained_model_passes(model: Path) -> None:
    check_model(model)
    assert sha256_of(model) == hashlib.sha256(TRAINED).hexdigest()
    told = digest_file(model).name
    subprocess.run(["sha256sum", "--check", "--strict", told], cwd=model.parent, check=True)


@pytest.mark.parametrize("changed", [b"", TRAINED[:-1], TRAINED + b"\0"])
def test_a_changed_model_is_refused(model: Path, changed: bytes) -> None:
    model.write_bytes(changed)
    with pytest.raises(ModelNotTrusted, match=r"not the one that was trained.*train --force"):
        check_model(model)


def test_a_digest_kept_apart_wins(model: Path) -> None:
    kept = sha256_of(model)
    check_model(model, f" {kept.upper()}\n")
    # Whoever can change the file can change what stands beside it.
    model.write_bytes(b"another")
    record_digest(model)
    check_model(model)
    with pytest.raises(ModelNotTrusted, match="KNEADWISE_MODEL_SHA256 says"):
        check_model(model, kept)


@pytest.mark.parametrize("recorded", ["", "abc  model.tar.gz", "g" * 64])
def test_what_is_no_digest_is_refused(model: Path, recorded: str) -> None:
    digest_file(model).write_text(recorded)
    with pytest.raises(ModelNotTrusted, match="is no SHA-256"):
        check_model(model)


def test_a_missing_file_is_refused(model: Path) -> None:
    digest_file(model).unlink()
    with pytest.raises(ModelNotTrusted, match=r"sha256 can't be read.*train --force"):
        check_model(model)
    record_digest(model)
    model.unlink()
    with pytest.raises(ModelNotTrusted, match=r"tar.gz can't be read.*train --force"):
        check_model(model)


def test_rasa_is_not_started_with_another_model(model: Path, tmp_path: Path) -> None:
    model.write_bytes(b"another")
    environment = process_environment(KNEADWISE_MODEL=str(model), KNEADWISE_LOGS=str(tmp_path))
    servers = Servers(environment)
    with pytest.raises(ServersFailed, match="not the one that was trained"):
        servers.start()
    assert servers.process("rasa") is None
    assert servers.process("actions") is None

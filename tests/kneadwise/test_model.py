"""A model is stale when anything it is made from differs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from guards.model_digest import digest_file, record_digest
from kneadwise.environment import ROOT, process_environment
from kneadwise.model import MADE_FROM, Model


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what a model is made from, with an (empty) model made from it."""
    for name in (*MADE_FROM, "content"):
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    made = model(tmp_path)
    made.path.parent.mkdir()
    made.path.touch()
    record_digest(made.path)
    made.path.with_suffix("").with_suffix(".json").write_text(
        json.dumps({"made_from": made.sources_digest()})
    )
    return tmp_path


def model(root: Path) -> Model:
    return Model(process_environment(KNEADWISE_CONTENT=str(root / "content")), root)


def test_an_untouched_project_is_not_stale(project: Path) -> None:
    assert not model(project).is_stale()


@pytest.mark.parametrize(
    "name",
    [
        "content/practice.yml",
        "content/faq/visit.yml",
        "data/nlu/techniques.yml",
        "data/rules/service.yml",
        "domain.yml",
        "config.yml",
        "components/importer.py",
        "advice/content/models.py",
    ],
)
def test_any_change_makes_it_stale(project: Path, name: str) -> None:
    file = project / name
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(text + "\n# changed\n", encoding="utf-8")
    assert model(project).is_stale()


def test_a_removed_or_renamed_source_makes_it_stale(project: Path) -> None:
    (project / "data/nlu/smalltalk.yml").rename(project / "data/nlu/chat.yml")
    assert model(project).is_stale()


def test_bytecode_does_not(project: Path) -> None:
    cache = project / "components" / "__pycache__"
    cache.mkdir()
    (cache / "importer.cpython-310.pyc").touch()
    assert not model(project).is_stale()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}"])
def test_without_a_readable_record_it_is_stale(project: Path, text: str) -> None:
    model(project).path.with_suffix("").with_suffix(".json").write_text(text)
    assert model(project).is_stale()


def test_without_a_model_it_is_stale(project: Path) -> None:
    model(project).path.unlink()
    assert model(project).is_stale()


def test_without_a_digest_it_is_stale(project: Path) -> None:
    digest_file(model(project).path).unlink()
    assert model(project).is_stale()


def test_a_changed_file_is_not_stale(project: Path) -> None:
    # It is refused at the start: training over it would hide that somebody changed it.
    model(project).path.write_text("changed")
    assert not model(project).is_stale()

"""A model is stale when anything it is made from differs."""

from __future__ import annotations

import fcntl
import json
import shutil
import threading
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
    make(model(tmp_path))
    return tmp_path


def make(made: Model, text: str = "") -> None:
    """Has a file stand for a model that was just trained."""
    made.path.parent.mkdir(parents=True, exist_ok=True)
    made.path.write_text(text)
    record_digest(made.path)
    made.path.with_suffix("").with_suffix(".json").write_text(
        json.dumps({"made_from": made.sources_digest()})
    )


def model(root: Path, content: str = "content") -> Model:
    return Model(process_environment(KNEADWISE_CONTENT=str(root / content)), root)


@pytest.fixture
def harbor(project: Path) -> Path:
    """The same project with a second practice beside the first, and the standard model."""
    make(model(project).standard, "standard")
    shutil.copytree(project / "content", project / "harbor")
    (project / "harbor" / "practice.yml").write_text("name: Harbor Hands\n")
    return project


def test_an_untouched_project_is_not_stale(project: Path) -> None:
    assert not model(project).is_stale()


@pytest.mark.parametrize(
    "name",
    [
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


def test_who_the_practice_is_needs_no_training(project: Path) -> None:
    (project / "content/practice.yml").write_text("name: Harbor Hands\n")
    assert not model(project).is_stale()


def test_a_draft_of_an_editor_is_no_source(project: Path) -> None:
    (project / "content/.visit.yml.swp").touch()
    (project / "content/.git").mkdir()
    (project / "content/.git/HEAD").touch()
    assert not model(project).is_stale()


def test_a_practice_takes_the_standard_model_where_only_its_facts_differ(harbor: Path) -> None:
    own = model(harbor, "harbor")
    assert own.path != own.standard.path
    assert own.is_stale()
    assert not own.needs_training()
    own.make_current()
    assert own.is_sound()
    assert own.path.read_text() == "standard"
    assert own.sources_digest() == own.standard.sources_digest()
    # A copy: what one practice trains later is not the other's.
    own.path.write_text("own")
    assert own.standard.is_sound()


@pytest.mark.parametrize(
    "change", ["harbor/faq/visit.yml", "models/kneadwise.tar.gz", "domain.yml"]
)
def test_where_it_does_not_fit_it_is_not_taken(harbor: Path, change: str) -> None:
    with (harbor / change).open("a") as file:
        file.write("\n# changed\n")
    assert model(harbor, "harbor").needs_training()


def test_a_training_that_runs_already_is_waited_for(harbor: Path) -> None:
    own = model(harbor, "harbor")
    standard = own.standard
    standard.path.unlink()
    waited = threading.Event()
    with standard.path.with_name(f".{standard.path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waits = threading.Thread(target=own.make_current, args=[lambda seconds: waited.set()])
        waits.start()
        assert waited.wait(60)
        make(standard, "trained by another process")
    waits.join(60)
    assert own.is_sound()
    assert own.path.read_text() == "trained by another process"


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

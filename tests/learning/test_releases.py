"""Releases: one check at a time, edits by hand are seen, and there is a way back."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from guards.model_digest import record_digest, sha256_of
from kneadwise.environment import ROOT, process_environment
from kneadwise.model import MADE_FROM, Model
from learning import checking
from learning.changes import AddExample, ChangeRefused, Edit, needs_training
from learning.places import Places, digests
from learning.publishing import live_number
from learning.releases import KEPT, NotPossible, Progress, Release, Releases
from learning.staged import Staged

VAN = AddExample("faq_parking", "where do i leave my van")
YARD = Edit("practice.yml", ("facts", "parking"), "Please park in the yard.")


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    """Of a copy of the project whose model file is a few bytes: only its digests matter here."""
    for name in (*MADE_FROM, "content"):
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    environment = process_environment(
        KNEADWISE_CONTENT=str(tmp_path / "content"), KNEADWISE_LOGS="state"
    )
    found = Releases(Places.of(environment, tmp_path), environment)
    note_model(found, found.places.content, found.places.model, "first")
    return found


def note_model(releases: Releases, content: Path, path: Path, text: str) -> None:
    environment = {
        **releases.environment,
        "KNEADWISE_CONTENT": str(content),
        "KNEADWISE_MODEL": str(path),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    record_digest(path)
    made = Model(environment, releases.places.root).sources_digest()
    path.with_suffix("").with_suffix(".json").write_text(json.dumps({"made_from": made}))


def passed(releases: Releases, *changes: AddExample) -> Release:
    release = replace(releases.draft(changes), state="passed")
    number = release.number
    note_model(releases, releases.content(number), releases.model(number), f"model {number}")
    releases.write(release)
    return release


def added(releases: Releases) -> str:
    return (releases.places.content / "added.yml").read_text(encoding="utf-8")


def test_a_release_goes_live_and_back(releases: Releases) -> None:
    before, old_files = added(releases), digests(releases.places.content)
    Staged(releases.places).add(VAN)
    release = passed(releases, VAN)
    assert added(releases) == before
    releases.make_live(release.number)
    assert VAN.text in added(releases)
    assert releases.places.model.read_text() == f"model {release.number}"
    assert live_number(releases.places) == release.number
    assert Staged(releases.places).changes() == []
    assert not Model(releases.environment, releases.places.root).is_stale()
    (earlier,) = (r for r in releases.all() if r.number != release.number)
    releases.make_live(earlier.number)
    assert digests(releases.places.content) == old_files
    assert releases.places.model.read_text() == "first"
    assert not Model(releases.environment, releases.places.root).is_stale()
    # And forth again.
    releases.make_live(release.number)
    assert VAN.text in added(releases)


def test_facts_alone_pass_at_once_with_the_model_that_is_live(releases: Releases) -> None:
    Staged(releases.places).add(YARD)
    release = checking.start(releases, [YARD])
    assert release.state == "passed"
    assert releases.get(release.number) == release
    assert not releases.is_checking()
    assert "nothing was trained" in release.notes[0]
    releases.make_live(release.number)
    assert "in the yard" in (releases.places.content / "practice.yml").read_text()
    assert releases.places.model.read_text() == "first"
    assert not Model(releases.environment, releases.places.root).is_stale()
    assert Staged(releases.places).changes() == []


@pytest.mark.parametrize("why", ["example beside", "stale", "altered", "missing"])
def test_a_model_that_does_not_fit_is_not_taken(releases: Releases, why: str) -> None:
    number = releases.draft([YARD, VAN] if why == "example beside" else [YARD]).number
    if why == "stale":
        (releases.places.root / "config.yml").open("a").write("\n# updated\n")
    elif why == "altered":
        releases.places.model.write_text("something else")
    elif why == "missing":
        releases.places.model.unlink()
    assert not releases.take_live_model(number)
    assert not releases.model(number).exists()


@pytest.mark.parametrize(
    ("changes", "needed"),
    [([YARD], False), ([YARD, YARD], False), ([VAN], True), ([YARD, VAN], True)],
)
def test_which_changes_need_training(changes: list[AddExample | Edit], needed: bool) -> None:
    assert needs_training(changes) is needed


def test_an_edit_by_hand_meanwhile_is_refused_and_kept(releases: Releases) -> None:
    release = passed(releases, VAN)
    practice = releases.places.content / "practice.yml"
    practice.write_text(practice.read_text().replace("Juniper", "Elm"))
    with pytest.raises(NotPossible, match=r"practice\.yml was changed since this check began"):
        releases.make_live(release.number)
    assert "Elm" in practice.read_text()
    assert live_number(releases.places) is None


def test_going_back_keeps_what_was_edited_by_hand(releases: Releases) -> None:
    release = passed(releases, VAN)
    releases.make_live(release.number)
    practice = releases.places.content / "practice.yml"
    practice.write_text(practice.read_text().replace("Juniper", "Elm"))
    first = min(r.number for r in releases.all() if r.number != release.number)
    releases.make_live(first)
    assert "Elm" not in practice.read_text()
    kept = releases.all()[0]
    assert "Elm" in (releases.content(kept.number) / "practice.yml").read_text()


def test_what_has_not_passed_is_not_made_live(releases: Releases) -> None:
    release = passed(releases, VAN)
    releases.write(replace(release, state="failed", problems=("right: worse",)))
    with pytest.raises(NotPossible, match="has not passed"):
        releases.make_live(release.number)
    with pytest.raises(NotPossible, match="no release 99"):
        releases.make_live(99)


def test_a_model_of_an_older_project_is_refused(releases: Releases) -> None:
    release = passed(releases, VAN)
    (releases.places.root / "config.yml").open("a").write("\n# updated\n")
    with pytest.raises(NotPossible, match="was updated since"):
        releases.make_live(release.number)


def test_an_altered_model_is_refused(releases: Releases) -> None:
    release = passed(releases, VAN)
    releases.model(release.number).write_text("something else")
    with pytest.raises(NotPossible, match="is not the one that was trained"):
        releases.make_live(release.number)


def test_a_pinned_model_is_not_replaced(releases: Releases) -> None:
    release = passed(releases, VAN)
    pinned = Releases(releases.places, {**releases.environment, "KNEADWISE_MODEL_SHA256": "a" * 64})
    with pytest.raises(NotPossible, match="KNEADWISE_MODEL_SHA256"):
        pinned.make_live(release.number)


def test_facts_go_live_beside_the_model_that_is_pinned(releases: Releases) -> None:
    pin = sha256_of(releases.places.model)
    pinned = Releases(releases.places, {**releases.environment, "KNEADWISE_MODEL_SHA256": pin})
    pinned.make_live(checking.start(pinned, [YARD]).number)
    assert "in the yard" in (releases.places.content / "practice.yml").read_text()


def test_one_check_at_a_time_and_a_dead_one_is_seen(releases: Releases) -> None:
    number = releases.draft([VAN]).number
    with releases.lock():
        assert releases.is_checking()
        assert releases.get(number).state == "checking"
        with pytest.raises(NotPossible, match="A check is running"):
            releases.lock()
    assert not releases.is_checking()
    stopped = releases.get(number)
    assert stopped.state == "stopped"
    assert "Start it again" in stopped.problems[0]


def test_a_draft_needs_changes_that_fit(releases: Releases) -> None:
    with pytest.raises(NotPossible, match="no change is waiting"):
        releases.draft([])
    with pytest.raises(ChangeRefused):
        releases.draft([AddExample("faq_nothing", "x")])
    assert releases.all() == []


def test_progress_is_read_as_it_was_told(releases: Releases) -> None:
    number = releases.draft([VAN]).number
    assert releases.progress(number) == Progress()
    releases.report(number, Progress("Training", 20, 8))
    assert releases.progress(number) == Progress("Training", 20, 8)


def test_old_releases_are_removed(releases: Releases) -> None:
    for number in range(KEPT + 3):
        releases.make_live(passed(releases, AddExample("faq_parking", f"van {number}")).number)
    kept = releases.all()
    assert len(kept) == KEPT + 1
    assert kept[0].number == live_number(releases.places)

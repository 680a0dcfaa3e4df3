"""Making a release live: killed at any step, all of it is live or none of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneadwise.environment import ROOT
from learning.places import Places, digests, model_files
from learning.publishing import JOURNAL, live_number, publish, recover

# Ends the process without cleaning up, as SIGKILL does, before the n-th change to the disk.
KILLED = """
import os, sys
from pathlib import Path
root, step = Path(sys.argv[1]), int(sys.argv[2])
done = 0
def hook(event, args):
    global done
    writes = event == "open" and isinstance(args[1], str) and args[1][0] in "wxa"
    if (writes or event in ("os.rename", "os.remove")) and str(args[0]).startswith(str(root)):
        done += 1
        if done > step:
            os._exit(9)
from learning.places import Places
from learning.publishing import publish
places = Places(root / "content", root / "models" / "m.tar.gz", root / "state", root)
sys.addaudithook(hook)
publish(places, root / "new" / "content", root / "new" / "models" / "m.tar.gz", 7)
"""


def places_in(root: Path) -> Places:
    return Places(root / "content", root / "models" / "m.tar.gz", root / "state", root)


def assistant(root: Path) -> Places:
    """Live files that say "old", and a release whose files say "new"."""
    for base, word in ((root, "old"), (root / "new", "new")):
        (base / "content" / "faq").mkdir(parents=True)
        (base / "models").mkdir()
        (base / "content" / "practice.yml").write_text(f"{word} practice")
        (base / "content" / "faq" / "visit.yml").write_text(f"{word} visit")
        (base / "content" / "same.yml").write_text("same")
        for file in model_files(base / "models" / "m.tar.gz"):
            file.write_text(f"{word} model")
    (root / "content" / "old_only.yml").write_text("old only")
    (root / "new" / "content" / "added.yml").write_text("new only")
    return places_in(root)


def state_of(places: Places) -> tuple[dict[str, str], list[str]]:
    return digests(places.content), [file.read_text() for file in places.model_files()]


def killed_at(step: int, root: Path) -> Places:
    places = assistant(root)
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(root), str(step)], cwd=ROOT, check=False
    )
    assert run.returncode in (0, 9)
    return places


def steps() -> Iterator[int]:
    yield from range(40)


def test_a_kill_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    whole = assistant(tmp_path / "whole")
    old = state_of(whole)
    publish(whole, tmp_path / "whole/new/content", tmp_path / "whole/new/models/m.tar.gz", 7)
    new = state_of(whole)
    assert new[0] == digests(tmp_path / "whole/new/content")
    assert old != new
    seen = []
    for step in steps():
        places = killed_at(step, tmp_path / str(step))
        is_finished = live_number(places) == 7 and not (places.state / JOURNAL).exists()
        recover(places)
        found = state_of(places)
        assert found in (old, new), step
        assert (live_number(places) == 7) == (found == new)
        left = [
            p
            for folder in ("content", "models")
            for p in (tmp_path / str(step) / folder).rglob(".*")
        ]
        assert left == []
        seen.append(found == new)
        if is_finished:
            break
    # Killed early nothing has happened, killed late all of it has; never back and forth.
    assert seen == sorted(seen)
    assert seen.count(False) > 3
    assert seen.count(True) > 3


def test_nothing_changes_where_something_cannot_be_written(tmp_path: Path) -> None:
    places = assistant(tmp_path)
    old = state_of(places)
    (tmp_path / "new" / "models" / "m.json").unlink()
    with pytest.raises(FileNotFoundError):
        publish(places, tmp_path / "new/content", tmp_path / "new/models/m.tar.gz", 7)
    assert state_of(places) == old
    assert live_number(places) is None
    assert not list(tmp_path.rglob("*.release"))


def test_recovering_twice_is_recovering_once(tmp_path: Path) -> None:
    places = assistant(tmp_path)
    publish(places, tmp_path / "new/content", tmp_path / "new/models/m.tar.gz", 7)
    live = json.loads(places.live.read_text())
    recover(places)
    recover(places)
    assert json.loads(places.live.read_text()) == live

"""Puts a release's content and model in the place of the live ones: all of it or nothing.

Everything new is written beside what it will replace. Then one file, the journal, is put in
place: from that moment the release is live, and the renames it lists are made, by whoever comes
first: `publish` itself, or `recover`, which runs before content or model are read by a server
that starts. Killed before the journal, nothing has changed; after it, all is finished later.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from learning.places import Places, digests, model_files
from learning.whole_files import sync_folder, write_whole

JOURNAL = "publishing.json"
LOCK = "publishing.lock"
DRAFT = ".release"


def publish(places: Places, content: Path, model: Path, number: int) -> None:
    """Makes a release the live one.

    Args:
        places: of the live content and model.
        content: the release's content folder.
        model: its model's file, with the two files beside it.
        number: the release's.

    Raises:
        OSError: if something can't be written; then nothing is changed.
    """
    with alone(places):
        _recover(places)
        new, old = digests(content), digests(places.content)
        moves = {
            content / name: places.content / name
            for name in new
            if new[name] != old.get(name) or not (places.content / name).is_file()
        }
        moves.update(zip(model_files(model), places.model_files(), strict=True))
        try:
            for source, target in moves.items():
                _copy(source, _draft(target))
        except OSError:
            _remove_drafts(places)
            raise
        gone = [str(places.content / name) for name in old if name not in new]
        plan = {"number": number, "targets": [str(t) for t in moves.values()], "gone": gone}
        write_whole(places.state / JOURNAL, json.dumps(plan))
        _finish(places, plan)


def recover(places: Places) -> None:
    """Finishes what a killed `publish` has begun; to be called before the live files are read.

    Raises:
        OSError: if something can't be written.
    """
    if not places.state.is_dir():
        return
    with alone(places):
        _recover(places)


def _recover(places: Places) -> None:
    journal = places.state / JOURNAL
    if journal.is_file():
        _finish(places, json.loads(journal.read_text(encoding="utf-8")))
    else:
        _remove_drafts(places)


def _finish(places: Places, plan: Mapping[str, object]) -> None:
    """May be done twice: a draft that is gone was renamed before."""
    targets = [Path(str(name)) for name in _list(plan["targets"])]
    for target in targets:
        if _draft(target).is_file():
            _draft(target).replace(target)
    for name in _list(plan["gone"]):
        Path(str(name)).unlink(missing_ok=True)
    for folder in {target.parent for target in targets}:
        sync_folder(folder)
    live = {"number": plan["number"], "at": time.time()}
    write_whole(places.live, json.dumps(live))
    (places.state / JOURNAL).unlink()
    sync_folder(places.state)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def live_release(places: Places) -> str:
    """What tells one making live from the next; empty before the first."""
    try:
        return places.live.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def live_number(places: Places) -> int | None:
    """The live release's number; None before the first one."""
    try:
        return int(json.loads(places.live.read_text(encoding="utf-8"))["number"])
    except FileNotFoundError:
        return None


@contextmanager
def alone(places: Places) -> Iterator[None]:
    """While nobody else publishes or recovers."""
    places.state.mkdir(parents=True, exist_ok=True)
    with (places.state / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _draft(target: Path) -> Path:
    return target.with_name(f".{target.name}{DRAFT}")


def _copy(source: Path, draft: Path) -> None:
    draft.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, draft)
    handle = os.open(draft, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_drafts(places: Places) -> None:
    for draft in (*places.content.rglob(f".*{DRAFT}"), *places.model.parent.glob(f".*{DRAFT}")):
        draft.unlink(missing_ok=True)

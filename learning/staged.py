"""The changes that the practice has made and that are not live yet, in a file."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from learning.changes import Change, as_json, changed_content, from_json
from learning.places import Places
from learning.whole_files import write_whole

FILE = "staged.json"


class Staged:
    """Staged changes, oldest first; several processes may change them."""

    def __init__(self, places: Places) -> None:
        """Opens those of an assistant."""
        self._places = places
        self._file = places.state / FILE

    def changes(self) -> list[Change]:
        """All of them."""
        try:
            return [from_json(item) for item in json.loads(self._file.read_text(encoding="utf-8"))]
        except FileNotFoundError:
            return []

    def add(self, *new: Change) -> None:
        """Adds some that fit the content and those before them, together.

        Raises:
            ChangeRefused: with what is wrong; nothing is added.
        """
        with self._alone():
            changes = [*self.changes(), *new]
            changed_content(self._places.content, changes)
            self._write(changes)

    def remove(self, number: int) -> None:
        """Takes one back, by its place in `changes`; nothing where it isn't there."""
        with self._alone():
            self._write([c for at, c in enumerate(self.changes()) if at != number])

    def drop(self, published: Sequence[Change]) -> None:
        """Drops those that are live now."""
        with self._alone():
            self._write([change for change in self.changes() if change not in published])

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._places.state.mkdir(parents=True, exist_ok=True)
        with (self._places.state / f"{FILE}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _write(self, changes: Sequence[Change]) -> None:
        write_whole(self._file, json.dumps([as_json(change) for change in changes], indent=1))

"""The releases: checked copies of content and model, of which one is live."""

from __future__ import annotations

import fcntl
import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Literal

from guards.model_digest import ModelNotTrusted, check_model, sha256_of
from kneadwise.environment import process_environment
from kneadwise.model import Model
from learning.changes import Change, apply, as_json, changed_content, from_json
from learning.places import Places, digests, model_files
from learning.publishing import live_number, publish
from learning.staged import Staged
from learning.whole_files import write_whole

State = Literal["checking", "passed", "failed", "stopped"]
# So many can be gone back to, besides the live one.
KEPT = 5
CHECKING_LOCK = "checking.lock"


class NotPossible(Exception):
    """What was asked for can't be done now; the message says why and what to do."""


@dataclass(frozen=True)
class Release:
    """What is kept of one.

    Attributes:
        number: 1 is the first; its folder's name.
        state: of its check.
        changes: that it has over the one before; none for what was there before the first.
        base: digests of the content that it was made from.
        problems: why it failed, in words.
        notes: what else the check has found.
        made_at: seconds since 1970.
        published_at: when it was made live last, or None.
    """

    number: int
    state: State
    changes: tuple[Change, ...]
    base: dict[str, str]
    made_at: float
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    published_at: float | None = None


@dataclass(frozen=True)
class Progress:
    """How far a check is.

    Attributes:
        step: what it does now, in words.
        percent: 0 to 100 of the whole check.
        minutes_left: about.
    """

    step: str = "Starting"
    percent: int = 0
    minutes_left: int = 0


@dataclass(frozen=True)
class Releases:
    """The releases of an assistant."""

    places: Places
    environment: dict[str, str] = field(default_factory=process_environment)

    def all(self) -> list[Release]:
        """Every release that is kept, the newest first."""
        numbers = sorted(
            (int(p.name) for p in self.places.releases.glob("*") if p.name.isdecimal()),
            reverse=True,
        )
        return [self.get(n) for n in numbers if self._file(n).is_file()]

    def get(self, number: int) -> Release:
        """One of them.

        Raises:
            NotPossible: where there is none of that number.
        """
        try:
            data: dict[str, Any] = json.loads(self._file(number).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise NotPossible(f"There is no release {number}.") from None
        changes = tuple(map(from_json, data.pop("changes")))
        problems, notes = (tuple(data.pop(name)) for name in ("problems", "notes"))
        release = Release(changes=changes, problems=problems, notes=notes, **data)
        if release.state == "checking" and not self.is_checking():
            why = "The check was ended before it was done. Start it again."
            return replace(release, state="stopped", problems=(why,))
        return release

    def write(self, release: Release) -> None:
        """Keeps what is known of a release."""
        data = {**asdict(release), "changes": [as_json(change) for change in release.changes]}
        self.folder(release.number).mkdir(parents=True, exist_ok=True)
        write_whole(self._file(release.number), json.dumps(data, indent=1))

    def folder(self, number: int) -> Path:
        """A release's folder."""
        return self.places.releases / str(number)

    def content(self, number: int) -> Path:
        """A release's content. Its name is the live folder's: the model's notes have it."""
        return self.folder(number) / self.places.content.name

    def model(self, number: int) -> Path:
        """A release's model."""
        return self.folder(number) / "models" / self.places.model.name

    def _file(self, number: int) -> Path:
        return self.folder(number) / "release.json"

    def progress(self, number: int) -> Progress:
        """How far the check of a release is."""
        try:
            text = (self.folder(number) / "progress.json").read_text(encoding="utf-8")
        except FileNotFoundError:
            return Progress()
        return Progress(**json.loads(text))

    def report(self, number: int, progress: Progress) -> None:
        """Keeps how far it is, for the page that asks."""
        write_whole(self.folder(number) / "progress.json", json.dumps(asdict(progress)))

    def is_checking(self) -> bool:
        """Whether a check runs now, in whatever process."""
        try:
            self.lock().close()
        except NotPossible:
            return True
        return False

    def lock(self) -> IO[str]:
        """The lock of the one check that runs, held until this file is closed in every process.

        Raises:
            NotPossible: if one runs already.
        """
        self.places.releases.mkdir(parents=True, exist_ok=True)
        lock = (self.places.releases / CHECKING_LOCK).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise NotPossible("A check is running. Wait until it is done.") from None
        return lock

    def draft(self, changes: Sequence[Change]) -> Release:
        """A new release, not checked: a copy of the live content with changes in it.

        Raises:
            NotPossible: where there are no changes.
            ChangeRefused: where the content's checks refuse them.
        """
        if not changes:
            raise NotPossible("There is nothing to check: no change is waiting.")
        base = digests(self.places.content)
        changed_content(self.places.content, changes)
        number = self._next()
        shutil.copytree(self.places.content, self.content(number))
        apply(self.content(number), changes)
        release = Release(number, "checking", tuple(changes), base, time.time())
        self.write(release)
        return release

    def _next(self) -> int:
        folders = [int(p.name) for p in self.places.releases.glob("*") if p.name.isdecimal()]
        return max(folders, default=0) + 1

    def take_live_model(self, number: int) -> bool:
        """Gives a release the live model where that is made of the same; whether it did.

        Raises:
            OSError: if it can't be copied.
        """
        return self._trained(number).take(Model(self.environment, self.places.root))

    def _trained(self, number: int) -> Model:
        environment = {
            **self.environment,
            "KNEADWISE_CONTENT": str(self.content(number)),
            "KNEADWISE_MODEL": str(self.model(number)),
        }
        return Model(environment, self.places.root)

    def make_live(self, number: int) -> None:
        """Puts a release in the place of the live content and model; what was live is kept.

        Raises:
            NotPossible: if it has not passed, if the content was edited meanwhile, or if its
                model does not fit the project as it is now.
            OSError: if something can't be written; then nothing is changed.
        """
        release = self.get(number)
        if release.state != "passed":
            raise NotPossible(f"Release {number} has not passed its check.")
        self._check_untouched(release)
        self._check_model(number)
        pinned = self.environment.get("KNEADWISE_MODEL_SHA256", "").strip().lower()
        if pinned and pinned != sha256_of(self.model(number)):
            raise NotPossible(
                "KNEADWISE_MODEL_SHA256 names the only model that may be loaded. Empty it, or "
                "set it to the new model's digest after this."
            )
        self._keep_live()
        publish(self.places, self.content(number), self.model(number), number)
        self.write(replace(release, published_at=time.time()))
        Staged(self.places).drop(release.changes)
        self._prune()

    def _check_untouched(self, release: Release) -> None:
        now = digests(self.places.content)
        if release.published_at is not None or release.number == live_number(self.places):
            # Gone back to: whatever is live is kept as a release before.
            return
        names = {*now, *release.base}
        edited = sorted(n for n in names if now.get(n) != release.base.get(n))
        if edited:
            raise NotPossible(
                f"{', '.join(edited)} was changed since this check began, by hand or by another "
                "release. Nothing is lost: check your changes again, on top of it."
            )

    def _check_model(self, number: int) -> None:
        try:
            check_model(self.model(number))
        except ModelNotTrusted as error:
            raise NotPossible(str(error)) from error
        if self._trained(number).is_stale():
            raise NotPossible(
                f"The project itself was updated since release {number} was checked. Its model "
                "would not fit: make the change once more and check it."
            )

    def _keep_live(self) -> None:
        """Keeps the live content and model as a release, unless it is one to the letter."""
        now, live = digests(self.places.content), live_number(self.places)
        if live is not None and self._file(live).is_file() and digests(self.content(live)) == now:
            return
        number = self._next()
        shutil.copytree(
            self.places.content, self.content(number), ignore=shutil.ignore_patterns(".*")
        )
        model = self.model(number)
        model.parent.mkdir(parents=True)
        for source, target in zip(self.places.model_files(), model_files(model), strict=True):
            if source.is_file():
                shutil.copyfile(source, target)
        made = Release(number, "passed", (), now, time.time(), published_at=time.time())
        self.write(replace(made, notes=("As it was before, edited by hand.",)))

    def _prune(self) -> None:
        live = live_number(self.places)
        others = [release for release in self.all() if release.number != live]
        published = [r for r in others if r.published_at is not None]
        published.sort(key=lambda release: -(release.published_at or 0.0))
        unpublished = [r for r in others if r.published_at is None and r.state != "checking"]
        for release in (*published[KEPT:], *unpublished[KEPT:]):
            shutil.rmtree(self.folder(release.number))

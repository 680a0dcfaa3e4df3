"""The trained model: whether it is older than what it is made from, and training it."""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from advice.content import content_directory
from guards.model_digest import ModelNotTrusted, check_model, digest_file, record_digest
from kneadwise.environment import ROOT, STATE_DIRECTORY, standard_environment

# Of the content, what no training reads: who the practice is (tests/components/test_facts.py).
FACTS = frozenset({"practice.yml"})
# What a model is made from besides the content, relative to the project.
MADE_FROM = (
    "data",
    "components",
    "advice/content",
    "domain.yml",
    "config.yml",
    "requirements/runtime.txt",
)
REPORT_SECONDS = 10.0
LOOK_SECONDS = 0.5


class TrainingFailed(Exception):
    """Training ended with an error; the message says which and where the log is."""


class Model:
    """A trained model's file, and what it was made from."""

    def __init__(self, environment: Mapping[str, str], root: Path = ROOT) -> None:
        """Names a model, trained or not.

        Args:
            environment: as `process_environment` gives it.
            root: the project.
        """
        self._environment = dict(environment)
        self._root = root
        self._content = content_directory(environment)
        self.path = root / environment["KNEADWISE_MODEL"]
        self._made_from = self.path.with_suffix("").with_suffix(".json")
        self._log = root / environment.get("KNEADWISE_LOGS", STATE_DIRECTORY) / "training.log"

    def sources_digest(self) -> str:
        """SHA-256 over the names and bytes of everything the model is made from."""
        digest = hashlib.sha256()
        for name, path in self._sources():
            digest.update(name.encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def _sources(self) -> Iterator[tuple[str, Path]]:
        for name, file in _files(self._content):
            if name not in FACTS:
                yield f"content/{name}", file
        for source in MADE_FROM:
            for name, file in _files(self._root / source):
                yield f"{source}/{name}", file

    def is_stale(self) -> bool:
        """Whether it is missing, or made from something else than what is there now.

        A file that was changed since is not stale but refused: `guards.model_digest`.
        """
        try:
            made_from = json.loads(self._made_from.read_text(encoding="utf-8"))["made_from"]
        except (OSError, ValueError, KeyError, TypeError):
            return True
        files = (self.path, digest_file(self.path))
        return not all(f.is_file() for f in files) or made_from != self.sources_digest()

    @property
    def standard(self) -> Model:
        """The model of the project's own content."""
        return Model(standard_environment(self._environment, self._root), self._root)

    def make_current(self, report: Callable[[float], None] = lambda seconds: None) -> None:
        """Has a model that fits: takes the standard one where that is made of the same.

        Args:
            report: called with the seconds gone of a training, every now and then.

        Raises:
            TrainingFailed: the earlier model, if any, is left as it was.
            OSError: if the standard model can't be copied.
        """
        if not self.is_stale():
            return
        # Trained once, the standard one is every practice's that changes nothing but its facts.
        standard = self.standard
        fits = standard if standard.sources_digest() == self.sources_digest() else self
        with fits._alone(report):
            if not fits.is_sound():
                fits.train(report)
        if fits.path != self.path:
            self._take(fits)

    def take(self, other: Model) -> bool:
        """Takes another model where it is sound and made of the same; whether it did.

        Raises:
            OSError: if it can't be copied.
        """
        if other.sources_digest() != self.sources_digest() or not other.is_sound():
            return False
        self._take(other)
        # Another one may have been put in its place meanwhile.
        return self.is_sound()

    def needs_training(self) -> bool:
        """Whether `make_current` has to train anything, which takes minutes."""
        if not self.is_stale():
            return False
        standard = self.standard
        return standard.sources_digest() != self.sources_digest() or not standard.is_sound()

    def is_sound(self) -> bool:
        """Whether it is up to date, and the file is the one that was trained."""
        try:
            check_model(self.path)
        except ModelNotTrusted:
            return False
        return not self.is_stale()

    @contextmanager
    def _alone(self, report: Callable[[float], None]) -> Iterator[None]:
        """While no other process trains it by `make_current`; waits for one that does."""
        started = time.monotonic()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(f".{self.path.name}.lock").open("w") as lock:
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    report(time.monotonic() - started)
                    time.sleep(LOOK_SECONDS)
            yield

    def _take(self, other: Model) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # The note of what it was made from comes last: without it the model is stale.
        for source, target in (
            (other.path, self.path),
            (digest_file(other.path), digest_file(self.path)),
            (other._made_from, self._made_from),
        ):
            draft = target.with_name(f".{target.name}.copy")
            shutil.copyfile(source, draft)
            draft.replace(target)

    def train(self, report: Callable[[float], None] = lambda seconds: None) -> float:
        """Trains the model with Rasa, in a process of its own.

        Args:
            report: called with the seconds gone, every now and then.

        Returns:
            Seconds it took.

        Raises:
            TrainingFailed: the earlier model, if any, is left as it was.
        """
        digest = self.sources_digest()
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        name = self.path.name.removesuffix(".tar.gz")
        command = [sys.executable, "-m", "rasa", "train"]
        command += ["--out", str(self.path.parent), "--fixed-model-name", name]
        started = time.monotonic()
        with self._log.open("w", encoding="utf-8") as log:
            process = subprocess.Popen(
                command,
                cwd=self._root,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            try:
                _wait(process, started, report)
            except BaseException:
                process.kill()
                process.wait()
                raise
        if process.returncode != 0:
            tail = "\n".join(self._log.read_text(encoding="utf-8").splitlines()[-15:])
            raise TrainingFailed(f"Training failed. The end of {self._log}:\n{tail}")
        record_digest(self.path)
        self._made_from.write_text(json.dumps({"made_from": digest}) + "\n", encoding="utf-8")
        return time.monotonic() - started


def _files(source: Path) -> Iterator[tuple[str, Path]]:
    """A folder's files by their path in it, or the one file; without hidden ones and bytecode."""
    for file in [source] if source.is_file() else sorted(source.rglob("*")):
        parts = file.relative_to(source).parts
        hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
        if file.is_file() and not hidden:
            yield str(file.relative_to(source)), file


def _wait(
    process: subprocess.Popen[bytes], started: float, report: Callable[[float], None]
) -> None:
    while True:
        try:
            process.wait(REPORT_SECONDS)
            return
        except subprocess.TimeoutExpired:
            report(time.monotonic() - started)

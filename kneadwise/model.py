"""The trained model: whether it is older than what it is made from, and training it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from advice.content import content_directory
from guards.model_digest import digest_file, record_digest
from kneadwise.environment import ROOT, STATE_DIRECTORY

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
        for folder in (self._content, *(self._root / name for name in MADE_FROM)):
            files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
            for file in files:
                if file.is_file() and "__pycache__" not in file.parts:
                    yield f"{folder.name}/{file.relative_to(folder)}", file

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


def _wait(
    process: subprocess.Popen[bytes], started: float, report: Callable[[float], None]
) -> None:
    while True:
        try:
            process.wait(REPORT_SECONDS)
            return
        except subprocess.TimeoutExpired:
            report(time.monotonic() - started)

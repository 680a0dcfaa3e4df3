"""The trained model: whether it is older than what it is made from, and training it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kneadwise.environment import ROOT, STATE_DIRECTORY

MODEL_NAME = "kneadwise"
# What a model is made from, relative to the project.
MADE_FROM = (
    "content",
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


def model_path(root: Path = ROOT) -> Path:
    """Where the trained model is kept."""
    return root / "models" / f"{MODEL_NAME}.tar.gz"


def _digest_path(root: Path) -> Path:
    return root / "models" / f"{MODEL_NAME}.json"


def sources_digest(root: Path = ROOT) -> str:
    """SHA-256 over the names and bytes of everything a model is made from."""
    digest = hashlib.sha256()
    for path in _sources(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    for name in MADE_FROM:
        path = root / name
        if path.is_file():
            yield path
        else:
            yield from sorted(
                file
                for file in path.rglob("*")
                if file.is_file() and "__pycache__" not in file.parts
            )


def is_stale(root: Path = ROOT) -> bool:
    """Whether there is no model, or one made from something else than what is there now."""
    try:
        made_from = json.loads(_digest_path(root).read_text(encoding="utf-8"))["made_from"]
    except (OSError, ValueError, KeyError, TypeError):
        return True
    return not model_path(root).is_file() or made_from != sources_digest(root)


def train(
    environment: Mapping[str, str],
    report: Callable[[float], None] = lambda seconds: None,
    root: Path = ROOT,
) -> float:
    """Trains the model with Rasa, in a process of its own.

    Args:
        environment: the process's environment.
        report: called with the seconds gone, every now and then.
        root: the project.

    Returns:
        Seconds it took.

    Raises:
        TrainingFailed: the earlier model, if any, is left as it was.
    """
    state = root / STATE_DIRECTORY
    state.mkdir(exist_ok=True)
    log = state / "training.log"
    digest = sources_digest(root)
    command = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", MODEL_NAME]
    started = time.monotonic()
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            command, cwd=root, env=dict(environment), stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _wait(process, started, report)
        except BaseException:
            process.kill()
            process.wait()
            raise
    if process.returncode != 0:
        tail = "\n".join(log.read_text(encoding="utf-8").splitlines()[-15:])
        raise TrainingFailed(f"Training failed. The end of {log.relative_to(root)}:\n{tail}")
    _digest_path(root).write_text(json.dumps({"made_from": digest}) + "\n", encoding="utf-8")
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

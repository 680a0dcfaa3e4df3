"""The anchors: two Rasa assistants that answer every message by a custom action.

`default` is what `rasa init` makes, with Rasa's own pipeline and policies; `floor` has a
keyword classifier and one rule. Made and trained once, in a folder that outlives a run.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from kneadwise.environment import process_environment

HERE = Path(__file__).parent
NAMES = ("default", "floor")
MODEL = "models/model.tar.gz"
MADE_FROM = "made_from"
LOG_LINES = 15


class AnchorFailed(Exception):
    """An anchor could not be made; the message says why."""


def prepare(name: str, cache: Path) -> Path:
    """Makes and trains an anchor, unless the cache has it already.

    Args:
        name: one of `NAMES`.
        cache: the folder that keeps anchors.

    Returns:
        The anchor's project, with its model in `MODEL`.

    Raises:
        AnchorFailed: Rasa could not train it.
    """
    project, digest = cache / name, digest_of(name)
    made_from = project / MADE_FROM
    if made_from.is_file() and made_from.read_text() == digest and (project / MODEL).is_file():
        return project
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir(parents=True)
    _write(name, project)
    _train(project)
    made_from.write_text(digest)
    return project


def digest_of(name: str) -> str:
    """SHA-256 of what an anchor is made from: its files here, and Rasa's version."""
    digest = hashlib.sha256(version("rasa").encode())
    common = [path for path in HERE.iterdir() if path.is_file()]
    own = [path for path in (HERE / name).rglob("*") if path.is_file()]
    for path in sorted((*common, *own)):
        digest.update(f"{path.relative_to(HERE)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _write(name: str, project: Path) -> None:
    if name == "default":
        # Imported here: it takes a second, and a prepared cache does without.
        from rasa.cli.scaffold import create_initial_project

        create_initial_project(str(project))
        with (project / "domain.yml").open("a", encoding="utf-8") as domain:
            domain.write("\nactions:\n  - action_answer\n")
    shutil.copytree(HERE / name, project, dirs_exist_ok=True)
    for file in ("endpoints.yml", "credentials.yml"):
        shutil.copy(HERE / file, project / file)
    shutil.rmtree(project / "actions", ignore_errors=True)
    shutil.copy(HERE / "answering_action.py", project / "actions.py")


def _train(project: Path) -> None:
    log = project / "training.log"
    command = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", "model"]
    with log.open("wb") as output:
        status = subprocess.call(
            command,
            cwd=project,
            env=process_environment(RASA_CACHE_DIRECTORY=str(project / ".rasa")),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if status or not (project / MODEL).is_file():
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES:]
        raise AnchorFailed(f"Training {project.name} failed:\n" + "\n".join(lines))

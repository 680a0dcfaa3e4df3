"""Writes a new practice's content folder: all of it or nothing, and never over another one."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from advice.content import DEFAULT_CONTENT_DIRECTORY, ContentError, load_content
from advice.content.added_models import ADDED_FILE
from kneadwise.new_practice.writing import practice_yaml

PRACTICE_FILE = "practice.yml"
NOTHING_ADDED = "topics: []\n\nexamples: {}\n"


class NotWritten(Exception):
    """The folder can't be written; the message says why and what to do."""


def check_place(directory: Path) -> None:
    """Raises `NotWritten` where a folder can't be made, before anything is asked."""
    if directory.exists() or directory.is_symlink():
        raise NotWritten(
            f"{directory} is there already and is left as it is. Name another folder, or change "
            f"the facts in its {PRACTICE_FILE}."
        )
    above = directory.absolute().resolve()
    if DEFAULT_CONTENT_DIRECTORY in above.parents:
        raise NotWritten(f"{directory} is inside of {DEFAULT_CONTENT_DIRECTORY}. Name another one.")


def write_folder(directory: Path, told: Mapping[str, Any]) -> None:
    """Makes the folder: the project's content with this practice's facts.

    Args:
        directory: not there yet.
        told: values by the question's id, as `questions.read_answers` gives them.

    Raises:
        NotWritten: if it can't be, or the content's own checks refuse it; nothing is left then.
    """
    check_place(directory)
    draft = directory.with_name(f".{directory.name}.new")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        directory.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(DEFAULT_CONTENT_DIRECTORY, draft, ignore=shutil.ignore_patterns(".*"))
        (draft / PRACTICE_FILE).write_text(practice_yaml(told), encoding="utf-8")
        _forget_additions(draft / ADDED_FILE)
        load_content(draft)
        draft.rename(directory)
    except (OSError, ContentError) as error:
        raise NotWritten(f"{directory} could not be written. {error}") from error
    finally:
        # Renamed, it is gone.
        shutil.rmtree(draft, ignore_errors=True)


def _forget_additions(file: Path) -> None:
    """Another practice's own questions are not this one's; what the file's head says stays."""
    head = [line for line in file.read_text(encoding="utf-8").splitlines() if line[:1] == "#"]
    file.write_text("\n".join([*head, "", NOTHING_ADDED]), encoding="utf-8")

"""Where the content, the model and the releases of this assistant are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advice.content.loader import content_directory
from kneadwise.environment import ROOT, STATE_DIRECTORY, process_environment


@dataclass(frozen=True)
class Places:
    """Folders and files.

    Attributes:
        content: the content folder; its YAML files are the truth.
        model: the trained model's file.
        state: where staged changes and releases are kept.
        root: the project.
    """

    content: Path
    model: Path
    state: Path
    root: Path

    @classmethod
    def of(cls, environment: Mapping[str, str], root: Path = ROOT) -> Places:
        """The places that an environment names, as `process_environment` gives it."""
        return cls(
            content=content_directory(environment).absolute(),
            model=root / environment["KNEADWISE_MODEL"],
            state=root / environment.get("KNEADWISE_LOGS", STATE_DIRECTORY),
            root=root,
        )

    @classmethod
    def here(cls) -> Places:
        """The places of this process."""
        return cls.of(process_environment())

    @property
    def releases(self) -> Path:
        """Where the releases are, a folder each, named by their number."""
        return self.state / "releases"

    @property
    def live(self) -> Path:
        """The file that names the live release; the servers' supervisor watches it."""
        return self.state / "release"

    def model_files(self) -> tuple[Path, ...]:
        """The model, its digest, and the note of what it was made from."""
        return model_files(self.model)


def model_files(model: Path) -> tuple[Path, ...]:
    """A model's file and the two beside it (`guards.model_digest`, `kneadwise.model`)."""
    made_from = model.with_suffix("").with_suffix(".json")
    return model, model.with_name(f"{model.name}.sha256"), made_from


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a content folder, by its path in it.

    Hidden files are passed over: editors and `learning.publishing` keep drafts in them.
    """
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(".") and "__pycache__" not in file.parts
    }

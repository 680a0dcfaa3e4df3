"""A model's file is code: its metadata names the classes that Rasa imports and runs.

So its SHA-256 is written beside it when it is trained, and compared before it is loaded.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

BLOCK_BYTES = 1 << 20
DIGEST = re.compile(r"[0-9a-f]{64}")
CURE = "Train it again: .venv/bin/python -m kneadwise train --force"


class ModelNotTrusted(Exception):
    """The model's file is not the one that was trained; the message names the cure."""


def digest_file(model: Path) -> Path:
    """Where training writes a model's digest, as `sha256sum` reads it."""
    return model.with_name(f"{model.name}.sha256")


def sha256_of(path: Path) -> str:
    """A file's SHA-256 in hexadecimal.

    Raises:
        OSError: if it can't be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def record_digest(model: Path) -> None:
    """Writes the digest beside a model that was just trained.

    Raises:
        OSError: if one can't be read or the other not written.
    """
    digest_file(model).write_text(f"{sha256_of(model)}  {model.name}\n", encoding="utf-8")


def check_model(model: Path, trusted: str = "") -> None:
    """Refuses a model whose digest is not the trusted one.

    Args:
        model: the file.
        trusted: the digest as a deployment keeps it apart from the file; where it is empty,
            the one written beside the file counts.

    Raises:
        ModelNotTrusted: if there is no file, no digest, or another one.
    """
    wanted = trusted.strip().lower() or _recorded(model)
    if not DIGEST.fullmatch(wanted):
        raise ModelNotTrusted(f"'{wanted}' is no SHA-256 (64 hexadecimal digits) for {model}.")
    try:
        found = sha256_of(model)
    except OSError as error:
        raise ModelNotTrusted(f"The model {model} can't be read ({error}). {CURE}") from error
    if found != wanted:
        source = "KNEADWISE_MODEL_SHA256" if trusted.strip() else digest_file(model).name
        raise ModelNotTrusted(
            f"The model {model} is not the one that was trained: its SHA-256 is {found}, "
            f"{source} says {wanted}. It is not loaded. {CURE}"
        )


def _recorded(model: Path) -> str:
    path = digest_file(model)
    try:
        words = path.read_text(encoding="utf-8").split()
    except (OSError, ValueError) as error:
        raise ModelNotTrusted(f"The model's digest {path} can't be read. {CURE}") from error
    return words[0].lower() if words else ""

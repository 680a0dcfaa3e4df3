"""The adapter: what tuning adds to the encoder's matrices, kept with the project.

Low-rank adaptation (Hu et al. 2021, arXiv 2106.09685): to each matrix the product of two narrow
ones is added. `components.encoder.adapting` makes the file, once in a while; training a
practice's model only reads it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Dict, Mapping

import numpy as np
import safetensors.numpy
from rasa.shared.exceptions import RasaException
from safetensors import SafetensorError  # type: ignore[attr-defined]

FILE = Path(__file__).with_name("adapter.safetensors")
# How a matrix' two narrow ones end: (inputs, rank) and (rank, outputs).
DOWN, UP = ".down", ".up"
# Their product counts so many times.
SCALE = 2.0
# Layers below are as published: a message goes through them once for both of its vectors.
FIRST_LAYER = 2


class AdapterUnusable(RasaException):
    """The adapter's file is missing or damaged; the message names it and the cure."""


def read_adapter(file: Path = FILE) -> Dict[str, np.ndarray]:
    """The narrow matrices by name, float16.

    Raises:
        AdapterUnusable: the file is missing or can't be read.
    """
    try:
        return dict(safetensors.numpy.load(file.read_bytes()))
    except (OSError, SafetensorError) as error:
        raise AdapterUnusable(
            f"The encoder's adapter {file} can't be read ({error}). "
            "Get the file again with `git checkout`, or make it anew with `make adapter`."
        ) from error


def fingerprint(file: Path = FILE) -> str:
    """The SHA-256 of the file; that of nothing where it is missing, which training reports."""
    return hashlib.sha256(file.read_bytes() if file.is_file() else b"").hexdigest()


def adapted(
    tensors: Mapping[str, np.ndarray], adapter: Mapping[str, np.ndarray]
) -> Dict[str, np.ndarray]:
    """The matrices that the adapter changes, with what it adds.

    Args:
        tensors: the encoder's as published, by their names in the weights' file.
        adapter: as `read_adapter` gives it.

    Returns:
        float32 matrices by the same names; only those that the adapter names.
    """
    changed = {}
    for name in adapter:
        if name.endswith(DOWN):
            matrix = name[: -len(DOWN)]
            product = adapter[name].astype(np.float32) @ adapter[matrix + UP].astype(np.float32)
            published = tensors[f"{matrix}.weight"].astype(np.float32)
            changed[f"{matrix}.weight"] = published + SCALE * product.T
    return changed

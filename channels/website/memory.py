"""What loading has left behind is given back before the first visitor comes."""

from __future__ import annotations

import ctypes
import gc


def settle() -> None:
    """Frees what loading no longer needs, and spares what stays the collector's looks.

    A full collection walks through every object of TensorFlow's and the model's: tens of
    milliseconds, in the middle of somebody's turn.
    """
    gc.collect()
    gc.freeze()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    # glibc alone has it, and keeps freed pages until it is asked.
    if trim is not None:
        trim(0)

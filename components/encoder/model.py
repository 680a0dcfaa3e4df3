"""The running encoder: texts in, sentence vectors out."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, Tuple, Union

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

from components.encoder.graph import ATTENTION_MASK, INPUT_IDS, MAX_LENGTH, WIDTH

BATCH_SIZE = 32
# onnxruntime's levels; 3 is errors only.
LOG_SEVERITY = 3

# Texts with their word pieces.
_Batch = List[Tuple[Encoding, str]]


class EncoderModel:
    """Turns texts into vectors of length 1; may be used from several threads."""

    def __init__(
        self,
        model: Union[Path, bytes],
        tokenizer: Union[Path, bytes],
        threads: int = 1,
        cache_size: int = 0,
    ) -> None:
        """Loads the model.

        Args:
            model: the ONNX graph, as `components.encoder.graph` writes it.
            tokenizer: the tokenizer's JSON.
            threads: threads that share the work on one batch.
            cache_size: texts whose vectors are kept, the latest used ones.
        """
        json = tokenizer if isinstance(tokenizer, bytes) else tokenizer.read_bytes()
        self._tokenizer = Tokenizer.from_str(json.decode("utf-8"))
        # The file says 128 and to pad everything to it, the model's own limit is 256.
        self._tokenizer.enable_truncation(MAX_LENGTH)
        self._tokenizer.no_padding()
        self._session = onnxruntime.InferenceSession(
            model if isinstance(model, bytes) else str(model),
            session_options(threads),
            providers=["CPUExecutionProvider"],
        )
        self._cache = _Cache(cache_size)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """The texts' vectors, float32 of shape (texts, 384 for each output of the graph)."""
        vectors = self._cache.known(texts)
        unknown = [text for text in dict.fromkeys(texts) if text not in vectors]
        for batch, outputs in self._run_all(unknown):
            rows = np.concatenate(outputs, axis=1)
            vectors.update((text, row) for (_, text), row in zip(batch, rows, strict=True))
        self._cache.keep({text: vectors[text] for text in unknown})
        width = WIDTH * len(self._session.get_outputs())
        return np.array([vectors[text] for text in texts], np.float32).reshape(-1, width)

    def _run_all(self, texts: List[str]) -> Iterator[Tuple[_Batch, List[np.ndarray]]]:
        encoded = sorted(zip(map(self._pieces, texts), texts, strict=True), key=_length)
        # Neighbours are of like length, so that batches hold little padding.
        batches = [encoded[i : i + BATCH_SIZE] for i in range(0, len(encoded), BATCH_SIZE)]
        if len(batches) <= 1:
            yield from zip(batches, map(self._run, batches), strict=True)
            return
        # A message is one batch; training has hundreds, which share the cores.
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            yield from zip(batches, pool.map(self._run, batches), strict=True)

    def _pieces(self, text: str) -> Encoding:
        # Half of a surrogate pair can arrive in JSON, and has no UTF-8 for the tokenizer.
        return self._tokenizer.encode(text.encode("utf-8", "replace").decode("utf-8"))

    def _run(self, batch: _Batch) -> List[np.ndarray]:
        shape = (len(batch), max(len(pieces) for pieces, _ in batch))
        ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for row, (pieces, _) in enumerate(batch):
            ids[row, : len(pieces)] = pieces.ids
            mask[row, : len(pieces)] = 1
        inputs = {INPUT_IDS: ids, ATTENTION_MASK: mask}
        outputs: List[np.ndarray] = self._session.run(None, inputs)
        return outputs


class _Cache:
    """Vectors of the texts used last."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._vectors: OrderedDict[str, np.ndarray] = OrderedDict()
        self._lock = threading.Lock()

    def known(self, texts: Sequence[str]) -> Dict[str, np.ndarray]:
        with self._lock:
            found = {text: self._vectors[text] for text in texts if text in self._vectors}
            for text in found:
                self._vectors.move_to_end(text)
        return found

    def keep(self, vectors: Dict[str, np.ndarray]) -> None:
        if self._size <= 0:
            return
        with self._lock:
            for text, vector in vectors.items():
                # A copy: a row would hold its whole batch in memory.
                self._vectors[text] = vector.copy()
                self._vectors.move_to_end(text)
            while len(self._vectors) > self._size:
                self._vectors.popitem(last=False)


def _length(encoded: tuple[Encoding, str]) -> int:
    return len(encoded[0])


def session_options(threads: int) -> onnxruntime.SessionOptions:
    """How onnxruntime runs a graph of the encoder, its work shared by so many threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = LOG_SEVERITY
    # Without an arena, a long batch's memory goes back; it costs no measurable time.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    return options

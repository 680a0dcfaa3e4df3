"""Counts of features as tf-idf: pure arrays, no Rasa."""

from __future__ import annotations

import numpy as np
import scipy.sparse


def weighted(counts: scipy.sparse.csr_matrix, idf: np.ndarray) -> scipy.sparse.csr_matrix:
    """Counts as tf-idf with sublinear frequency, each row of length 1, or 0 where it is empty.

    The same as sklearn's TfidfTransformer, whose checks take a millisecond a message.
    """
    result = counts.astype(np.float32, copy=True)
    result.data = (1.0 + np.log(result.data)) * idf[result.indices]
    rows = np.repeat(np.arange(result.shape[0]), np.diff(result.indptr))
    lengths = np.sqrt(np.bincount(rows, weights=result.data**2, minlength=result.shape[0]))
    result.data /= lengths[rows].astype(np.float32)
    return result

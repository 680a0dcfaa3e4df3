"""Counts as tf-idf are what scikit-learn makes of them."""

from __future__ import annotations

import numpy as np
import scipy.sparse
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.feature_extraction.text import TfidfTransformer

from components.tfidf import weighted

ROWS, FEATURES = 7, 5


@given(arrays(np.int64, (ROWS, FEATURES), elements=st.integers(0, 9)))
def test_counts_are_weighted_as_scikit_learn_weights_them(counts: np.ndarray) -> None:
    sparse = scipy.sparse.csr_matrix(counts.astype(np.float64))
    transformer = TfidfTransformer(sublinear_tf=True).fit(sparse)
    expected = transformer.transform(sparse).toarray()
    found = weighted(sparse, transformer.idf_.astype(np.float32))
    np.testing.assert_allclose(found.toarray(), expected, atol=1e-6)
    assert found.dtype == np.float32

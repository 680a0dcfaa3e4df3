"""Tunes the encoder's adapter to what the examples teach; `make adapter` runs it.

Supervised tuning with normalised directions as in "NormFace" (Wang et al. 2017, arXiv
1704.06369): each lesson is a direction that its examples' vectors are drawn to. Messages that
teach the same come to lie together, however they are worded. It takes half an hour on two
cores, so its result is kept with the project (`adapter.safetensors`), and training a practice's
model needs none of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Callable

import numpy as np

from components.encoder.adapter import DOWN, FIRST_LAYER, SCALE, UP
from components.encoder.graph import (
    HEAD_WIDTH,
    HEADS,
    LAYERS,
    MASKED,
    MATRICES,
    WIDTH,
    layer_name,
)

RANK = 16
EPOCHS = 3
LEARNING_RATE = 1e-3
# The rate rises over so many steps, then falls to this share of it.
WARM_UP, LEAST_RATE = 100, 0.02
BATCH_SIZE = 64
DROPOUT = 0.1
MOST_SLOPE = 1.0
# Cosines are from -1 to 1; as logits they need a wider range.
LOGIT_SCALE = 16.0
# Batches are of like length, rounded up so that TensorFlow compiles few shapes.
LENGTH_STEP = 4
SEED = 0
_EPSILON = 1e-12

# Called after each step with the steps done, their count and the loss.
Progress = Callable[[int, int, float], None]


def tune(
    tensors: Mapping[str, np.ndarray],
    pieces: Sequence[Sequence[int]],
    lessons: Sequence[str],
    progress: Progress = lambda done, steps, loss: None,
    epochs: int = EPOCHS,
) -> dict[str, np.ndarray]:
    """Trains an adapter.

    Args:
        tensors: the encoder's, by their names in the weights' file.
        pieces: for each example the numbers of its word pieces.
        lessons: what each example teaches; two different ones at least.
        progress: told of each step.
        epochs: passes over the examples.

    Returns:
        The adapter's narrow matrices, float16, by the names of `components.encoder.adapter`.
    """
    # TensorFlow takes seconds to import and is needed here alone.
    import tensorflow as tf

    tf.random.set_seed(SEED)
    random = np.random.default_rng(SEED)
    _, labels = np.unique(np.array(lessons, dtype=np.str_), return_inverse=True)
    encoder = AdaptedEncoder(tf, tensors, random)
    directions = tf.Variable(_directions(encoder, pieces, labels, random))
    trained = [*encoder.adapter.values(), directions]
    steps = epochs * -(-len(pieces) // BATCH_SIZE)
    rate = tf.Variable(0.0)
    optimizer = tf.keras.optimizers.legacy.Adam(rate)

    @tf.function(
        autograph=False,
        input_signature=(
            tf.TensorSpec((None, None), tf.int32),
            tf.TensorSpec((None, None), tf.float32),
            tf.TensorSpec((None,), tf.int32),
        ),
    )
    def step(ids: Any, mask: Any, targets: Any) -> Any:
        with tf.GradientTape() as tape:
            vectors = encoder.sentences(ids, mask, DROPOUT)
            cosines = tf.matmul(vectors, tf.math.l2_normalize(directions, -1), transpose_b=True)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(targets, LOGIT_SCALE * cosines)
            loss = tf.reduce_mean(losses)
        slopes, _ = tf.clip_by_global_norm(tape.gradient(loss, trained), MOST_SLOPE)
        optimizer.apply_gradients(zip(slopes, trained, strict=True))
        return loss

    done = 0
    for _ in range(epochs):
        for batch in _batches(pieces, random):
            left = max(LEAST_RATE, 1.0 - done / steps)
            rate.assign(LEARNING_RATE * min(1.0, done / WARM_UP) * left)
            ids, mask = _padded([pieces[i] for i in batch])
            loss = step(ids, mask, labels[batch].astype(np.int32))
            done += 1
            progress(done, steps, float(loss))
    return {name: value.numpy().astype(np.float16) for name, value in encoder.adapter.items()}


class AdaptedEncoder:
    """The encoder of `components.encoder.graph` in TensorFlow, with an adapter to train."""

    def __init__(
        self, tf: Any, tensors: Mapping[str, np.ndarray], random: np.random.Generator
    ) -> None:
        """Creates it with an adapter that adds nothing yet.

        Args:
            tf: TensorFlow.
            tensors: the encoder's, by their names in the weights' file.
            random: where the adapter starts from.
        """
        self._tf = tf
        self._tensors = {name: tf.constant(np.float32(tensor)) for name, tensor in tensors.items()}
        self.adapter: dict[str, Any] = {}
        for layer in range(FIRST_LAYER, LAYERS):
            for matrix in MATRICES:
                name = f"{layer_name(layer)}.{matrix}"
                outputs, inputs = tensors[f"{name}.weight"].shape
                down = random.normal(0.0, inputs**-0.5, (inputs, RANK)).astype(np.float32)
                self.adapter[name + DOWN] = tf.Variable(down)
                self.adapter[name + UP] = tf.Variable(np.zeros((RANK, outputs), np.float32))

    def sentences(self, ids: Any, mask: Any, dropout: float) -> Any:
        """Vectors of length 1, shape (batch, 384).

        Args:
            ids: word pieces, int32 of shape (batch, length).
            mask: 1 for those, 0 for padding, float32 of the same shape.
            dropout: share of the values between that are left out, 0 to 1.
        """
        tf = self._tf
        size = tf.shape(ids)[0], tf.shape(ids)[1]
        words = tf.gather(self._tensors["embeddings.word_embeddings.weight"], ids)
        positions = self._tensors["embeddings.position_embeddings.weight"][: size[1]]
        kind = self._tensors["embeddings.token_type_embeddings.weight"][0]
        states = self._normalised(words + positions + kind, "embeddings.LayerNorm")
        states = tf.reshape(states, (-1, WIDTH))
        penalty = (1.0 - mask)[:, None, None, :] * MASKED
        for layer in range(LAYERS):
            states = self._layer(states, layer_name(layer), size, penalty, dropout)
        pooled = tf.reduce_sum(tf.reshape(states, (*size, WIDTH)) * mask[..., None], 1)
        return tf.math.l2_normalize(pooled, axis=-1)

    def _layer(self, states: Any, name: str, size: Any, penalty: Any, dropout: float) -> Any:
        tf = self._tf

        def heads(part: str) -> Any:
            values = self._linear(states, f"{name}.attention.self.{part}")
            return tf.transpose(tf.reshape(values, (*size, HEADS, HEAD_WIDTH)), (0, 2, 1, 3))

        scores = tf.matmul(heads("query"), heads("key"), transpose_b=True) / HEAD_WIDTH**0.5
        shares = tf.nn.dropout(tf.nn.softmax(scores + penalty), dropout)
        joined = tf.transpose(tf.matmul(shares, heads("value")), (0, 2, 1, 3))
        attended = self._linear(tf.reshape(joined, (-1, WIDTH)), f"{name}.attention.output.dense")
        summed = tf.nn.dropout(attended, dropout) + states
        hidden = self._normalised(summed, f"{name}.attention.output.LayerNorm")
        inner = tf.nn.gelu(self._linear(hidden, f"{name}.intermediate.dense"))
        outer = tf.nn.dropout(self._linear(inner, f"{name}.output.dense"), dropout)
        return self._normalised(outer + hidden, f"{name}.output.LayerNorm")

    def _linear(self, value: Any, name: str) -> Any:
        tf = self._tf
        published = tf.matmul(value, self._tensors[f"{name}.weight"], transpose_b=True)
        published += self._tensors[f"{name}.bias"]
        if name + DOWN not in self.adapter:
            return published
        narrow = tf.matmul(value, self.adapter[name + DOWN])
        return published + SCALE * tf.matmul(narrow, self.adapter[name + UP])

    def _normalised(self, value: Any, name: str) -> Any:
        tf = self._tf
        mean, variance = tf.nn.moments(value, -1, keepdims=True)
        scaled = (value - mean) * tf.math.rsqrt(variance + _EPSILON)
        return scaled * self._tensors[f"{name}.weight"] + self._tensors[f"{name}.bias"]


def _directions(
    encoder: AdaptedEncoder,
    pieces: Sequence[Sequence[int]],
    labels: np.ndarray,
    random: np.random.Generator,
) -> np.ndarray:
    """For each lesson where its examples' vectors point, before any tuning."""
    sums = np.zeros((labels.max() + 1, WIDTH), np.float32)
    for batch in _batches(pieces, random):
        ids, mask = _padded([pieces[i] for i in batch])
        np.add.at(sums, labels[batch], encoder.sentences(ids, mask, 0.0).numpy())
    lengths: np.ndarray = np.linalg.norm(sums, axis=1, keepdims=True)
    return sums / lengths


def _batches(pieces: Sequence[Sequence[int]], random: np.random.Generator) -> Iterable[np.ndarray]:
    lengths = np.array([len(one) for one in pieces])
    order = random.permutation(len(lengths))
    order = order[np.argsort(lengths[order] // LENGTH_STEP, kind="stable")]
    batches = [order[i : i + BATCH_SIZE] for i in range(0, len(order), BATCH_SIZE)]
    return [batches[i] for i in random.permutation(len(batches))]


def _padded(pieces: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
    longest = -(-max(len(one) for one in pieces) // LENGTH_STEP) * LENGTH_STEP
    ids = np.zeros((len(pieces), longest), np.int32)
    mask = np.zeros((len(pieces), longest), np.float32)
    for row, one in enumerate(pieces):
        ids[row, : len(one)] = one
        mask[row, : len(one)] = 1.0
    return ids, mask

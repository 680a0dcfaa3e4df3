"""Tunes the encoder's last layer to the intents, beside the layer as it came.

Supervised fine-tuning as in SetFit (Tunstall et al. 2022), reduced to what seconds
on two cores allow: one layer, one pass, each intent a direction that its examples'
vectors are drawn to. Messages of one intent come to lie together, however they are
worded, which is what the classifier's nearest neighbours need.
"""

from __future__ import annotations

import os
from typing import Dict, List, Mapping, Sequence, Tuple

import numpy as np
import onnxruntime

from components.encoder.graph import (
    ATTENTION_MASK,
    HEAD_WIDTH,
    HEADS,
    LAST_LAYER,
    MASKED,
    STATES,
    WIDTH,
    build_last_layer,
)
from components.encoder.model import session_options

LEARNING_RATE = 2e-4
BATCH_SIZE = 64
DROPOUT = 0.1
# Cosines are from -1 to 1; as logits they need a wider range.
LOGIT_SCALE = 16.0
# Batches are of like length, rounded up so that TensorFlow compiles few shapes.
LENGTH_STEP = 4
SEED = 0
_EPSILON = 1e-12


def tune_last_layer(
    tensors: Mapping[str, np.ndarray],
    states: Sequence[np.ndarray],
    intents: Sequence[str],
    epochs: int,
) -> Dict[str, np.ndarray]:
    """Trains a copy of the last layer.

    Args:
        tensors: the encoder's, by their names in the weights' file.
        states: for each example the layer's input, shape (pieces, 384).
        intents: each example's intent, two different ones at least.
        epochs: passes over the examples.

    Returns:
        The tuned layer's tensors, by the same names.
    """
    # TensorFlow takes seconds to import and is needed for training alone.
    import tensorflow as tf

    tf.random.set_seed(SEED)
    random = np.random.default_rng(SEED)
    _, labels = np.unique(np.array(intents, dtype=np.str_), return_inverse=True)
    layer = {
        name: tf.Variable(np.asarray(tensor, np.float32))
        for name, tensor in tensors.items()
        if name.startswith(LAST_LAYER)
    }
    directions = tf.Variable(_directions(states, labels))
    trained = [*layer.values(), directions]
    optimizer = tf.keras.optimizers.legacy.Adam(LEARNING_RATE)

    @tf.function(autograph=False, reduce_retracing=True)
    def step(padded: tf.Tensor, mask: tf.Tensor, targets: tf.Tensor) -> None:
        with tf.GradientTape() as tape:
            sentences = layer_sentences(tf, layer, padded, mask, DROPOUT)
            logits = sentences @ tf.transpose(tf.math.l2_normalize(directions, axis=-1))
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(targets, logits * LOGIT_SCALE)
            loss = tf.reduce_mean(losses)
        optimizer.apply_gradients(zip(tape.gradient(loss, trained), trained, strict=True))

    for _ in range(epochs):
        for batch in _batches([len(rows) for rows in states], random):
            padded, mask = _padded([states[i] for i in batch])
            step(tf.constant(padded), tf.constant(mask), tf.constant(labels[batch]))
    return {name: variable.numpy() for name, variable in layer.items()}


def sentence_vectors(layer: Mapping[str, np.ndarray], states: Sequence[np.ndarray]) -> np.ndarray:
    """What the encoder makes of texts with this last layer, from the layer's input.

    Args:
        layer: the last layer's tensors, by their names in the weights' file.
        states: for each text the layer's input, shape (pieces, 384).

    Returns:
        Vectors of length 1, shape (texts, 384).
    """
    session = onnxruntime.InferenceSession(
        build_last_layer(layer),
        session_options(os.cpu_count() or 1),
        ["CPUExecutionProvider"],
    )
    vectors = np.zeros((len(states), WIDTH), np.float32)
    for batch in _batches([len(rows) for rows in states], np.random.default_rng(SEED)):
        padded, mask = _padded([states[i] for i in batch])
        inputs = {STATES: padded, ATTENTION_MASK: mask.astype(np.int64)}
        (vectors[batch],) = session.run(None, inputs)
    return vectors


def _directions(states: Sequence[np.ndarray], labels: np.ndarray) -> np.ndarray:
    sums = np.zeros((labels.max() + 1, WIDTH), np.float32)
    for rows, label in zip(states, labels, strict=True):
        mean = rows.astype(np.float32).mean(axis=0)
        sums[label] += mean / np.linalg.norm(mean)
    return sums


def _batches(lengths: List[int], random: np.random.Generator) -> List[np.ndarray]:
    order = random.permutation(len(lengths))
    order = order[np.argsort(np.array(lengths)[order] // LENGTH_STEP, kind="stable")]
    batches = [order[i : i + BATCH_SIZE] for i in range(0, len(order), BATCH_SIZE)]
    return [batches[i] for i in random.permutation(len(batches))]


def _padded(states: Sequence[np.ndarray]) -> Tuple[np.ndarray, np.ndarray]:
    longest = -(-max(len(rows) for rows in states) // LENGTH_STEP) * LENGTH_STEP
    padded = np.zeros((len(states), longest, WIDTH), np.float32)
    mask = np.zeros((len(states), longest), np.float32)
    for row, values in enumerate(states):
        padded[row, : len(values)] = values
        mask[row, : len(values)] = 1.0
    return padded, mask


def layer_sentences(tf, layer, states, mask, dropout):  # type: ignore[no-untyped-def]
    """The last layer and pooling of `components.encoder.graph`, in TensorFlow."""

    def linear(value, name):  # type: ignore[no-untyped-def]
        weight, bias = (layer[f"{LAST_LAYER}.{name}.{kind}"] for kind in ("weight", "bias"))
        return tf.einsum("bli,oi->blo", value, weight) + bias

    def normalised(value, name):  # type: ignore[no-untyped-def]
        scale, bias = (layer[f"{LAST_LAYER}.{name}.{kind}"] for kind in ("weight", "bias"))
        mean, variance = tf.nn.moments(value, -1, keepdims=True)
        return (value - mean) * tf.math.rsqrt(variance + _EPSILON) * scale + bias

    def heads(name):  # type: ignore[no-untyped-def]
        split = tf.reshape(linear(states, f"attention.self.{name}"), (*size, HEADS, HEAD_WIDTH))
        return tf.transpose(split, (0, 2, 1, 3))

    size = tf.shape(states)[0], tf.shape(states)[1]
    scores = tf.matmul(heads("query"), heads("key"), transpose_b=True) / HEAD_WIDTH**0.5
    shares = tf.nn.softmax(scores + (1.0 - mask)[:, None, None, :] * MASKED)
    attended = tf.transpose(tf.nn.dropout(shares, dropout) @ heads("value"), (0, 2, 1, 3))
    attended = linear(tf.reshape(attended, (*size, WIDTH)), "attention.output.dense")
    hidden = normalised(tf.nn.dropout(attended, dropout) + states, "attention.output.LayerNorm")
    inner = tf.nn.gelu(linear(hidden, "intermediate.dense"))
    outer = tf.nn.dropout(linear(inner, "output.dense"), dropout)
    summed = tf.reduce_sum(normalised(outer + hidden, "output.LayerNorm") * mask[..., None], 1)
    return tf.math.l2_normalize(summed, axis=-1)

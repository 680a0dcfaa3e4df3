"""Writes the encoder as ONNX graphs: BERT, mean pooling, length 1."""

from __future__ import annotations

from typing import Any, Iterable, List, Mapping, Optional, Sequence, Type

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
# onnxruntime's own operators.
RUNTIME_DOMAIN = "com.microsoft"
IR_VERSION = 8
LAYERS = 6
HEADS = 12
WIDTH = 384
HEAD_WIDTH = WIDTH // HEADS
# Longest input in word pieces, [CLS] and [SEP] included, as the model was trained.
MAX_LENGTH = 256
EPSILON = 1e-12
# Weights of a block share a scale; unsigned, so that the middle stands for 0.
BLOCK, MOST, MIDDLE = 32, 127.0, 128.0
# MatMulNBits' level at which inputs are rounded to 8 bits too.
WHOLE_NUMBERS = 4
# Added to the attention scores of padding; its share becomes exactly 0.
MASKED = -10_000.0

INPUT_IDS = "input_ids"
ATTENTION_MASK = "attention_mask"
SENTENCES = "sentences"
TUNED_SENTENCES = "tuned_sentences"
# The six matrices of a layer.
MATRICES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


def layer_name(layer: int) -> str:
    """How the tensors of a layer (0 to 5) begin in the weights' file."""
    return f"encoder.layer.{layer}"


def build(
    tensors: Mapping[str, np.ndarray], tuned: Optional[Mapping[str, np.ndarray]] = None
) -> bytes:
    """The serialised model.

    A layer's matrices are kept and multiplied as 8-bit numbers, a scale for each block of 32:
    a quarter of the memory that each message goes through, which is what its time is spent on.
    Other weights are kept as float16 and widened.

    Args:
        tensors: by their names in the weights' file.
        tuned: the matrices that tuning changed, by the same names.

    Returns:
        A model from `input_ids` and `attention_mask`, both int64 of shape
        (batch, length), to `sentences`, float32 of shape (batch, 384), and, with
        `tuned`, to `tuned_sentences` of the same shape.
    """
    return _written(_Graph, tensors, tuned)


def build_for_training(
    tensors: Mapping[str, np.ndarray], tuned: Optional[Mapping[str, np.ndarray]] = None
) -> bytes:
    """The same for thousands of texts in batches, in half the time; see `_TrainingGraph`."""
    return _written(_TrainingGraph, tensors, tuned)


def _written(
    kind: Type[_Graph],
    tensors: Mapping[str, np.ndarray],
    tuned: Optional[Mapping[str, np.ndarray]],
) -> bytes:
    graph = kind(tensors)
    mask = graph.add("Cast", ATTENTION_MASK, to=TensorProto.FLOAT)
    scores_mask = _scores_mask(graph, mask)
    shared = _shared_layers(tuned or {})
    states = _layers(graph, range(shared), _embeddings(graph), scores_mask)
    upper = range(shared, LAYERS)
    outputs = [SENTENCES]
    _sentences(graph, _layers(graph, upper, states, scores_mask), mask, SENTENCES)
    if tuned:
        graph.tensors = {**tensors, **tuned}
        _sentences(graph, _layers(graph, upper, states, scores_mask), mask, TUNED_SENTENCES)
        outputs.append(TUNED_SENTENCES)
    return graph.model(outputs).SerializeToString()


def _shared_layers(tuned: Mapping[str, np.ndarray]) -> int:
    """How many of the lower layers tuning left as they are: both vectors go through them."""
    for layer in range(LAYERS):
        if any(name.startswith(f"{layer_name(layer)}.") for name in tuned):
            return layer
    return LAYERS


class _Graph:
    """Nodes and weights while the graph is written; every value has a name."""

    def __init__(self, tensors: Mapping[str, np.ndarray]) -> None:
        self.tensors = tensors
        self._nodes: List[onnx.NodeProto] = []
        self._initializers: List[onnx.TensorProto] = []

    def add(self, operator: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        """Adds a node and names its output."""
        output = output or f"{operator}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(inputs), [output], **attributes))
        return output

    def constant(self, value: np.ndarray) -> str:
        """Adds a value that stays as it is."""
        name = f"constant_{len(self._initializers)}"
        array = np.ascontiguousarray(value)
        self._initializers.append(numpy_helper.from_array(array, name))
        return name

    def number(self, value: float) -> str:
        """Adds a float32."""
        return self.constant(np.array(value, dtype=np.float32))

    def integers(self, *values: int) -> str:
        """Adds an axis list or a shape."""
        return self.constant(np.array(values, dtype=np.int64))

    def weight(self, value: np.ndarray) -> str:
        """Adds a weight, kept as float16."""
        half = self.constant(value.astype(np.float16))
        return self.add("Cast", half, to=TensorProto.FLOAT)

    def linear(self, value: str, name: str) -> str:
        """Adds a dense layer; the file has its matrix transposed, as the operator wants it."""
        matrix = self.tensors[f"{name}.weight"]
        rows, columns = matrix.shape
        blocks = matrix.reshape(rows, columns // BLOCK, BLOCK).astype(np.float32)
        scales = np.abs(blocks).max(axis=2) / MOST
        scales[scales == 0.0] = 1.0
        whole = np.round(blocks / scales[..., None]) + MIDDLE
        product = self.add(
            "MatMulNBits",
            value,
            self.constant(whole.astype(np.uint8)),
            self.constant(scales.reshape(-1)),
            domain=RUNTIME_DOMAIN,
            K=columns,
            N=rows,
            bits=8,
            block_size=BLOCK,
            accuracy_level=WHOLE_NUMBERS,
        )
        return self.add("Add", product, self.weight(self.tensors[f"{name}.bias"]))

    def normalised(self, value: str, name: str) -> str:
        """Adds a layer normalisation."""
        scale = self.weight(self.tensors[f"{name}.weight"])
        bias = self.weight(self.tensors[f"{name}.bias"])
        return self.add("LayerNormalization", value, scale, bias, axis=-1, epsilon=EPSILON)

    def model(self, outputs: Sequence[str]) -> onnx.ModelProto:
        """What was added, checked, with these outputs, a vector each."""
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
            for name in (INPUT_IDS, ATTENTION_MASK)
        ]
        vectors = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", WIDTH])
            for name in outputs
        ]
        graph = helper.make_graph(
            self._nodes, "sentence_encoder", inputs, vectors, self._initializers
        )
        domains = {"": OPSET, RUNTIME_DOMAIN: 1}
        operators = [helper.make_operatorsetid(*domain) for domain in domains.items()]
        model = helper.make_model(graph, opset_imports=operators, ir_version=IR_VERSION)
        onnx.checker.check_model(model)
        return model


class _TrainingGraph(_Graph):
    """For thousands of texts in batches: twice as fast.

    A batch's inputs are rounded on one scale, so a vector depends a little on its batch: its
    cosine with that of `_Graph` is 0.99, and the classifier errs no more (evaluation/README.md).
    """

    def linear(self, value: str, name: str) -> str:
        """Adds a dense layer; a scale for each column of the matrix."""
        matrix = self.tensors[f"{name}.weight"].T.astype(np.float32)
        scales = np.abs(matrix).max(axis=0) / MOST
        scales[scales == 0.0] = 1.0
        return self.add(
            "DynamicQuantizeMatMul",
            value,
            self.constant(np.round(matrix / scales).astype(np.int8)),
            self.constant(scales),
            self.constant(np.zeros(len(scales), np.int8)),
            self.constant(self.tensors[f"{name}.bias"].astype(np.float32)),
            domain=RUNTIME_DOMAIN,
        )


def _embeddings(graph: _Graph) -> str:
    words = graph.constant(graph.tensors["embeddings.word_embeddings.weight"].astype(np.float16))
    # Widened after the look-up, so that the big table stays small in memory too.
    looked_up = graph.add("Cast", graph.add("Gather", words, INPUT_IDS), to=TensorProto.FLOAT)
    # A single sentence is all of type 0, so its row is part of every position's.
    positions = graph.tensors["embeddings.position_embeddings.weight"][:MAX_LENGTH]
    positions = positions + graph.tensors["embeddings.token_type_embeddings.weight"][0]
    shape = graph.add("Shape", INPUT_IDS)
    length = graph.add("Slice", shape, graph.integers(1), graph.integers(2))
    first = graph.add("Slice", graph.weight(positions), graph.integers(0), length)
    return graph.normalised(graph.add("Add", looked_up, first), "embeddings.LayerNorm")


def _scores_mask(graph: _Graph, mask: str) -> str:
    padding = graph.add("Sub", graph.number(1.0), mask)
    penalty = graph.add("Mul", padding, graph.number(MASKED))
    return graph.add("Unsqueeze", penalty, graph.integers(1, 2))


def _layers(graph: _Graph, layers: Iterable[int], states: str, scores_mask: str) -> str:
    for layer in layers:
        states = _layer(graph, layer_name(layer), states, scores_mask)
    return states


def _layer(graph: _Graph, name: str, hidden: str, scores_mask: str) -> str:
    attended = _attention(graph, f"{name}.attention.self", hidden, scores_mask)
    attended = graph.linear(attended, f"{name}.attention.output.dense")
    hidden = graph.normalised(
        graph.add("Add", attended, hidden), f"{name}.attention.output.LayerNorm"
    )
    inner = _gelu(graph, graph.linear(hidden, f"{name}.intermediate.dense"))
    outer = graph.linear(inner, f"{name}.output.dense")
    return graph.normalised(graph.add("Add", outer, hidden), f"{name}.output.LayerNorm")


def _attention(graph: _Graph, name: str, hidden: str, scores_mask: str) -> str:
    split = graph.integers(0, 0, HEADS, HEAD_WIDTH)

    def heads(part: str, order: List[int]) -> str:
        values = graph.add("Reshape", graph.linear(hidden, f"{name}.{part}"), split)
        return graph.add("Transpose", values, perm=order)

    query = heads("query", [0, 2, 1, 3])
    key = heads("key", [0, 2, 3, 1])
    value = heads("value", [0, 2, 1, 3])
    scores = graph.add("MatMul", query, key)
    scores = graph.add("Div", scores, graph.number(HEAD_WIDTH**0.5))
    shares = graph.add("Softmax", graph.add("Add", scores, scores_mask), axis=-1)
    joined = graph.add("Transpose", graph.add("MatMul", shares, value), perm=[0, 2, 1, 3])
    return graph.add("Reshape", joined, graph.integers(0, 0, WIDTH))


def _gelu(graph: _Graph, value: str) -> str:
    error = graph.add("Erf", graph.add("Div", value, graph.number(2.0**0.5)))
    product = graph.add("Mul", value, graph.add("Add", error, graph.number(1.0)))
    return graph.add("Mul", product, graph.number(0.5))


def _sentences(graph: _Graph, hidden: str, mask: str, output: str) -> None:
    weights = graph.add("Unsqueeze", mask, graph.integers(2))
    total = graph.add("ReduceSum", graph.add("Mul", hidden, weights), graph.integers(1), keepdims=0)
    # The mean's divisor would cancel out here: the length becomes 1 anyway.
    graph.add("LpNormalization", total, output=output, axis=-1, p=2)

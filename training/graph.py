"""The four-headed encoder as an ONNX graph, in fp32 or in static int8 (QDQ).

The graph is written node by node rather than traced, so that a text's output
cannot depend on the texts beside it:

* the large negative numbers that hide padding are added to attention scores,
  which are never quantised;
* sums over tokens (attention weights, pooling) are matrix products, which add
  in the order of the tokens, where a reduction would add in an order that
  depends on the padded length and could tip a rounding to int8;
* activation scales are constants.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from data import DIMENSIONS, EMOTIONS
from tokenizer import PAD

if TYPE_CHECKING:
    # A graph of weights that are arrays already needs no PyTorch.
    from transformers import PretrainedConfig

    from model import FourHeads

OPSET = 20
OUTPUTS = ("logits", *(f"logits_{name}" for name in DIMENSIONS))
WEIGHT_LIMIT = 63
"""Largest int8 weight. Runtimes without VNNI add two products u8 * s8 in int16,
which saturates beyond 7-bit weights and gives other results than those with it."""

Range = tuple[float, float]


class GraphBuilder:
    """Collects nodes and constants; every method returns the name of its output.

    With ``ranges`` the arithmetic is int8. With ``int8_weights`` alone only what is
    kept is: it becomes fp32 when the model is loaded.
    """

    def __init__(
        self,
        weights: Mapping[str, np.ndarray],
        ranges: Mapping[str, Range] | None,
        *,
        int8_weights: bool = False,
    ):
        self.weights = weights
        self.ranges = ranges
        self.int8_weights = int8_weights or ranges is not None
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, np.ndarray] = {}

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """Add a node with one output."""
        output = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def constant(self, name: str, value: np.ndarray) -> str:
        """Add an initialiser."""
        self.constants[name] = value
        return name

    def ints(self, *values: int) -> str:
        """An int64 vector, shared between nodes."""
        name = "ints_" + "_".join(map(str, values)).replace("-", "m")
        return self.constant(name, np.array(values, np.int64))

    def layer_norm(self, x: str, name: str, epsilon: float) -> str:
        """Layer normalisation over the last axis."""
        scale = self.constant(f"{name}.weight", self.weights[f"{name}.weight"])
        bias = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.op("LayerNormalization", x, scale, bias, axis=-1, epsilon=epsilon)

    def linear(self, x: str, name: str) -> str:
        """The linear layer ``name`` of the model."""
        return self.linear_of(
            x, name, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        )

    def linear_of(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """``x @ weight.T + bias``.

        When quantised, ``x`` goes through uint8 with the range calibrated for
        ``name``, and the weight through int8 with one scale per output.
        """
        if not self.int8_weights:
            matrix = self.constant(f"{name}.matrix", np.ascontiguousarray(weight.T))
        elif self.ranges is None:
            matrix = self._packed_matrix(name, weight)
        else:
            x = self._quantised_input(x, name, self.ranges[name])
            matrix = self._quantised_matrix(name, weight)
        product = self.op("MatMul", x, matrix)
        return self.op("Add", product, self.constant(f"{name}.bias", bias))

    def _quantised_input(self, x: str, name: str, limits: Range) -> str:
        low, high = min(limits[0], 0.0), max(limits[1], 0.0)
        step = (high - low) / 255
        scale = self.constant(f"{name}.input_scale", np.array(step, np.float32))
        zero = np.array(round(-low / step), np.uint8)
        zero_point = self.constant(f"{name}.input_zero_point", zero)
        quantised = self.op("QuantizeLinear", x, scale, zero_point)
        return self.op("DequantizeLinear", quantised, scale, zero_point)

    def _quantised_matrix(self, name: str, weight: np.ndarray) -> str:
        values, scale = quantise_rows(weight, WEIGHT_LIMIT)
        return self.op(
            "DequantizeLinear",
            self.constant(f"{name}.matrix", np.ascontiguousarray(values.T)),
            self.constant(f"{name}.scale", scale),
            self.constant(f"{name}.zero_point", np.zeros(len(scale), np.int8)),
            axis=1,
        )

    def _packed_matrix(self, name: str, weight: np.ndarray) -> str:
        """Int8 that a runtime turns into fp32 once, as a constant."""
        values, scale = quantise_rows(weight, 127)
        packed = self.constant(f"{name}.matrix", np.ascontiguousarray(values.T))
        unpacked = self.op("Cast", packed, to=TensorProto.FLOAT)
        return self.op("Mul", unpacked, self.constant(f"{name}.scale", scale))

    def token_embedding(self, ids: str, name: str) -> str:
        """Rows of the token table; as int8 with one scale per row when quantised."""
        table = self.weights[name]
        if not self.int8_weights:
            return self.op("Gather", self.constant(name, table), ids)
        values, scale = quantise_rows(table, 127)
        rows = self.op("Gather", self.constant(name, values), ids)
        scales = self.op("Gather", self.constant(f"{name}.scale", scale[:, None]), ids)
        return self.op("Mul", self.op("Cast", rows, to=TensorProto.FLOAT), scales)


def quantise_rows(table: np.ndarray, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """``(int8 values, float32 scale per row)`` with ``values * scale ~ table``."""
    scale = np.maximum(np.abs(table).max(1), 1e-8) / limit
    values = np.clip(np.round(table / scale[:, None]), -limit, limit)
    return values.astype(np.int8), scale.astype(np.float32)


def build_graph(model: FourHeads, ranges: Mapping[str, Range] | None) -> onnx.ModelProto:
    """The model as ONNX; int8 where ``ranges`` has the range of each linear layer's input.

    Inputs ``input_ids`` and ``attention_mask`` are int64 [B, L], padded on the
    right; outputs are logits [B, 28] and [B, 5] three times. The heads and the
    position table stay fp32: they are small.
    """
    config = model.roberta.config
    weights = {name: value.numpy() for name, value in model.state_dict().items()}
    graph = GraphBuilder(weights, ranges)
    real = graph.op("Cast", "attention_mask", to=TensorProto.FLOAT)
    x = embeddings(graph, "roberta.embeddings", PAD, config.layer_norm_eps)
    x = encoder_layers(graph, x, real, "roberta.encoder", config)
    _heads(graph, x, real)
    widths = (len(EMOTIONS), 5, 5, 5)
    return whole_model(graph, dict(zip(OUTPUTS, widths, strict=True)))


def encoder_layers(
    graph: GraphBuilder, x: str, real: str, name: str, config: PretrainedConfig
) -> str:
    """The transformer's layers; ``real`` is 1 for a token and 0 for padding."""
    # 0 for a token and -10,000 for padding, whose exponential is exactly 0.
    one = graph.constant("one", np.array(1, np.float32))
    far = graph.constant("far", np.array(1e4, np.float32))
    bias = graph.op("Mul", graph.op("Sub", real, one), far)
    bias = graph.op("Unsqueeze", bias, graph.ints(1, 2))
    heads, epsilon = config.num_attention_heads, config.layer_norm_eps
    for layer in range(config.num_hidden_layers):
        x = _layer(graph, x, bias, f"{name}.layer.{layer}", heads, epsilon)
    return x


def mean_pooled(graph: GraphBuilder, x: str, real: str) -> str:
    """The mean of ``x`` over a text's tokens [B, width]."""
    rows = graph.op("Unsqueeze", real, graph.ints(1))
    total = graph.op("MatMul", rows, x)
    count = graph.op("MatMul", rows, graph.op("Unsqueeze", real, graph.ints(2)))
    return graph.op("Squeeze", graph.op("Div", total, count), graph.ints(1))


def embeddings(graph: GraphBuilder, name: str, first: int, epsilon: float) -> str:
    """Tokens and places summed and normalised; the first token has row ``first + 1`` of the position table, padding ``first``."""
    tokens = graph.token_embedding("input_ids", f"{name}.word_embeddings.weight")
    axis = graph.constant("axis_1", np.array(1, np.int64))
    counted = graph.op("CumSum", "attention_mask", axis)
    before = graph.constant("before", np.array(first, np.int64))
    places = graph.op("Add", graph.op("Mul", counted, "attention_mask"), before)
    # Every token has type 0, so its row joins the position table.
    table = graph.weights[f"{name}.position_embeddings.weight"]
    table = table + graph.weights[f"{name}.token_type_embeddings.weight"]
    positions = graph.op("Gather", graph.constant(f"{name}.positions", table), places)
    return graph.layer_norm(
        graph.op("Add", tokens, positions), f"{name}.LayerNorm", epsilon
    )


def _layer(
    graph: GraphBuilder, x: str, bias: str, name: str, heads: int, epsilon: float
) -> str:
    context = _attention(graph, x, bias, f"{name}.attention.self", heads)
    projected = graph.linear(context, f"{name}.attention.output.dense")
    x = graph.op("Add", projected, x)
    x = graph.layer_norm(x, f"{name}.attention.output.LayerNorm", epsilon)
    inner = graph.op("Gelu", graph.linear(x, f"{name}.intermediate.dense"))
    x = graph.op("Add", graph.linear(inner, f"{name}.output.dense"), x)
    return graph.layer_norm(x, f"{name}.output.LayerNorm", epsilon)


def _attention(graph: GraphBuilder, x: str, bias: str, name: str, heads: int) -> str:
    """Softmax attention whose denominator is one more column of the values."""
    size = graph.weights[f"{name}.query.weight"].shape[0] // heads
    parts = [
        (graph.weights[f"{name}.{part}.weight"], graph.weights[f"{name}.{part}.bias"])
        for part in ("query", "key", "value")
    ]
    # A value column of constant 1 per head: zero weights, bias 1.
    parts[2] = (
        _with_row(parts[2][0].reshape(heads, size, -1), 0).reshape(heads * (size + 1), -1),
        _with_row(parts[2][1].reshape(heads, size), 1).reshape(-1),
    )
    # 1 / sqrt(size) belongs to the scores; it is cheapest in the queries.
    parts[0] = (parts[0][0] * size**-0.5, parts[0][1] * size**-0.5)
    together = graph.linear_of(x, f"{name}.query", *map(np.concatenate, zip(*parts)))
    widths = [size, size, size + 1]
    sizes = graph.ints(*(heads * width for width in widths))
    split = [f"{name}.{part}" for part in ("queries", "keys", "values")]
    graph.nodes.append(helper.make_node("Split", [together, sizes], split, axis=2))
    queries, keys, values = (
        graph.op(
            "Transpose",
            graph.op("Reshape", part, graph.ints(0, 0, heads, width)),
            perm=[0, 2, 3, 1] if part.endswith("keys") else [0, 2, 1, 3],
        )
        for part, width in zip(split, widths, strict=True)
    )
    scores = graph.op("Add", graph.op("MatMul", queries, keys), bias)
    highest = graph.op("ReduceMax", scores, graph.ints(-1), keepdims=1)
    weights = graph.op("Exp", graph.op("Sub", scores, highest))
    summed = graph.op("MatMul", weights, values)
    context, total = f"{name}.summed", f"{name}.total"
    graph.nodes.append(
        helper.make_node("Split", [summed, graph.ints(size, 1)], [context, total], axis=3)
    )
    context = graph.op("Transpose", graph.op("Div", context, total), perm=[0, 2, 1, 3])
    return graph.op("Reshape", context, graph.ints(0, 0, heads * size))


def _with_row(values: np.ndarray, constant: float) -> np.ndarray:
    """``values`` [heads, size, ...] with one more row of ``constant`` in each head."""
    row = np.full_like(values[:, :1], constant)
    return np.concatenate([values, row], axis=1)


def _heads(graph: GraphBuilder, x: str, real: str) -> None:
    pooled = mean_pooled(graph, x, real)
    weight = np.concatenate(
        [graph.weights["emotion.weight"], graph.weights["ratings.weight"]]
    )
    bias = np.concatenate([graph.weights["emotion.bias"], graph.weights["ratings.bias"]])
    matrix = graph.constant("heads.matrix", np.ascontiguousarray(weight.T))
    logits = graph.op("Gemm", pooled, matrix, graph.constant("heads.bias", bias))
    sizes = graph.ints(len(EMOTIONS), 5, 5, 5)
    graph.nodes.append(helper.make_node("Split", [logits, sizes], list(OUTPUTS), axis=1))


def whole_model(graph: GraphBuilder, outputs: Mapping[str, int]) -> onnx.ModelProto:
    """The graph as a model whose ``outputs`` have so many columns."""
    shape = ["batch", "tokens"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, shape)
        for name in ("input_ids", "attention_mask")
    ]
    values = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", width])
        for name, width in outputs.items()
    ]
    constants = [numpy_helper.from_array(v, n) for n, v in graph.constants.items()]
    body = helper.make_graph(graph.nodes, "four-heads", inputs, values, constants)
    model = helper.make_model(
        body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9
    )
    onnx.checker.check_model(model, full_check=True)
    return model

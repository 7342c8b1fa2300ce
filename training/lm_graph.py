"""The decoder as an ONNX graph with a key/value cache, in fp32 or with 4-bit weights.

Inputs, outputs, types and axes are those of the hub's exports of decoders, so that this
model and any of theirs go through the same code:

    input_ids, attention_mask, position_ids, past_key_values.N.{key,value}
    -> logits, present.N.{key,value}

With 4-bit weights (MatMulNBits, blocks of 32) activations stay fp32: no scale is taken from
a batch, and a text's output depends on the text alone. The token table is then int8 per row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from graph import OPSET, GraphBuilder, quantise_rows

if TYPE_CHECKING:
    # A graph of weights that are arrays already needs no PyTorch.
    from transformers import LlamaConfig

BLOCK = 32
"""Weights that share a scale; the size that the hub's q4 files use."""
HIDDEN_SCORE = -1e9
"""Added to the attention score of what may not be seen."""


def quantise_blocks(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """MatMulNBits' packing of ``matrix`` [out, in]: ``(uint8 [out, in/32, 16], scales [out * in/32])``.

    Values are 0..15 around 8. Of several scales per block the one with the least squared
    error is kept; the largest weight lies at the end that has one step more.
    """
    blocks = matrix.reshape(matrix.shape[0], -1, BLOCK).astype(np.float32)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(-1, keepdims=True), -1)
    best = np.full(largest.shape, np.inf, np.float32)
    scales = np.ones_like(best)
    for shrink in np.linspace(0.7, 1.05, 15, dtype=np.float32):
        scale = np.where(largest == 0, 1, largest * shrink / -8)
        error = np.square(np.clip(np.round(blocks / scale), -8, 7) * scale - blocks)
        error = error.sum(-1, keepdims=True)
        scales = np.where(error < best, scale, scales)
        best = np.minimum(error, best)
    values = (np.clip(np.round(blocks / scales), -8, 7) + 8).astype(np.uint8)
    return values[..., 0::2] | values[..., 1::2] << 4, scales.ravel()


class DecoderBuilder(GraphBuilder):
    """Nodes of a decoder; ``four_bits`` packs the matrices."""

    def __init__(self, weights: Mapping[str, np.ndarray], four_bits: bool) -> None:
        super().__init__(weights, None)
        self.four_bits = four_bits

    def matrix_product(self, x: str, name: str) -> str:
        """``x @ weight.T`` for the matrix ``name`` [out, in]."""
        weight = self.weights[name]
        if not self.four_bits:
            matrix = self.constant(f"{name}.matrix", np.ascontiguousarray(weight.T))
            return self.op("MatMul", x, matrix)
        packed, scales = quantise_blocks(weight)
        return self.op(
            "MatMulNBits",
            x,
            self.constant(f"{name}.packed", packed),
            self.constant(f"{name}.scales", scales),
            domain="com.microsoft",
            K=weight.shape[1],
            N=weight.shape[0],
            bits=4,
            block_size=BLOCK,
            accuracy_level=1,
        )

    def embedding(self, ids: str, name: str) -> str:
        """Rows of the token table."""
        if not self.four_bits:
            return self.op("Gather", self.constant(name, self.weights[name]), ids)
        values, scale = quantise_rows(self.weights[name], 127)
        rows = self.op("Gather", self.constant(f"{name}.rows", values), ids)
        scales = self.op("Gather", self.constant(f"{name}.row_scales", scale[:, None]), ids)
        return self.op("Mul", self.op("Cast", rows, to=TensorProto.FLOAT), scales)

    def rms_norm(self, x: str, name: str, epsilon: float) -> str:
        """``x`` over its root mean square, scaled."""
        square = self.op("ReduceMean", self.op("Mul", x, x), self.ints(-1))
        small = self.constant("epsilon", np.array(epsilon, np.float32))
        root = self.op("Sqrt", self.op("Add", square, small))
        scale = self.constant(name, self.weights[name])
        return self.op("Mul", self.op("Div", x, root), scale)

    def halves(self, x: str, size: int) -> tuple[str, str]:
        """The two halves of the last axis, which holds ``size``."""
        cuts = [self.ints(0), self.ints(size // 2), self.ints(size)]
        axis = self.ints(-1)
        return (
            self.op("Slice", x, cuts[0], cuts[1], axis),
            self.op("Slice", x, cuts[1], cuts[2], axis),
        )

    def rotated(self, x: str, cos: str, sin: str, size: int) -> str:
        """Rotary positions on ``x`` [B, heads, S, size]."""
        first, second = self.halves(x, size)
        left = self.op("Sub", self.op("Mul", first, cos), self.op("Mul", second, sin))
        right = self.op("Add", self.op("Mul", second, cos), self.op("Mul", first, sin))
        return self.op("Concat", left, right, axis=-1)

    def split_heads(self, x: str, heads: int, size: int) -> str:
        """[B, S, heads * size] to [B, heads, S, size]."""
        parts = self.op("Reshape", x, self.ints(0, 0, heads, size))
        return self.op("Transpose", parts, perm=[0, 2, 1, 3])


def rotary(builder: DecoderBuilder, config: LlamaConfig) -> tuple[str, str]:
    """Cosines and sines [B, 1, S, head / 2] of ``position_ids``."""
    size = config.head_dim
    theta = config.rope_parameters["rope_theta"]
    frequencies = theta ** -(np.arange(0, size, 2, dtype=np.float32) / size)
    positions = builder.op("Cast", "position_ids", to=TensorProto.FLOAT)
    positions = builder.op("Unsqueeze", positions, builder.ints(1, 3))
    angles = builder.op(
        "Mul", positions, builder.constant("frequencies", frequencies.astype(np.float32))
    )
    return builder.op("Cos", angles), builder.op("Sin", angles)


def hidden_scores(builder: DecoderBuilder, repeats: int) -> str:
    """What is added to scores [B, 1, repeats * S, T]: 0 where a token may be seen."""

    def length(name: str) -> str:
        shape = builder.op("Shape", name, start=1, end=2)
        return builder.op("Squeeze", shape)

    zero = builder.constant("zero", np.array(0, np.int64))
    one = builder.constant("one", np.array(1, np.int64))
    total = length("attention_mask")
    past = builder.op("Sub", total, length("input_ids"))
    keys = builder.op("Range", zero, total, one)
    queries = builder.op(
        "Unsqueeze", builder.op("Range", past, total, one), builder.ints(1)
    )
    earlier = builder.op("LessOrEqual", keys, queries)
    kept = builder.op("Cast", "attention_mask", to=TensorProto.BOOL)
    kept = builder.op("Unsqueeze", kept, builder.ints(1, 2))
    seen = builder.op("And", kept, earlier)
    shown = builder.constant("shown", np.array(0, np.float32))
    hidden = builder.constant("hidden", np.array(HIDDEN_SCORE, np.float32))
    bias = builder.op("Where", seen, shown, hidden)
    return builder.op("Concat", *[bias] * repeats, axis=2)


def attention(
    builder: DecoderBuilder,
    config: LlamaConfig,
    x: str,
    layer: int,
    rotation: tuple[str, str],
    bias: str,
) -> str:
    """Grouped-query attention of ``x`` over the cache and itself; fills the cache."""
    size, keys = config.head_dim, config.num_key_value_heads
    name = f"model.layers.{layer}.self_attn"
    query, key, value = (
        builder.split_heads(
            builder.matrix_product(x, f"{name}.{part}_proj.weight"), heads, size
        )
        for part, heads in (("q", config.num_attention_heads), ("k", keys), ("v", keys))
    )
    query = builder.rotated(query, *rotation, size)
    key = builder.rotated(key, *rotation, size)
    for part, new in (("key", key), ("value", value)):
        past = f"past_key_values.{layer}.{part}"
        node = helper.make_node("Concat", [past, new], [f"present.{layer}.{part}"], axis=2)
        builder.nodes.append(node)
    # The queries of a group share their keys: they stand one after another.
    query = builder.op("Reshape", query, builder.ints(0, keys, -1, size))
    turned = builder.op("Transpose", f"present.{layer}.key", perm=[0, 1, 3, 2])
    scale = builder.constant("score_scale", np.array(size**-0.5, np.float32))
    scores = builder.op("Mul", builder.op("MatMul", query, turned), scale)
    shares = builder.op("Softmax", builder.op("Add", scores, bias), axis=-1)
    mixed = builder.op("MatMul", shares, f"present.{layer}.value")
    mixed = builder.op(
        "Reshape", mixed, builder.ints(0, config.num_attention_heads, -1, size)
    )
    mixed = builder.op("Transpose", mixed, perm=[0, 2, 1, 3])
    mixed = builder.op("Reshape", mixed, builder.ints(0, 0, config.hidden_size))
    return builder.matrix_product(mixed, f"{name}.o_proj.weight")


def feed_forward(builder: DecoderBuilder, x: str, layer: int) -> str:
    """SwiGLU."""
    name = f"model.layers.{layer}.mlp"
    gate = builder.matrix_product(x, f"{name}.gate_proj.weight")
    gate = builder.op("Mul", gate, builder.op("Sigmoid", gate))
    up = builder.matrix_product(x, f"{name}.up_proj.weight")
    return builder.matrix_product(builder.op("Mul", gate, up), f"{name}.down_proj.weight")


def decoder_graph(builder: DecoderBuilder, config: LlamaConfig) -> onnx.ModelProto:
    """The whole model of the builder's weights, by Hugging Face's names, embeddings tied."""
    table = "model.embed_tokens.weight"
    x = builder.embedding("input_ids", table)
    rotation = rotary(builder, config)
    groups = config.num_attention_heads // config.num_key_value_heads
    bias = hidden_scores(builder, groups)
    epsilon = config.rms_norm_eps
    for layer in range(config.num_hidden_layers):
        name = f"model.layers.{layer}"
        inner = builder.rms_norm(x, f"{name}.input_layernorm.weight", epsilon)
        x = builder.op("Add", x, attention(builder, config, inner, layer, rotation, bias))
        inner = builder.rms_norm(x, f"{name}.post_attention_layernorm.weight", epsilon)
        x = builder.op("Add", x, feed_forward(builder, inner, layer))
    x = builder.rms_norm(x, "model.norm.weight", epsilon)
    logits = builder.matrix_product(x, table)
    builder.nodes.append(helper.make_node("Identity", [logits], ["logits"]))
    return as_model(builder, config)


def as_model(builder: DecoderBuilder, config: LlamaConfig) -> onnx.ModelProto:
    """The builder's nodes with the hub's inputs and outputs."""

    def tensor(name: str, shape: list[Any], kind: int = TensorProto.FLOAT):
        return helper.make_tensor_value_info(name, kind, shape)

    size = [config.num_key_value_heads, config.head_dim]
    ids = ["batch_size", "sequence_length"]
    inputs = [
        tensor("input_ids", ids, TensorProto.INT64),
        tensor(
            "attention_mask", ["batch_size", "total_sequence_length"], TensorProto.INT64
        ),
        tensor("position_ids", ids, TensorProto.INT64),
    ]
    outputs = [tensor("logits", [*ids, config.vocab_size])]
    for layer in range(config.num_hidden_layers):
        for part in ("key", "value"):
            for list_, name, length in (
                (inputs, "past_key_values", "past_sequence_length"),
                (outputs, "present", "total_sequence_length"),
            ):
                shape = ["batch_size", size[0], length, size[1]]
                list_.append(tensor(f"{name}.{layer}.{part}", shape))
    constants = [numpy_helper.from_array(v, name) for name, v in builder.constants.items()]
    graph = helper.make_graph(builder.nodes, "decoder", inputs, outputs, constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
    onnx.checker.check_model(model)
    return model

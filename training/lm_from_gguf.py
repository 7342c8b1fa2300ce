"""A GGUF file of the llama architecture as the folder that transformers.js loads, laid out as on the hub.

Blocks of Q4_1 and Q8_0 keep their values: weights lie between a block's least and largest in
as many steps as in the file. Only the rows that tokens begin as are rounded again, to 8 bits.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from gguf import GGUFReader, dequantize

from lm_graph import BLOCK, DecoderBuilder, decoder_graph

PARTS = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
"""Names of a layer's weights in GGUF, and at Hugging Face."""
CONTROL, ADDED = 3, 4
"""Kinds of tokens that are no part of any text, as llama.cpp numbers them."""


@dataclass
class Shape:
    """The part of transformers' LlamaConfig that a graph needs."""

    vocab_size: int
    hidden_size: int
    intermediate_size: int
    num_hidden_layers: int
    num_attention_heads: int
    num_key_value_heads: int
    head_dim: int
    rms_norm_eps: float
    rope_parameters: dict[str, Any]
    max_position_embeddings: int


class BlockBuilder(DecoderBuilder):
    """Nodes of a decoder whose matrices keep the file's blocks: 4 bits, in the token table 8."""

    def matrix_product(self, x: str, name: str) -> str:
        """``x @ weight.T`` for the matrix ``name`` [out, in]."""
        weight = self.weights[name]
        if name == "model.embed_tokens.weight":
            bits, packing = 8, byte_blocks(weight)
        else:
            bits, packing = 4, half_byte_blocks(weight)
        parts = zip(("packed", "scales", "zeros"), packing)
        return self.op(
            "MatMulNBits",
            x,
            *(self.constant(f"{name}.{part}", value) for part, value in parts),
            domain="com.microsoft",
            K=weight.shape[1],
            N=weight.shape[0],
            bits=bits,
            block_size=BLOCK,
            accuracy_level=1,
        )


def byte_blocks(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """MatMulNBits' packing in 8 bits around 128: exact for what was Q8_0."""
    blocks = matrix.reshape(matrix.shape[0], -1, BLOCK)
    scales = np.abs(blocks).max(-1, keepdims=True) / 127
    scales[scales == 0] = 1
    return (np.round(blocks / scales) + 128).astype(np.uint8), scales.ravel()


def half_byte_blocks(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """MatMulNBits' packing in 4 bits with a zero for each block: exact for what was Q4_1."""
    blocks = matrix.reshape(matrix.shape[0], -1, BLOCK)
    least = blocks.min(-1, keepdims=True)
    scales = (blocks.max(-1, keepdims=True) - least) / 15
    flat = scales == 0
    scales[flat] = np.where(least == 0, 1, least)[flat]
    values = np.round((blocks - least) / scales).astype(np.uint8)
    zeros = -least / scales
    return values[..., 0::2] | values[..., 1::2] << 4, scales.ravel(), zeros.ravel()


def field(reader: GGUFReader, name: str) -> Any:
    """A value of the file's header."""
    return reader.fields[name].contents()


def shape_of(reader: GGUFReader) -> Shape:
    """The model's numbers."""
    width = field(reader, "llama.embedding_length")
    heads = field(reader, "llama.attention.head_count")
    return Shape(
        vocab_size=len(field(reader, "tokenizer.ggml.tokens")),
        hidden_size=width,
        intermediate_size=field(reader, "llama.feed_forward_length"),
        num_hidden_layers=field(reader, "llama.block_count"),
        num_attention_heads=heads,
        num_key_value_heads=field(reader, "llama.attention.head_count_kv"),
        head_dim=width // heads,
        rms_norm_eps=field(reader, "llama.attention.layer_norm_rms_epsilon"),
        rope_parameters={"rope_theta": field(reader, "llama.rope.freq_base")},
        max_position_embeddings=field(reader, "llama.context_length"),
    )


def weights_of(reader: GGUFReader, shape: Shape) -> dict[str, np.ndarray]:
    """All weights in single precision by Hugging Face's names."""
    weights: dict[str, np.ndarray] = {}
    for tensor in reader.tensors:
        matrix = dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        first, *rest = tensor.name.removesuffix(".weight").split(".")
        if first == "token_embd":
            weights["model.embed_tokens.weight"] = matrix
        elif first == "output_norm":
            weights["model.norm.weight"] = matrix
        else:
            layer, part = rest
            if part in ("attn_q", "attn_k"):
                # GGUF has the two numbers that a rotation mixes side by side.
                pairs = matrix.reshape(-1, shape.head_dim // 2, 2, matrix.shape[-1])
                matrix = np.ascontiguousarray(pairs.swapaxes(1, 2).reshape(matrix.shape))
            weights[f"model.layers.{layer}.{PARTS[part]}.weight"] = matrix
    return weights


def tokenizer_of(reader: GGUFReader) -> dict[str, Any]:
    """tokenizer.json of a vocabulary of merged bytes, digits by themselves."""
    tokens = field(reader, "tokenizer.ggml.tokens")
    kinds = field(reader, "tokenizer.ggml.token_type")
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    return {
        "version": "1.0",
        "added_tokens": [
            {"id": at, "content": token, "special": kinds[at] == CONTROL, **plain}
            for at, token in enumerate(tokens)
            if kinds[at] in (CONTROL, ADDED)
        ],
        "normalizer": None,
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [{"type": "Digits", "individual_digits": True}, byte_level],
        },
        "post_processor": None,
        "decoder": byte_level,
        "model": {
            "type": "BPE",
            "unk_token": None,
            "vocab": {token: at for at, token in enumerate(tokens)},
            "merges": field(reader, "tokenizer.ggml.merges"),
        },
    }


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="a new folder")
    args = parser.parse_args()

    reader = GGUFReader(args.gguf)
    shape = shape_of(reader)
    graph = decoder_graph(BlockBuilder(weights_of(reader, shape), True), shape)
    tokens = field(reader, "tokenizer.ggml.tokens")
    end = field(reader, "tokenizer.ggml.eos_token_id")
    start = field(reader, "tokenizer.ggml.bos_token_id")
    config = {**vars(shape), "model_type": "llama", "architectures": ["LlamaForCausalLM"]}
    config |= {"rope_theta": shape.rope_parameters["rope_theta"], "hidden_act": "silu"}
    config |= {"tie_word_embeddings": True, "bos_token_id": start, "eos_token_id": end}
    tokenizer_config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": shape.max_position_embeddings,
        "bos_token": tokens[start],
        "eos_token": tokens[end],
        "pad_token": tokens[end],
        "add_prefix_space": False,
    }
    (args.out / "onnx").mkdir(parents=True)
    onnx.save(graph, args.out / "onnx" / "model_q4.onnx")
    for name, content in (
        ("config", config),
        ("tokenizer", tokenizer_of(reader)),
        ("tokenizer_config", tokenizer_config),
        ("generation_config", {"bos_token_id": start, "eos_token_id": end}),
    ):
        (args.out / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


if __name__ == "__main__":
    main()

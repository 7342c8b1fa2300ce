"""The decoder's graph against the model it was made from, on random weights."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import torch
from transformers import LlamaForCausalLM

from lm_graph import DecoderBuilder, decoder_graph, quantise_blocks
from lm_model import decoder_config

VOCABULARY = 96


@pytest.fixture(scope="module")
def model() -> LlamaForCausalLM:
    """A small decoder whose norms are not all ones."""
    torch.manual_seed(0)
    model = LlamaForCausalLM(decoder_config(VOCABULARY, layers=2, width=128)).eval()
    for name, value in model.named_parameters():
        if "norm" in name:
            value.data.uniform_(0.5, 1.5)
        else:
            value.data *= 3
    return model


def session(model: LlamaForCausalLM, four_bits: bool) -> onnxruntime.InferenceSession:
    """The exported model on ONNX Runtime."""
    weights = {name: value.numpy() for name, value in model.state_dict().items()}
    graph = decoder_graph(DecoderBuilder(weights, four_bits), model.config)
    return onnxruntime.InferenceSession(graph.SerializeToString())


def run(runtime, ids: np.ndarray, mask: np.ndarray, positions: np.ndarray, past=None):
    """``(logits, cache)``; ``past`` is a cache of an earlier call."""
    feeds = {"input_ids": ids, "attention_mask": mask, "position_ids": positions}
    for place in runtime.get_inputs()[3:]:
        empty = np.zeros((len(ids), place.shape[1], 0, place.shape[3]), np.float32)
        feeds[place.name] = empty if past is None else past[place.name]
    values = dict(zip((o.name for o in runtime.get_outputs()), runtime.run(None, feeds)))
    logits = values.pop("logits")
    cache = {name.replace("present", "past_key_values"): v for name, v in values.items()}
    return logits, cache


def counted(length: int, start: int = 0, rows: int = 1) -> np.ndarray:
    """Positions from ``start``."""
    return np.tile(np.arange(start, start + length), (rows, 1))


def test_equals_the_model(model: LlamaForCausalLM) -> None:
    """fp32, one pass."""
    ids = np.random.default_rng(0).integers(VOCABULARY, size=(3, 11))
    logits, _ = run(session(model, False), ids, np.ones_like(ids), counted(11, rows=3))
    with torch.inference_mode():
        expected = model(torch.from_numpy(ids)).logits.numpy()
    np.testing.assert_allclose(logits, expected, atol=1e-4)


@pytest.mark.parametrize("four_bits", [False, True])
def test_a_cache_and_padding_change_nothing(
    model: LlamaForCausalLM, four_bits: bool
) -> None:
    """A prefix run once, a padded row beside a longer one, against each row alone."""
    runtime = session(model, four_bits)
    random = np.random.default_rng(1)
    prefix, long, short = (random.integers(VOCABULARY, size=n) for n in (5, 6, 4))
    _, cache = run(runtime, prefix[None], np.ones((1, 5), np.int64), counted(5))
    cache = {name: np.repeat(value, 2, 0) for name, value in cache.items()}
    ids = np.stack([long, np.pad(short, (0, 2))])
    mask = np.ones((2, 11), np.int64)
    mask[1, 9:] = 0
    logits, _ = run(runtime, ids, mask, counted(6, 5, 2), cache)
    for row, text in enumerate((long, short)):
        whole = np.concatenate([prefix, text])[None]
        alone, _ = run(runtime, whole, np.ones_like(whole), counted(whole.size))
        np.testing.assert_allclose(logits[row, : len(text)], alone[0, 5:], atol=1e-4)


def test_four_bits_are_unpacked_as_they_were_packed() -> None:
    """The packing of MatMulNBits: low nibble first, 8 is zero, one scale per block."""
    matrix = np.random.default_rng(2).normal(size=(3, 64)).astype(np.float32)
    packed, scales = quantise_blocks(matrix)
    assert packed.shape == (3, 2, 16)
    values = (
        np.stack([packed & 15, packed >> 4], -1).reshape(3, 2, 32).astype(np.float32) - 8
    )
    restored = (values * scales.reshape(3, 2, 1)).reshape(3, 64)
    assert np.abs(restored - matrix).max() < 0.25
    assert np.corrcoef(restored.ravel(), matrix.ravel())[0, 1] > 0.99

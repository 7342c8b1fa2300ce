"""The MiniLM graph against the PyTorch model, on random weights and token ids."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import torch
from transformers import BertConfig, BertModel

from batches import pad
from data import DIMENSIONS
from minilm.distil import drawn_anew
from minilm.graph import OUTPUTS, build_graph
from minilm.model import PAD, SentenceHeads
from quantise import calibrate


@pytest.fixture(scope="module")
def model() -> SentenceHeads:
    """An untrained encoder with three heads a question, whose weights are large enough to matter."""
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=300,
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=128,
        max_position_embeddings=128,
    )
    model = SentenceHeads(BertModel(config, add_pooling_layer=False), 3, dropout=0).eval()
    for value in model.parameters():
        value.data.add_(0.1 * torch.randn_like(value))
    return model


def sequences() -> list[list[int]]:
    random = np.random.default_rng(0)
    return [
        [101, *random.integers(5, 300, length).tolist(), 102] for length in (3, 40, 17, 1)
    ]


def run(model: SentenceHeads, rows: list[list[int]], quantised: bool) -> list[np.ndarray]:
    batch = pad(rows, PAD)
    ranges = calibrate(model, model.encoder.encoder, "encoder", [pad(sequences(), PAD)])
    graph = build_graph(model, ranges if quantised else None).SerializeToString()
    inputs = {"input_ids": batch[0].numpy(), "attention_mask": batch[1].numpy()}
    return onnxruntime.InferenceSession(graph).run([*OUTPUTS, "doubt"], inputs)


@torch.no_grad()
def test_outputs_are_the_heads_mean_probabilities(model: SentenceHeads) -> None:
    *logits, doubt = run(model, sequences(), quantised=False)
    q = {name: rows.softmax(-1) for name, rows in model(*pad(sequences(), PAD)).items()}
    expected = [
        q["reddit"],
        q["everyday"],
        *(q["ratings"][:, :, at] for at in range(len(DIMENSIONS))),
    ]
    for found, heads in zip(logits, expected, strict=True):
        assert np.allclose(np.exp(found), heads.mean(0), atol=1e-5)

    def entropy(p: torch.Tensor) -> torch.Tensor:
        return -(p * p.log2()).sum(-1)

    for place, heads in enumerate(expected):
        spread = entropy(heads.mean(0)) - entropy(heads).mean(0)
        assert np.allclose(doubt[:, place], spread, atol=1e-4)


@pytest.mark.parametrize("quantised", [False, True])
def test_an_output_does_not_depend_on_its_batch(
    model: SentenceHeads, quantised: bool
) -> None:
    together = run(model, sequences(), quantised)
    for row, sequence in enumerate(sequences()):
        alone = run(model, [sequence], quantised)
        for whole, single in zip(together, alone, strict=True):
            assert np.abs(whole[row] - single[0]).max() < 1e-5


def test_answers_drawn_anew_are_shares_around_those_given() -> None:
    shares = np.array([[0.5, 0.25, 0.25, 0.0]], np.float32).repeat(4000, 0)
    drawn = drawn_anew(shares, 5, np.random.default_rng(0))
    assert np.allclose(drawn.sum(1), 1)
    assert np.allclose(drawn.mean(0), shares[0], atol=0.02)
    assert set(np.unique(drawn)) <= {np.float32(k / 5) for k in range(6)}

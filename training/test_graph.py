"""The ONNX graph against the PyTorch model, on random weights and token ids."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from batches import Batch, pad
from graph import OUTPUTS, build_graph
from model import FourHeads, encoder_config
from quantise import calibrate


@pytest.fixture(scope="module")
def model() -> FourHeads:
    """An untrained encoder whose weights are large enough to matter."""
    torch.manual_seed(0)
    model = FourHeads(encoder_config(vocabulary=300, layers=2, width=128)).eval()
    for value in model.parameters():
        value.data.add_(0.1 * torch.randn_like(value))
    return model


def sequences(count: int) -> list[list[int]]:
    random = np.random.default_rng(0)
    return [
        [0, *random.integers(5, 300, random.integers(1, 60)).tolist(), 2]
        for _ in range(count)
    ]


def run(graph: onnx.ModelProto, batch: Batch) -> np.ndarray:
    session = onnxruntime.InferenceSession(
        graph.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    inputs = {"input_ids": batch[0].numpy(), "attention_mask": batch[1].numpy()}
    return np.concatenate(session.run(OUTPUTS, inputs), axis=1)


@torch.no_grad()
def expected(model: FourHeads, batch: Batch) -> np.ndarray:
    emotion, ratings = model(*batch)
    return torch.cat([emotion, ratings.flatten(1)], dim=1).numpy()


def test_fp32_graph_equals_the_model(model: FourHeads) -> None:
    batch = pad(sequences(40))
    np.testing.assert_allclose(
        run(build_graph(model, None), batch), expected(model, batch), atol=2e-4
    )


def test_int8_graph_stays_near_the_model(model: FourHeads) -> None:
    batch = pad(sequences(40))
    graph = build_graph(
        model, calibrate(model, model.roberta.encoder, "roberta.encoder", [batch])
    )
    truth = expected(model, batch)
    off = np.abs(run(graph, batch) - truth).mean() / np.abs(truth).mean()
    assert 0 < off < 0.1


def test_int8_output_does_not_depend_on_the_batch(model: FourHeads) -> None:
    texts = sequences(40)
    graph = build_graph(
        model, calibrate(model, model.roberta.encoder, "roberta.encoder", [pad(texts)])
    )
    together = run(graph, pad(texts))
    alone = np.concatenate([run(graph, pad([text])) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_padding_is_not_calibrated_on(model: FourHeads) -> None:
    texts = sequences(3)
    longest = [*range(5, 100)]
    ranges = calibrate(
        model, model.roberta.encoder, "roberta.encoder", [pad([text]) for text in texts]
    )
    ids, mask = pad([*texts, longest])
    padded = calibrate(
        model, model.roberta.encoder, "roberta.encoder", [(ids[:3], mask[:3])]
    )
    for name, limits in ranges.items():
        assert padded[name] == pytest.approx(limits, abs=1e-3)

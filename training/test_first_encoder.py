"""The first token embeddings pass a layer normalisation unchanged."""

from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional

from first_encoder import equal_lengths, rotation

WIDTH = 32


def test_embeddings_are_their_own_normalisation() -> None:
    vectors = np.random.default_rng(1).normal(size=(100, WIDTH - 2))
    equal, length = equal_lengths(vectors)
    table = torch.from_numpy(equal @ rotation(WIDTH, seed=2))
    assert torch.allclose(table.norm(dim=1), torch.tensor(length).double())
    normalised = functional.layer_norm(table, (WIDTH,), eps=0.0)
    scale = length / np.sqrt(WIDTH)
    assert torch.allclose(normalised * scale, table, atol=1e-9)


def test_what_was_not_cut_can_be_read_back() -> None:
    vectors = np.random.default_rng(3).normal(size=(100, WIDTH - 2))
    equal, length = equal_lengths(vectors)
    turn = rotation(WIDTH, seed=4)
    kept = np.linalg.norm(vectors, axis=1) <= length
    back = (equal @ turn) @ turn[:-2].T
    assert 80 <= kept.sum() <= 90
    np.testing.assert_allclose(back[kept], vectors[kept], atol=1e-9)

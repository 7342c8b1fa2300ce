"""Texts as padded batches of token ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from model import MAX_TOKENS
from tokenizer import PAD

Batch = tuple[Tensor, Tensor]
"""``(input_ids, attention_mask)``, both int64 [B, L], padded on the right."""


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """Token ids of each text, cut to ``MAX_TOKENS`` with ``</s>`` kept."""
    tokenizer.enable_truncation(MAX_TOKENS)
    encodings = tokenizer.encode_batch(list(texts))
    tokenizer.no_truncation()
    return [encoding.ids for encoding in encodings]


def pad(sequences: Sequence[list[int]], token: int = PAD) -> Batch:
    """One batch as long as its longest sequence, filled with ``token``."""
    length = max(map(len, sequences))
    ids = torch.full((len(sequences), length), token)
    mask = torch.zeros_like(ids)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = torch.tensor(sequence)
        mask[row, : len(sequence)] = 1
    return ids, mask


def by_length(sequences: Sequence[list[int]], size: int) -> Iterator[np.ndarray]:
    """Indices of every sequence once, in batches of alike lengths."""
    order = np.argsort([len(sequence) for sequence in sequences], kind="stable")
    for start in range(0, len(order), size):
        yield order[start : start + size]


def shuffled_by_length(
    sequences: Sequence[list[int]], size: int, random: np.random.Generator
) -> list[np.ndarray]:
    """As ``by_length`` within random groups of 50 batches, in random order."""
    order = random.permutation(len(sequences))
    batches = []
    for start in range(0, len(order), size * 50):
        group = order[start : start + size * 50]
        lengths = [len(sequences[index]) for index in group]
        group = group[np.argsort(lengths, kind="stable")]
        batches += [group[at : at + size] for at in range(0, len(group), size)]
    return [batches[index] for index in random.permutation(len(batches))]

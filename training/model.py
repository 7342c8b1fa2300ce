"""The encoder with its four heads, and how checkpoints of it are read."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import RobertaConfig, RobertaForMaskedLM, RobertaModel

from data import DIMENSIONS, EMOTIONS, POINTS
from tokenizer import BOS, EOS, PAD

MAX_TOKENS = 128
"""The longest input the position table holds, ``<s>`` and ``</s>`` included."""


def encoder_config(
    vocabulary: int, layers: int, width: int, dropout: float = 0
) -> RobertaConfig:
    """A RoBERTa of ``layers`` x ``width`` with heads of 64 and inner layers of 4 x width."""
    return RobertaConfig(
        vocab_size=vocabulary,
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=width // 64,
        intermediate_size=4 * width,
        # RoBERTa counts positions from pad_token_id + 1.
        max_position_embeddings=MAX_TOKENS + PAD + 1,
        type_vocab_size=1,
        bos_token_id=BOS,
        pad_token_id=PAD,
        eos_token_id=EOS,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
    )


class FourHeads(nn.Module):
    """Mean-pooled RoBERTa with logits for emotion, valence, arousal and dominance."""

    def __init__(self, config: RobertaConfig, head_dropout: float = 0) -> None:
        super().__init__()
        self.roberta = RobertaModel(config, add_pooling_layer=False)
        self.dropout = nn.Dropout(head_dropout)
        self.emotion = nn.Linear(config.hidden_size, len(EMOTIONS))
        self.ratings = nn.Linear(config.hidden_size, len(DIMENSIONS) * len(POINTS))

    def pooled(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Mean of the last layer's states over a text's tokens [B, width]."""
        hidden = self.roberta(input_ids, attention_mask).last_hidden_state
        weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return self.dropout((hidden * weight).sum(1) / weight.sum(1))

    def heads(self, pooled: Tensor) -> tuple[Tensor, Tensor]:
        """``(emotion logits [B, 28], rating logits [B, 3, 5])``."""
        ratings = self.ratings(pooled).unflatten(-1, (len(DIMENSIONS), len(POINTS)))
        return self.emotion(pooled), ratings

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """The heads' logits for ids and mask [B, L]."""
        return self.heads(self.pooled(input_ids, attention_mask))


def load_weights(model: FourHeads | RobertaForMaskedLM, path: Path) -> list[str]:
    """Copy what ``path`` (safetensors) has into ``model``; the names it lacks."""
    weights = {name: value.float() for name, value in load_file(path).items()}
    known = model.state_dict().keys()
    weights = {name: value for name, value in weights.items() if name in known}
    return model.load_state_dict(weights, strict=False).missing_keys


def shape_of(path: Path) -> tuple[int, int, int]:
    """``(vocabulary, layers, width)`` of a checkpoint."""
    weights = load_file(path)
    vocabulary, width = weights["roberta.embeddings.word_embeddings.weight"].shape
    layers = sum(name.endswith("attention.self.query.weight") for name in weights)
    return vocabulary, layers, width


def use_threads(count: int) -> None:
    """Compute on ``count`` threads, with denormals flushed to zero."""
    torch.set_num_threads(count)
    torch.set_flush_denormal(True)

"""A public sentence encoder with heads for two kinds of text and for ratings."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from data import DIMENSIONS, EMOTIONS, POINTS

MAX_TOKENS = 128
PAD = 0
"""BERT's padding token."""
FIRST_WORD = 999
"""Tokens of BERT's vocabulary up to this one are special or unused, or single characters."""
MASK = 103
QUESTIONS = ("reddit", "everyday", "ratings", "writers")
"""What there is a group of heads for: emotions of comments and of everyday texts, readers' and writers' ratings."""
_WIDTHS = {
    "reddit": len(EMOTIONS),
    "everyday": len(EMOTIONS),
    "ratings": len(DIMENSIONS) * len(POINTS),
    "writers": len(DIMENSIONS) * len(POINTS),
}


class SentenceHeads(nn.Module):
    """A mean-pooled encoder with ``members`` heads for each question.

    ``forward`` gives logits [members, B, 28] or [members, B, 3, 5] by question.
    """

    def __init__(self, encoder: nn.Module, members: int = 1, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        width = encoder.config.hidden_size
        self.weight = nn.ParameterDict(
            {
                q: nn.Parameter(torch.randn(members, n, width) * 0.02)
                for q, n in _WIDTHS.items()
            }
        )
        self.bias = nn.ParameterDict(
            {q: nn.Parameter(torch.zeros(members, n)) for q, n in _WIDTHS.items()}
        )

    def pooled(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Mean of the last layer's states over a text's tokens [B, width]."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask
        ).last_hidden_state
        weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return (hidden * weight).sum(1) / weight.sum(1)

    def heads(self, pooled: Tensor) -> dict[str, Tensor]:
        """Logits of every question for pooled states [B, width]."""
        dropped = self.dropout(pooled)
        logits = {}
        for question in QUESTIONS:
            rows = torch.einsum("bw,mnw->mbn", dropped, self.weight[question])
            rows = rows + self.bias[question][:, None]
            if _WIDTHS[question] == 15:
                rows = rows.unflatten(-1, (len(DIMENSIONS), len(POINTS)))
            logits[question] = rows
        return logits

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> dict[str, Tensor]:
        """Logits of every question."""
        return self.heads(self.pooled(input_ids, attention_mask))


def load_encoder(folder: Path) -> nn.Module:
    """The encoder of a folder in the Hugging Face layout, in fp32, without a pooling layer where it has one."""
    encoder = AutoModel.from_pretrained(folder, dtype=torch.float32)
    if hasattr(encoder, "pooler"):
        encoder.pooler = None
    return encoder

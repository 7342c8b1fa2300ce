"""One way to train: texts, a target for each question and text, and how much each counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from minilm.model import FIRST_WORD, MASK, MAX_TOKENS, SentenceHeads

WARMUP = 0.06
EMA_SHARE = 0.05
"""The moving average of the weights looks back over this share of all updates."""


class Texts:
    """Token ids of texts, padded in batches on a device."""

    def __init__(self, folder: Path, texts: list[str], device: str) -> None:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS)
        rows = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
        self.lengths = np.array([len(row) for row in rows])
        self.device = device
        table = np.zeros((len(rows), self.lengths.max()), np.int32)
        for row, ids in enumerate(rows):
            table[row, : len(ids)] = ids
        self.table = torch.from_numpy(table).to(device)
        self.length = torch.from_numpy(self.lengths).to(device)

    def batch(self, rows: np.ndarray) -> tuple[Tensor, Tensor]:
        """``(input_ids, attention_mask)`` of texts ``rows``, padded to a multiple of 8 tokens."""
        width = min(self.table.shape[1], -(-int(self.lengths[rows].max()) // 8) * 8)
        at = torch.from_numpy(rows).to(self.device)
        places = torch.arange(width, device=self.device)
        return self.table[at, :width].long(), (places < self.length[at, None]).long()


@dataclass(frozen=True)
class Targets:
    """What is to be learnt: by question targets [M, N, ...] and weights [M, N], 0 where there is none.

    M is 1, or the number of heads where each learns from a sample of its own.
    """

    values: dict[str, np.ndarray]
    weights: dict[str, np.ndarray]


def soft_cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy [members, B] of logits [members, B, ..., K]; `target` may have one member for all of them."""
    losses = -(target * logits.float().log_softmax(-1)).sum(-1)
    return losses if losses.dim() == 2 else losses.sum(2)


@torch.no_grad()
def predict(model: SentenceHeads, texts: Texts, rows: np.ndarray) -> dict[str, np.ndarray]:
    """The heads' mean probabilities of texts ``rows`` by question, in their order."""
    model.eval()
    order = rows[np.argsort(texts.lengths[rows], kind="stable")]
    where = np.empty(texts.table.shape[0], np.int64)
    where[rows] = np.arange(len(rows))
    found: dict[str, np.ndarray] = {}
    for start in range(0, len(order), 512):
        part = order[start : start + 512]
        with torch.autocast(texts.device, torch.bfloat16, enabled=texts.device == "cuda"):
            logits = model(*texts.batch(part))
        for question, rows_ in logits.items():
            q = rows_.float().softmax(-1).mean(0).cpu().numpy()
            found.setdefault(question, np.empty((len(rows), *q.shape[1:]), np.float32))[
                where[part]
            ] = q
    return found


def batches_of(
    draws: np.ndarray, lengths: np.ndarray, size: int, random: np.random.Generator
) -> list[np.ndarray]:
    """``draws`` in random batches of texts of alike length."""
    order = random.permutation(draws)
    batches = []
    for start in range(0, len(order), size * 50):
        group = order[start : start + size * 50]
        group = group[np.argsort(lengths[group], kind="stable")]
        batches += [group[at : at + size] for at in range(0, len(group), size)]
    return [batches[index] for index in random.permutation(len(batches))]


def train(
    model: SentenceHeads,
    texts: Texts,
    targets: Targets,
    epochs: list[np.ndarray],
    *,
    rate: float,
    head_rate: float,
    batch: int,
    loss_weights: dict[str, float],
    seed: int,
    hide: float = 0.0,
    decay: float = 1.0,
    after_epoch: Callable[[int, SentenceHeads], None] | None = None,
) -> SentenceHeads:
    """Train on the texts named in each of ``epochs``; returns a moving average of the weights.

    ``rate`` is the peak learning rate of the encoder's last layer; each layer below has ``decay`` times that of the
    one above. ``hide`` is the share of tokens of words that are masked; it takes BERT's vocabulary.
    """
    device = texts.device
    random = np.random.default_rng(seed)
    torch.manual_seed(seed)
    plan = [batches_of(draws, texts.lengths, batch, random) for draws in epochs]
    steps = sum(map(len, plan))
    values = {
        q: torch.from_numpy(v.astype(np.float32)).to(device)
        for q, v in targets.values.items()
    }
    weights = {
        q: torch.from_numpy(w.astype(np.float32)).to(device)
        for q, w in targets.weights.items()
    }
    groups = [
        {"params": parameters, "lr": rate * decay**depth, "peak": rate * decay**depth}
        for depth, parameters in _by_depth(model.encoder)
    ]
    heads = [*model.weight.parameters(), *model.bias.parameters()]
    groups.append({"params": heads, "lr": head_rate, "peak": head_rate})
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=device == "cuda")
    current = list(model.parameters())
    averaged = [parameter.detach().clone() for parameter in current]
    step, started = 0, time.monotonic()
    for epoch, batches in enumerate(plan):
        model.train()
        for rows in batches:
            progress = step / steps
            scale = min((progress + 1 / steps) / WARMUP, (1 - progress) / (1 - WARMUP))
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * scale
            ids, mask = texts.batch(rows)
            if hide:
                hidden = (torch.rand(ids.shape, device=device) < hide) & (ids > FIRST_WORD)
                ids = torch.where(hidden, MASK, ids)
            at = torch.from_numpy(rows).to(device)
            with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
                logits = model(ids, mask)
            loss = torch.zeros((), device=device)
            for question in values:
                weight = weights[question][:, at]
                losses = soft_cross_entropy(logits[question], values[question][:, at])
                loss = loss + loss_weights[question] * (losses * weight).mean()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            if step % 4 == 0 or step == steps:
                share = min(1.0, max(4 / (EMA_SHARE * steps), 4 / step))
                with torch.no_grad():
                    torch._foreach_lerp_(averaged, current, share)
        print(
            f"epoch {epoch + 1} of {len(plan)}: {step} updates, {time.monotonic() - started:.0f} s",
            flush=True,
        )
        if after_epoch:
            own = [parameter.detach().clone() for parameter in current]
            _put(current, averaged)
            after_epoch(epoch + 1, model)
            _put(current, own)
    _put(current, averaged)
    return model


@torch.no_grad()
def _put(parameters: list[nn.Parameter], values: list[Tensor]) -> None:
    """Copy ``values`` into ``parameters``."""
    torch._foreach_copy_(parameters, values)


def _by_depth(encoder: nn.Module) -> list[tuple[int, list[nn.Parameter]]]:
    """The encoder's parameters by how far they are below its last layer; embeddings are lowest."""
    layers = encoder.config.num_hidden_layers
    groups: dict[int, list[nn.Parameter]] = {}
    for name, parameter in encoder.named_parameters():
        parts = name.split(".")
        place = (
            layers
            if "layer" not in parts
            else layers - 1 - int(parts[parts.index("layer") + 1])
        )
        groups.setdefault(place, []).append(parameter)
    return sorted(groups.items())

"""Pre-training of the language model; it survives being stopped, suspended and restarted.

Rows are read once, in the order that ``lm_rows.py`` gave them; with fewer ``--tokens``
than rows it starts later, so that the last rows are always read. Hidden matrices are
updated by Muon (Jordan et al. 2024), the rest by AdamW.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from transformers import LlamaForCausalLM

from lm_model import decoder_config
from long_run import Progress, add_run_options, begin, save_whole
from muon import Muon
from pretrain import learning_rate

NAMED_WEIGHT = 4.0
"""A token that names an emotion weighs this much in the loss, any other 1."""


class Run:
    """One pre-training run: model, optimisers, and how many tokens it has seen."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        config = decoder_config(args.vocabulary, args.layers, args.width)
        self.model = LlamaForCausalLM(config).to(args.device)
        layers = list(self.model.model.layers.parameters())
        matrices = [p for p in layers if p.ndim == 2]
        others = [p for p in self.model.parameters() if not any(p is m for m in matrices)]
        self.optimisers = [
            Muon(matrices),
            torch.optim.AdamW(others, weight_decay=0.0, betas=(0.9, 0.98), fused=True),
        ]
        self.tokens = 0
        self.state = args.out / "state.pt"
        if self.state.exists():
            saved = torch.load(self.state, map_location=args.device)
            self.model.load_state_dict(saved["model"])
            for optimiser, values in zip(self.optimisers, saved["optimisers"]):
                optimiser.load_state_dict(values)
            self.tokens = saved["tokens"]
        elif args.embeddings:
            table = torch.from_numpy(np.load(args.embeddings))
            self.model.model.embed_tokens.weight.data.copy_(table)
        self.loss = torch.compile(self._loss, dynamic=False)

    def _loss(self, ids: Tensor, weight: Tensor) -> tuple[Tensor, Tensor]:
        logits = self.model(input_ids=ids).logits[:, :-1]
        losses = nn.functional.cross_entropy(
            logits.float().flatten(0, 1), ids[:, 1:].flatten(), reduction="none"
        )
        weight = weight[:, 1:].flatten()
        return (losses * weight).sum() / weight.sum(), losses.mean()

    def step(self, ids: Tensor, named: Tensor) -> float:
        """One update on ids and flags [B, L]; the unweighted loss in nats per token."""
        rate = learning_rate(self.args.rate, self.tokens / self.args.tokens)
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = rate
        weight = 1 + (NAMED_WEIGHT - 1) * named.float()
        with torch.autocast(ids.device.type, torch.bfloat16, enabled=self.args.bf16):
            weighted, plain = self.loss(ids, weight)
        weighted.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimiser in self.optimisers:
            optimiser.step()
            optimiser.zero_grad()
        self.tokens += ids.numel()
        return plain.item()

    def save(self) -> None:
        """Write state and weights, each whole or not at all."""
        state = {
            "model": self.model.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "tokens": self.tokens,
        }
        save_whole(self.state, lambda new: torch.save(state, new))
        weights = {name: value.contiguous() for name, value in state["model"].items()}
        # The output matrix is the embedding table itself.
        weights.pop("lm_head.weight")
        save_whole(self.args.out / "lm.safetensors", lambda new: save_file(weights, new))


def main() -> None:
    """Train on the last ``--tokens`` tokens, saving every ``--save-minutes``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=Path, required=True, help="from lm_rows.py")
    parser.add_argument("--embeddings", type=Path, help="from embeddings.py")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--vocabulary", type=int, default=8_192)
    parser.add_argument("--tokens", type=float, required=True)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--batch", type=int, default=32, help="rows in an update")
    parser.add_argument(
        "--bf16", action="store_true", help="where the device is fast at it"
    )
    add_run_options(parser, save_minutes=4, seed=0)
    args = parser.parse_args()
    begin(args)
    rows = np.load(args.rows)
    ids, named = rows["ids"], rows["named"]
    size = args.batch * ids.shape[1]
    steps = min(int(args.tokens) // size, len(ids) // args.batch)
    args.tokens = steps * size
    first = len(ids) - steps * args.batch
    run = Run(args)
    progress = Progress(run, args.save_minutes)
    for step in range(run.tokens // size, steps):
        part = slice(first + step * args.batch, first + (step + 1) * args.batch)
        loss = run.step(
            torch.from_numpy(ids[part].astype(np.int64)).to(args.device),
            torch.from_numpy(named[part]).to(args.device),
        )
        progress.after(step, loss)
    progress.end()


if __name__ == "__main__":
    main()

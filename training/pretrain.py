"""Masked-LM pre-training that survives being stopped, suspended and started again.

The learning rate follows the tokens seen, never the clock: a suspended process
goes on as if nothing had happened, and a killed one from its last checkpoint.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from transformers import RobertaForMaskedLM

from long_run import Progress, add_run_options, begin, save_whole
from model import encoder_config, load_weights
from tokenizer import MASK, SPECIALS

WARMUP = 0.03
"""Share of all tokens over which the learning rate rises; then it falls linearly."""


def mask_tokens(ids: Tensor, vocabulary: int, rate: float) -> tuple[Tensor, Tensor]:
    """``(corrupted ids, chosen)``: of the chosen 80% masked, 10% random, 10% kept."""
    chosen = (torch.rand(ids.shape, device=ids.device) < rate) & (ids >= len(SPECIALS))
    draw = torch.rand(ids.shape, device=ids.device)
    random_ids = torch.randint_like(ids, len(SPECIALS), vocabulary)
    corrupted = torch.where(chosen & (draw < 0.8), MASK, ids)
    return torch.where(chosen & (draw >= 0.9), random_ids, corrupted), chosen


def learning_rate(peak: float, progress: float) -> float:
    """Linear warm-up, then linear decay to zero at ``progress`` 1."""
    return peak * min(progress / WARMUP, (1 - progress) / (1 - WARMUP))


class Run:
    """One pre-training run: model, optimiser, and how many tokens it has seen."""

    def __init__(self, args: argparse.Namespace, vocabulary: int) -> None:
        self.args = args
        config = encoder_config(vocabulary, args.layers, args.width)
        self.model = RobertaForMaskedLM(config).to(args.device)
        self.optimiser = torch.optim.AdamW(
            self.model.parameters(),
            weight_decay=0.05,
            betas=(0.9, 0.98),
            fused=True,
        )
        self.tokens = 0
        self.state = args.out / "state.pt"
        if self.state.exists():
            saved = torch.load(self.state, map_location=args.device)
            self.model.load_state_dict(saved["model"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.tokens = saved["tokens"]
        elif args.init:
            print("not in the checkpoint:", load_weights(self.model, args.init))
        elif args.embeddings:
            table = torch.from_numpy(np.load(args.embeddings))
            self.model.roberta.embeddings.word_embeddings.weight.data.copy_(table)
        self.encode = torch.compile(self._encode, dynamic=False)

    def _encode(self, ids: Tensor) -> Tensor:
        return self.model.roberta(input_ids=ids).last_hidden_state

    def step(self, ids: Tensor) -> float:
        """One update on token ids [B, L]; the loss in nats per masked token."""
        rate = learning_rate(self.args.rate, self.tokens / self.args.tokens)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        corrupted, chosen = mask_tokens(
            ids, self.model.config.vocab_size, self.args.mask_rate
        )
        with torch.autocast(ids.device.type, torch.bfloat16, enabled=self.args.bf16):
            logits = self.model.lm_head(self.encode(corrupted)[chosen])
        loss = nn.functional.cross_entropy(logits.float(), ids[chosen])
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.tokens += ids.numel()
        return loss.item()

    def save(self) -> None:
        """Write state and weights, each whole or not at all."""
        state = {
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "tokens": self.tokens,
        }
        save_whole(self.state, lambda new: torch.save(state, new))
        weights = {name: value.contiguous() for name, value in state["model"].items()}
        # The output matrix is the embedding table itself.
        weights.pop("lm_head.decoder.weight")
        weights.pop("lm_head.decoder.bias", None)
        save_whole(self.args.out / "mlm.safetensors", lambda new: save_file(weights, new))


def main() -> None:
    """Train until ``--tokens`` tokens are seen, saving every ``--save-minutes``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=Path, required=True, help="from corpus.py")
    parser.add_argument("--init", type=Path, help="weights to start from")
    parser.add_argument("--embeddings", type=Path, help="from embeddings.py")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--vocabulary", type=int, default=12_000)
    parser.add_argument("--tokens", type=float, required=True)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=64, help="rows in an update")
    parser.add_argument("--mask-rate", type=float, default=0.2)
    parser.add_argument(
        "--bf16", action="store_true", help="where the device is fast at it"
    )
    add_run_options(parser, save_minutes=4, seed=0)
    args = parser.parse_args()
    begin(args)
    rows = np.load(args.rows, mmap_mode="r")
    run = Run(args, args.vocabulary)
    batches = len(rows) // args.batch
    progress = Progress(run, args.save_minutes)
    while run.tokens < args.tokens:
        step = run.tokens // (args.batch * rows.shape[1])
        order = np.random.default_rng((args.seed, step // batches)).permutation(batches)
        start = order[step % batches] * args.batch
        ids = torch.from_numpy(rows[start : start + args.batch].astype(np.int64))
        loss = run.step(ids.to(args.device))
        progress.after(step, loss)
    progress.end()


if __name__ == "__main__":
    main()

"""What every training run of hours shares: its options, its files and what it tells."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import torch

from model import use_threads


def add_run_options(
    parser: argparse.ArgumentParser, *, save_minutes: float, seed: int
) -> None:
    """Add ``--out``, ``--device``, ``--threads``, ``--save-minutes`` and ``--seed``."""
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoints")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--save-minutes", type=float, default=save_minutes)
    parser.add_argument("--seed", type=int, default=seed)


def begin(args: argparse.Namespace) -> None:
    """Set threads and seed as :func:`add_run_options` read them, and make ``--out``."""
    use_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)


def save_whole(path: Path, save: Callable[[Path], None]) -> None:
    """Have ``save`` write the file ``path`` whole or not at all, however the run ends."""
    new = path.with_name(f"{path.name}.new")
    save(new)
    new.replace(path)


class PretrainingRun(Protocol):
    """A run that counts its tokens."""

    tokens: int

    def save(self) -> None:
        """Write what the run needs to go on."""


class Progress:
    """Tells of a pre-training run every 50 updates and has it saved every few minutes."""

    def __init__(self, run: PretrainingRun, save_minutes: float) -> None:
        self.run = run
        self.pause = 60 * save_minutes
        self.started = self.saved = time.monotonic()
        self.tokens_before = run.tokens
        self.mean: float | None = None

    def after(self, step: int, loss: float) -> None:
        """Take in the loss of update ``step``."""
        self.mean = loss if self.mean is None else 0.98 * self.mean + 0.02 * loss
        now = time.monotonic()
        if step % 50 == 0:
            speed = (self.run.tokens - self.tokens_before) / (now - self.started)
            print(
                f"{self.run.tokens / 1e6:.2f} M, loss {self.mean:.3f}, {speed:.0f}/s",
                flush=True,
            )
        if now - self.saved > self.pause:
            self.run.save()
            self.saved = now

    def end(self) -> None:
        """Save for the last time."""
        self.run.save()
        loss = "none" if self.mean is None else f"{self.mean:.3f}"
        print(f"done: {self.run.tokens / 1e6:.2f} M tokens, loss {loss}")

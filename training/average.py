"""The weighted mean of several checkpoints of one fine-tuning run.

Epochs of one run lie in one basin, and their mean is often better than each:
here the categories want more epochs than the ratings do.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file


def mean_weights(paths: list[Path], shares: list[float]) -> dict[str, torch.Tensor]:
    """Every tensor's mean over ``paths``, weighted by ``shares``."""
    mean: dict[str, torch.Tensor] = {}
    for path, share in zip(paths, shares, strict=True):
        for name, value in load_file(path).items():
            mean[name] = mean.get(name, 0) + value * (share / sum(shares))
    return mean


def main() -> None:
    """Average ``CHECKPOINT...`` by ``--shares`` (equal without)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--shares", type=float, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    shares = args.shares or [1.0] * len(args.checkpoints)
    save_file(mean_weights(args.checkpoints, shares), args.out)


if __name__ == "__main__":
    main()

"""Muon (Jordan et al. 2024): momentum, orthogonalised, as the update of a matrix.

torch.optim.Muon orthogonalises in bfloat16, which a processor without bfloat16
arithmetic does ten times slower than float32; this one keeps the parameters' own type.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor

QUINTIC = (3.4445, -4.7750, 2.0315)
"""Coefficients of the Newton-Schulz step; five steps bring singular values near 1."""
STEPS = 5


def orthogonalised(matrix: Tensor) -> Tensor:
    """The nearest matrix to ``matrix`` [m, n] with singular values near 1."""
    a, b, c = QUINTIC
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.mT if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(STEPS):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.mT if tall else x


class Muon(torch.optim.Optimizer):
    """For matrices [m, n]; ``lr`` is on AdamW's scale: an update's RMS is 0.2 lr."""

    def __init__(
        self,
        parameters: Iterable[Tensor],
        lr: float = 1e-3,
        momentum: float = 0.95,
        weight_decay: float = 0.05,
    ) -> None:
        settings = {"lr": lr, "momentum": momentum, "weight_decay": weight_decay}
        super().__init__(parameters, settings)

    @torch.no_grad()
    def step(self) -> None:
        """Apply one update from the gradients at hand."""
        for group in self.param_groups:
            for matrix in group["params"]:
                state = self.state[matrix]
                if not state:
                    state["momentum"] = torch.zeros_like(matrix)
                momentum = state["momentum"]
                momentum.lerp_(matrix.grad, 1 - group["momentum"])
                update = orthogonalised(matrix.grad.lerp(momentum, group["momentum"]))
                matrix.mul_(1 - group["lr"] * group["weight_decay"])
                scale = 0.2 * max(matrix.shape) ** 0.5
                matrix.add_(update, alpha=-group["lr"] * scale)

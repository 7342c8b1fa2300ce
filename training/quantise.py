"""Calibration: the range of every linear layer's input over training texts."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from batches import Batch
from graph import Range

TAIL = 1e-5
"""Share of values clipped at either end: single outliers would coarsen all others."""


@torch.no_grad()
def calibrate(
    model: nn.Module, encoder: nn.Module, name: str, batches: Iterable[Batch]
) -> dict[str, Range]:
    """``{layer name: (low, high)}`` of the inputs of the linear layers of ``encoder``, a part of ``model``.

    ``name`` is what layers' names begin with. Values at padding are left out. ``batches`` are
    ``(input_ids, attention_mask)``.
    """
    inputs: dict[str, list[Tensor]] = {}
    mask = torch.empty(0)

    def watch(layer: nn.Linear, name: str) -> None:
        def hook(_: nn.Module, arguments: tuple[Tensor, ...]) -> None:
            inputs.setdefault(name, []).append(arguments[0][mask.bool()].flatten())

        hooks.append(layer.register_forward_pre_hook(hook))

    hooks: list[torch.utils.hooks.RemovableHandle] = []
    for place, layer in encoder.named_modules(prefix=name):
        if isinstance(layer, nn.Linear):
            watch(layer, place)
    model.eval()
    for ids, mask in batches:
        model(ids, mask)
    for handle in hooks:
        handle.remove()
    return {name: _range(torch.cat(values)) for name, values in inputs.items()}


def _range(values: Tensor) -> Range:
    clipped = max(1, round(len(values) * TAIL))
    low = torch.topk(values, clipped, largest=False).values[-1].item()
    high = torch.topk(values, clipped).values[-1].item()
    return low, high

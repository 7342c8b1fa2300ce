"""Computes the figures of the analysis independently on inputs.json, a section a file: expected.<section>.json."""

import importlib
import json
import sys
from pathlib import Path

import numpy as np

from case import load

HERE = Path(__file__).parent
SECTIONS = ["special", "gap", "halves", "exact_floor", "worth", "categories", "transparency", "calibration", "label_budget", "raters", "continuous", "course", "text_map"]


def plain(value):
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return value.item()
    return value


for name in sys.argv[1:] or SECTIONS:
    module = importlib.import_module(name)
    figures = module.values() if hasattr(module, "values") else {case.name: module.section(case) for case in load()}
    (HERE / f"expected.{name}.json").write_text(json.dumps(plain(figures), indent=1) + "\n")

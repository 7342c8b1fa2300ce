"""Tests and draws that the paper's tables rest on, on rows with and without ties: expected.paper_tests.json."""

import json
from pathlib import Path

import numpy as np
import scikit_posthocs
from scipy import stats
from sklearn.model_selection import KFold

random = np.random.default_rng(5)
ROWS = {
    "few": [random.normal(size=6), random.normal(0.7, size=6)],
    "few, one side long": [random.normal(size=5), random.normal(0.7, size=14)],
    "eight a side, tied": [random.integers(0, 4, 8) / 3, random.integers(1, 5, 8) / 3],
    "many": [random.normal(size=80), random.normal(0.3, size=80)],
    "many, tied": [random.integers(0, 4, 90) / 7, random.integers(0, 5, 90) / 7],
    "far apart": [random.normal(size=300), random.normal(4, size=300)],
    "all the same": [np.full(12, 0.25), np.full(12, 0.25)],
    "a constant side": [np.full(12, 0.25), random.normal(size=12)],
}
THREE = {
    "plain": [random.normal(size=20), random.normal(0.5, size=31), random.normal(1, size=9)],
    "tied": [random.integers(0, 3, 20) / 3, random.integers(0, 4, 31) / 3, random.integers(1, 4, 9) / 3],
    "far apart": [random.normal(size=200), random.normal(6, size=210), random.normal(12, size=190)],
}


def plain(tested):
    return [None if not np.isfinite(one) else float(one) for one in (tested.statistic, tested.pvalue)]


def two(x, y):
    paired = len(x) == len(y)
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "mannWhitney": plain(stats.mannwhitneyu(x, y)),
        "wilcoxon": plain(stats.wilcoxon(x, y)) if paired and (x != y).any() else None,
        "kolmogorovSmirnov": plain(stats.ks_2samp(x, y)) if paired else None,
        "spearman": plain(stats.spearmanr(x, y)) if paired else None,
        "pearson": plain(stats.pearsonr(x, y)) if paired else None,
    }


def folds(size):
    return [held.tolist() for _, held in KFold(5, shuffle=True, random_state=42).split(np.zeros(size))]


shuffled = np.random.RandomState(42)
values = {
    "two": {name: two(x, y) for name, (x, y) in ROWS.items()},
    "three": {
        name: {
            "groups": [one.tolist() for one in groups],
            "kruskalWallis": plain(stats.kruskal(*groups)),
            "dunn": scikit_posthocs.posthoc_dunn(groups, p_adjust="bonferroni").to_numpy().tolist(),
        }
        for name, groups in THREE.items()
    },
    "oneSample": [[n, d, stats.kstwo.sf(d, n)] for n in (5001, 6000, 20000) for d in (0.004, 0.008, 0.012, 0.02, 0.03, 0.06)],
    "normalTail": [[z, stats.norm.sf(z)] for z in (-3, 0, 0.3, 1, 1.96, 5, 20, 37)],
    "chiSquaredTail": [[x, d, stats.chi2.sf(x, d)] for x in (0, 0.01, 1, 7.3, 80, 900) for d in (1, 2, 5)],
    "folds": {size: folds(size) for size in (5, 23, 600)},
    "draws": [int(shuffled.randint(0, 600)) for _ in range(1300)],
    "logarithms": [[x, float(np.log(x))] for x in random.random(400).tolist() + [1 / 3, 2 / 3, 0.2, 1e-12, 2.0, 5e8]],
    "entropies": [[row, stats.entropy(row, base=2)] for row in (random.integers(0, 4, (60, 28)) / 3 * (random.random((60, 28)) < 0.2) + 1e-12).tolist()],
    "sums": [[row, float(np.sum(row))] for row in ((random.random(n) / 3).tolist() for n in (3, 8, 28, 131, 600))],
}
(Path(__file__).parent / "expected.paper_tests.json").write_text(json.dumps(values, separators=(",", ":")).replace("],[", "],\n[") + "\n")

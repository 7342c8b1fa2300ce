"""The teacher's distributions of every text, from the folds of `tune_teacher.py` and from SmolLM2.

On everyday texts the tuned encoder and the language model are wrong about different texts, and their product is
better than either: log p = log p(encoder) + a (log p(LM) - log p(LM | empty text)) - b for neutral, over a temperature.
a, b and the temperature are chosen on our training sentences, each judged by the run that has not read it.
"""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path

import numpy as np

from data import EMOTIONS
from metrics import soft_nll
from minilm.model import QUESTIONS
from minilm.targets import Pack, read_pack
from minilm.tune_teacher import FOLDS, folds_of

GRID = {
    "a": (0.0, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0),
    "b": (0.0, 0.5, 1.0),
    "temperature": (0.8, 1.0, 1.2, 1.5),
}


def merged(folds: list[dict[str, np.ndarray]], pack: Pack) -> dict[str, np.ndarray]:
    """Each question's distributions [N, ...]: of the run without the text, else the mean of all runs."""
    left_out = folds_of(pack)
    unread = (pack.split != "train") | (pack.domain == "unlabelled")
    found = {}
    for question in QUESTIONS:
        every = np.stack([fold[question] for fold in folds]).astype(np.float32)
        mean = every.mean(0)
        own = every[left_out, np.arange(len(left_out))]
        found[question] = np.where(unread.reshape(-1, *[1] * (mean.ndim - 1)), mean, own)
    return found


def product(
    encoder: np.ndarray,
    scores: np.ndarray,
    prior: np.ndarray,
    a: float,
    b: float,
    temperature: float,
) -> np.ndarray:
    """The product's distributions [N, 28]; a text without LM scores (NaN) has the encoder's alone."""
    logs = np.log(encoder + 1e-6)
    logs += a * np.nan_to_num(scores - prior)
    logs[:, EMOTIONS.index("neutral")] -= b
    logs /= temperature
    q = np.exp(logs - logs.max(1, keepdims=True))
    return q / q.sum(1, keepdims=True)


def main() -> None:
    """Write the distributions by question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument(
        "--folds", type=Path, required=True, help="the folder of fold-0.npz to fold-4.npz"
    )
    parser.add_argument("--likelihood", type=Path, required=True, help="from likelihood.py")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    pack = read_pack(args.pack)
    found = merged(
        [dict(np.load(args.folds / f"fold-{k}.npz")) for k in range(FOLDS)], pack
    )
    language_model = np.load(args.likelihood)
    scores, prior = language_model["scores"], language_model["prior"]

    rows = pack.rows("everyday", "train")
    target = pack.everyday[rows]
    trials = {}
    for values in itertools.product(*GRID.values()):
        q = product(found["everyday"][rows], scores[rows], prior, *values)
        trials[values] = soft_nll(q, target)
    best = min(trials, key=trials.__getitem__)
    for values in ((0.0, 0.0, 1.0), best):
        for split in ("train", "dev"):
            rows = pack.rows("everyday", split)
            q = product(found["everyday"][rows], scores[rows], prior, *values)
            top = q.argmax(1)
            target = pack.everyday[rows]
            print(
                dict(zip(GRID, values)),
                f"{split} NLL {soft_nll(q, target):.4f}, votes for the top label {target[range(len(top)), top].mean():.3f},",
                f"any vote for it {(target[range(len(top)), top] > 0).mean():.3f}",
            )
    found["everyday"] = product(found["everyday"], scores, prior, *best)
    np.savez(args.out, **{q: v.astype(np.float16) for q, v in found.items()})


if __name__ == "__main__":
    main()

"""Figures of the wordings that ``ask.py prompts`` asked with, as a table in Markdown, with the prior kept / removed.

The order is by the mean AUC on GoEmotions' dev split and on our held-out everyday sentences, of which the choice is made; GoEmotions' test
comments judge it.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
from scipy.special import log_softmax
from scipy.stats import rankdata

from data import EMOTIONS
from zero_shot.shipped_prompts import shipped_prompts
from zero_shot.wordings import wordings

FEWEST = 5
"""A label with fewer texts, or other texts, has no AUC."""


def votes_of(rows: list[list[str]]) -> np.ndarray:
    """Counts of votes [N, labels]."""
    counts = np.zeros((len(rows), len(EMOTIONS)))
    for at, (_, votes) in enumerate(rows):
        for each in votes.split():
            label, count = each.split(":")
            counts[at, EMOTIONS.index(label)] += int(count)
    return counts


def auc(scores: np.ndarray, given: np.ndarray) -> float:
    """Mean over labels of the probability that a text that a person gave the label has more of it than one nobody did."""
    each = []
    for label in range(given.shape[1]):
        yes = given[:, label] > 0
        if FEWEST <= yes.sum() <= len(yes) - FEWEST:
            ranks = rankdata(scores[:, label])[yes]
            each.append(
                (ranks.sum() - yes.sum() * (yes.sum() + 1) / 2) / (yes.sum() * (~yes).sum())
            )
    return float(np.mean(each))


def figures(logs: np.ndarray, counts: np.ndarray) -> dict[str, float]:
    """AUC, accuracy of the top label against those that most people gave, soft NLL in nats, and D, unbiased."""
    logs = log_softmax(logs.astype(np.float64), axis=1)
    given = np.exp(logs)
    n = counts.sum(1, keepdims=True)
    people = counts / n
    noise = (people * (1 - people)).sum(1) / (n[:, 0] - 1)
    top = counts[np.arange(len(logs)), logs.argmax(1)] == counts.max(1)
    return {
        "auc": auc(given, counts),
        "accuracy": float(top.mean()),
        "nll": float(-(people * logs).sum(1).mean()),
        "d": float((((given - people) ** 2).sum(1) - noise).mean()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument(
        "--answers", type=Path, required=True, help="the folder that ask.py wrote"
    )
    args = parser.parse_args()
    sets = json.loads(gzip.decompress(args.texts.read_bytes()))["sets"]
    counts = {name: votes_of(rows) for name, rows in sets.items()}
    names = wordings(shipped_prompts()[0])
    rows = []
    for path in sorted(args.answers.glob("wording-*.npz")):
        wording = names[int(path.stem.split("-")[1])]
        said = np.load(path)
        kept, removed = (
            {
                name: figures(said[name] - taken, counts[name][: len(said[name])])
                for name in counts
            }
            for taken in (0, said["empty"].mean(0))
        )
        chosen_by = max(
            (of["dev"]["auc"] + of["everyday"]["auc"]) / 2 for of in (kept, removed)
        )
        rows.append((chosen_by, wording, kept, removed))
    shown = [
        ("dev", "auc"),
        ("everyday", "auc"),
        *(("test", one) for one in ("auc", "accuracy", "nll", "d")),
    ]
    print(
        "| wording | form | dev AUC | everyday AUC | test AUC | accuracy | soft NLL | D |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for _, wording, kept, removed in sorted(rows, key=lambda row: -row[0]):
        cells = [
            f"{cell(kept[name][one])} / {cell(removed[name][one])}" for name, one in shown
        ]
        print("| " + " | ".join([wording.name, wording.form, *cells]) + " |")


def cell(value: float) -> str:
    return f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.2f}"


if __name__ == "__main__":
    main()

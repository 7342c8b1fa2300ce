"""Figures of the wordings that ``ask.py prompts`` asked with, as a table in Markdown.

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
from zero_shot.ask import shipped_prompts
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
            each.append((ranks.sum() - yes.sum() * (yes.sum() + 1) / 2) / (yes.sum() * (~yes).sum()))
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
    parser.add_argument("--answers", type=Path, required=True, help="the folder that ask.py wrote")
    args = parser.parse_args()
    sets = json.loads(gzip.open(args.texts).read())["sets"]
    counts = {name: votes_of(rows) for name, rows in sets.items()}
    names = wordings(shipped_prompts()[0])
    rows = []
    for path in sorted(args.answers.glob("wording-*.npz")):
        wording = names[int(path.stem.split("-")[1])]
        said = np.load(path)
        for prior in ("kept", "removed"):
            taken = said["empty"].mean(0) if prior == "removed" else 0
            of = {name: figures(said[name] - taken, counts[name][: len(said[name])]) for name in counts}
            rows.append(((of["dev"]["auc"] + of["everyday"]["auc"]) / 2, wording, prior, of))
    cell = lambda value: f"{value:.3f}".removeprefix("0")  # noqa: E731
    print("| wording | form | prior | dev AUC | everyday AUC | everyday accuracy | test AUC | accuracy | soft NLL | D |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for _, wording, prior, of in sorted(rows, key=lambda row: -row[0]):
        test = of["test"]
        cells = [
            wording.name, wording.form, prior, cell(of["dev"]["auc"]), cell(of["everyday"]["auc"]),
            cell(of["everyday"]["accuracy"]), cell(test["auc"]), cell(test["accuracy"]), cell(test["nll"]), cell(test["d"]),
        ]  # fmt: skip
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()

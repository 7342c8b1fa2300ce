"""A data set of inputs.json as arrays."""

import json
from pathlib import Path

import numpy as np
from scipy.optimize import brentq
from scipy.special import digamma

from sfc32 import Random, deal_folds

HERE = Path(__file__).parent
SEED = 7
FOLDS = 5


class Case:
    def __init__(self, name, raw):
        self.name = name
        self.labels = raw["labels"]
        self.points = raw.get("points")
        self.ordinal = raw["kind"] == "ordinal"
        self.size = len(self.labels)
        self.texts = raw["texts"]
        self.raters = [[rater for rater, _ in votes] for votes in raw["votes"]]
        self.votes = [np.array([self.vote(labels) for _, labels in votes]).reshape(-1, self.size) for votes in raw["votes"]]
        self.n = np.array([len(votes) for votes in self.votes])
        self.human = np.array([votes.mean(axis=0) if len(votes) else np.zeros(self.size) for votes in self.votes])
        self.fold = np.array(deal_folds(self.texts, FOLDS, Random(SEED, "folds"), self.n > 0))
        self.models = [Model(self, model) for model in raw["models"]]

    def vote(self, labels):
        row = np.zeros(self.size)
        row[labels] = 1 / len(labels)
        return row

    def rated(self):
        return np.flatnonzero(self.n >= 2)


class Model:
    def __init__(self, case, raw):
        items = len(case.texts)
        self.name = raw["name"]
        rows = np.array(raw["rows"], dtype=np.float32).astype(float)
        self.answered = np.array(raw.get("answered", [1] * items))
        self.seen = np.array(raw.get("seen", [0] * items))
        self.samples = np.array(raw["samples"]) if "samples" in raw else None
        if self.samples is not None:
            rows = np.rint(rows * self.samples[:, None])
        total = rows.sum(axis=1, keepdims=True)
        self.rows = np.divide(rows, total, out=np.zeros_like(rows), where=total > 0)
        self.items = np.array([i for i in case.rated() if not self.seen[i]])
        self.given = np.array([i for i in self.items if self.answered[i]])
        # Where an answer failed, q is the label marginal of the other folds.
        for i in self.items:
            if not self.answered[i]:
                self.rows[i] = case.human[[j for j in case.rated() if case.fold[j] != case.fold[i]]].mean(axis=0)
        self.used = self.rows if self.samples is None else smoothed(self.rows, self.samples, case.n > 0)

    def count(self, i):
        return None if self.samples is None else self.samples[i]


def smoothed(rows, samples, judged):
    """Samples with a prior: the mean of those of judged texts, by likelihood, but at least half a sample for each label seen."""
    mean = rows[judged].mean(axis=0)
    least = np.count_nonzero(mean) / 2
    floored = np.maximum(mean, 1e-6) / np.maximum(mean, 1e-6).sum()
    counts = rows * samples[:, None]

    def slope(a):
        """Of the log likelihood: where it is 0 is known more exactly than where the likelihood is greatest."""
        each = digamma(a) - digamma(a + samples) + (floored * (digamma(a * floored + counts) - digamma(a * floored))).sum(axis=1)
        return each[judged].sum()

    strength = max(brentq(slope, 1e-3, 1e4, xtol=1e-12), least)
    return (counts + strength * mean) / (samples[:, None] + strength)


def load():
    return [Case(name, raw) for name, raw in json.loads((HERE / "inputs.json").read_text()).items()]

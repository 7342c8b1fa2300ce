"""Reliability of categories by the variance of votes, agreement, and comparisons of two models."""

import numpy as np
from scipy.stats import bootstrap, pearsonr, permutation_test

from gap import gaps, groups


def agreement(case, model):
    out = []
    for label, members in groups(case):
        votes = [case.votes[i][:, members].sum(axis=1) for i in model.items]
        noise = [vote.var(ddof=1) / len(vote) for vote in votes]
        reliability = 1 - np.mean(noise) / np.var([vote.mean() for vote in votes], ddof=1)
        r = pearsonr([vote.mean() for vote in votes], model.used[model.items][:, members].sum(axis=1)).statistic
        out.append({"label": label, "reliability": reliability, "agreement": r / np.sqrt(reliability) if reliability > 0.05 else None})
    return out


def compare(case, a, b):
    both = [i for i in a.items if i in set(b.items)]
    out = {"items": len(both)}
    first, second = gaps(case, a), gaps(case, b)
    for score in ("jsd", "squared", "crossEntropy"):
        x = np.array(first[score])[np.isin(a.items, both)]
        y = np.array(second[score])[np.isin(b.items, both)]
        d = x - y
        interval = bootstrap((d,), np.mean, n_resamples=20000, method="percentile", rng=1).confidence_interval
        test = permutation_test((d,), np.mean, permutation_type="samples", n_resamples=40000, rng=2)
        out[score] = {"difference": d.mean(), "lo": interval.low, "hi": interval.high, "sd": d.std() / np.sqrt(len(d)), "p": test.pvalue}
    return out


def section(case):
    found = {"agreement": {model.name: agreement(case, model) for model in case.models}}
    if len(case.models) > 1:
        found["comparison"] = compare(case, *case.models[:2])
    return found

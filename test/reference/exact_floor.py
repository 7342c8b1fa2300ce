"""If the model were exactly right: people's votes drawn from it, or votes and samples dealt out again."""

import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy, spearmanr

from gap import item_gap

DRAWS = 400
rng = np.random.default_rng(5)


def drawn(case, model, i):
    sizes = [np.count_nonzero(vote) for vote in case.votes[i]]
    q = model.rows[i]
    if model.samples is None:
        votes = np.zeros((len(sizes), case.size))
        for r, size in enumerate(sizes):
            if np.count_nonzero(q) >= size:
                labels = rng.choice(case.size, size, replace=False, p=q)
            else:
                sure = np.flatnonzero(q)
                labels = np.append(sure, rng.choice(np.setdiff1d(range(case.size), sure), size - len(sure), replace=False))
            votes[r, labels] = 1 / size
        return votes, q
    counts = np.rint(q * model.samples[i]).astype(int)
    pooled = np.vstack([case.votes[i], np.repeat(np.eye(case.size), counts, axis=0)])
    rng.shuffle(pooled)
    return pooled[: len(sizes)], pooled[len(sizes) :].mean(axis=0)


def one_draw(case, model):
    jsd, squared, human, own = [], [], [], []
    for i in model.items:
        votes, q = drawn(case, model, i)
        p = votes.mean(axis=0)
        jsd.append(jensenshannon(p, q, base=2) ** 2)
        d = ((p - q) ** 2).sum() - (votes.var(axis=0, ddof=1) / len(votes)).sum()
        if model.samples is not None:
            d -= (q * (1 - q)).sum() / (model.samples[i] - 1)
        squared.append(d)
        human.append(entropy(p, base=2))
        own.append(entropy(q, base=2))
    return (
        np.mean(jsd),
        np.mean(squared),
        spearmanr(np.round(human, 12), np.round(own, 12)).statistic,
        (np.mean(own) - np.mean(human)) / np.log2(case.size),
    )


def figures(case, model):
    draws = np.array([one_draw(case, model) for _ in range(DRAWS)])
    observed = np.mean([item_gap(case, case.votes[i], model.rows[i], None if model.samples is None else model.samples[i])["squared"] for i in model.items])
    return {
        "jsd": draws[:, 0].mean(),
        "squaredMean": draws[:, 1].mean(),
        "squaredSd": draws[:, 1].std(ddof=1),
        "spearman": draws[:, 2].mean(),
        "entropyDifference": draws[:, 3].mean(),
        "error": {"jsd": draws[:, 0].std() / DRAWS**0.5, "spearman": draws[:, 2].std() / DRAWS**0.5, "entropyDifference": draws[:, 3].std() / DRAWS**0.5},
        "p": (1 + (draws[:, 1] >= observed).sum()) / (DRAWS + 1),
    }


def section(case):
    return {model.name: figures(case, model) for model in case.models}

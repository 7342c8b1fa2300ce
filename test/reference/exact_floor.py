"""If the model were exactly right: people's votes drawn from it, or votes and samples dealt out again."""

from itertools import permutations

import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy, spearmanr

from gap import gaps

DRAWS = 400
rng = np.random.default_rng(5)


FITTED = {}


def weights(case, model, i):
    """Weights whose mean vote, labels drawn one after the other, is q over the sizes of the data; chances over all orders."""
    if (case.name, model.name, i) in FITTED:
        return FITTED[case.name, model.name, i]
    sizes = [int(np.count_nonzero(vote)) for j in model.items for vote in case.votes[j]]
    q = model.rows[i]

    def mean_vote(w):
        mean = np.zeros(case.size)
        for size in set(sizes):
            for order in permutations(range(case.size), size):
                left, chance = 1.0, 1.0
                for c in order:
                    chance *= w[c] / left if left > 0 else 0
                    left -= w[c]
                mean[list(order)] += chance * sizes.count(size) / len(sizes) / size
        return mean

    w = q
    # Where no weights do, the analysis stops after as many steps.
    for _ in range(60 if max(sizes) > 1 else 0):
        mean = mean_vote(w)
        ratio = np.divide(q, mean, out=np.zeros(case.size), where=mean > 0)
        w = w * ratio / (w * ratio).sum()
        if (q * np.abs(ratio - 1)).max() < 1e-6:
            break
    FITTED[case.name, model.name, i] = w
    return w


def drawn(case, model, i):
    sizes = [np.count_nonzero(vote) for vote in case.votes[i]]
    q = model.rows[i]
    if model.samples is None:
        votes = np.zeros((len(sizes), case.size))
        w = weights(case, model, i)
        for r, size in enumerate(sizes):
            if np.count_nonzero(w) >= size:
                labels = rng.choice(case.size, size, replace=False, p=w)
            else:
                sure = np.flatnonzero(w)
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
    observed = np.mean(gaps(case, model)["squared"])
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

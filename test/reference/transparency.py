"""Lexical transparency by the definition's words, average precision by scikit-learn; the gradient by SciPy."""

import re
from collections import Counter
from itertools import permutations, product

import numpy as np
from scipy.stats import linregress, pearsonr, spearmanr
from sklearn.linear_model import LinearRegression
from sklearn.metrics import average_precision_score

from case import FOLDS
from gap import groups


def terms(text):
    words = re.findall(r"[\w']+|[^\w\s.,!?]", text.lower())
    return words + [" ".join(pair) for pair in zip(words, words[1:])]


def markers(case, items, members):
    docs = {i: Counter(terms(case.texts[i])) for i in items}
    counts = sum(docs.values(), Counter())
    kept = [word for word in counts if counts[word] >= 5]
    own, rest = Counter(), Counter()
    for i in items:
        share = case.human[i][members].sum()
        for word in kept:
            if docs[i][word]:
                own[word] += docs[i][word] * share
                rest[word] += docs[i][word] * (1 - share)
    n_c, n_rest = sum(own.values()), sum(rest.values())
    everything = sum(counts[word] for word in kept)
    z = {}
    for word in kept:
        a = n_c * counts[word] / everything
        a0 = n_c
        delta = np.log((own[word] + a) / (n_c + a0 - own[word] - a)) - np.log((rest[word] + a) / (n_rest + a0 - rest[word] - a))
        z[word] = delta / np.sqrt(1 / (own[word] + a) + 1 / (rest[word] + a))
    return dict(sorted(((word, value) for word, value in z.items() if value >= 2.58), key=lambda pair: (-pair[1], pair[0]))[:20])


def transparency(case):
    items = case.rated()
    out = []
    for label, members in groups(case):
        score = np.zeros(len(items))
        for f in range(FOLDS):
            found = markers(case, [i for i in items if case.fold[i] != f], members)
            for place, i in enumerate(items):
                if case.fold[i] == f:
                    score[place] = max([found.get(word, 0) for word in terms(case.texts[i])], default=0)
        member = case.human[items][:, members].sum(axis=1) >= 0.5 - 1e-9
        prevalence = member.mean()
        out.append(
            {
                "label": label,
                "transparency": (average_precision_score(member, score) - prevalence) / (1 - prevalence),
                "coverage": (score[member] > 0).mean(),
                "precision": member[score > 0].mean() if (score > 0).any() else None,
                "ownName": np.mean([label in terms(case.texts[i]) for i in items[member]]) if not case.ordinal else None,
                "markers": [[word, z] for word, z in markers(case, items, members).items()],
            }
        )
    return out


def strata_of(support):
    """Places in three groups of nearly equal size by support, rarest first."""
    order = sorted(range(len(support)), key=lambda place: (support[place], place))
    n = len(order)
    return [order[n * s // 3 : n * (s + 1) // 3] for s in range(3)]


def gradient():
    rng = np.random.default_rng(8)
    points = []
    for c in range(14):
        t = rng.uniform(0, 0.8)
        rel = rng.uniform(0.2, 0.9)
        agreement = 0.3 + 0.5 * t + 0.1 * rel + rng.normal(0, 0.15)
        points.append({"label": f"c{c}", "transparency": t, "agreement": agreement, "raw": agreement * np.sqrt(rel), "reliability": rel, "support": int(rng.integers(20, 900))})
    x, y, raw = (np.array([point[key] for point in points]) for key in ("transparency", "agreement", "raw"))
    held = np.array([[point["reliability"], np.log(point["support"])] for point in points])
    left = [side - LinearRegression().fit(held, side).predict(held) for side in (x, y)]
    slopes = []
    for _ in range(20000):
        places = rng.integers(0, 14, 14)
        if len(set(places)) > 1:
            slopes.append(linregress(x[places], y[places]).slope)
    strata = strata_of([point["support"] for point in points])
    observed = abs(pearsonr(x, y).statistic)
    reached = []
    for _ in range(10000):
        shuffled = y.copy()
        for stratum in strata:
            shuffled[stratum] = rng.permutation(y[stratum])
        reached.append(abs(pearsonr(x, shuffled).statistic) >= observed - 1e-12)
    reached = np.mean(reached)
    few = points[:7]
    fx, fy = x[:7], y[:7]
    centred = fy - fy.mean()
    exact = []
    for orders in product(*(permutations(stratum) for stratum in strata_of([point["support"] for point in few]))):
        shuffled = centred.copy()
        for order in orders:
            shuffled[sorted(order)] = centred[list(order)]
        exact.append(abs(fx @ shuffled) >= abs(fx @ centred) - 1e-12)
    exact = np.mean(exact)
    return {
        "points": points,
        "spearman": spearmanr(x, y).statistic,
        "pearson": pearsonr(x, y).statistic,
        "raw": pearsonr(x, raw).statistic,
        "partial": pearsonr(*left).statistic,
        "slope": linregress(x, y).slope,
        "slopeLo": np.percentile(slopes, 2.5),
        "slopeHi": np.percentile(slopes, 97.5),
        "slopeSd": np.std(slopes),
        "p": reached,
        "exactP": exact,
    }


def section(case):
    return {"categories": transparency(case), "gradient": gradient() if not case.ordinal else None}

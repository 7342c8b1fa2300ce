"""Gap, labels, uncertainty, disagreement, categories and people among themselves."""

from itertools import combinations

import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy, pearsonr, spearmanr, wasserstein_distance
from sklearn.metrics import roc_auc_score

FLOOR = 1e-6


def floored(q):
    q = np.maximum(q, FLOOR)
    return q / q.sum()


def item_gap(case, votes, q, samples=None, used=None):
    used = q if used is None else used
    p = votes.mean(axis=0)
    n = len(votes)
    squared = np.nan
    if n > 1:
        squared = ((p - q) ** 2).sum() - (votes.var(axis=0, ddof=1) / n).sum()
        if samples is not None:
            squared -= (samples / (samples - 1) * q * (1 - q) / samples).sum()
    return {
        "jsd": jensenshannon(p, q, base=2) ** 2,
        "squared": squared,
        "crossEntropy": -(p * np.log2(floored(used))).sum(),
        "tvd": np.abs(p - q).sum() / 2,
        "hellinger": np.linalg.norm(np.sqrt(p) - np.sqrt(q)) / np.sqrt(2),
        "kl": entropy(p, floored(used), base=2),
        "emd": wasserstein_distance(case.points, case.points, p, q) if case.ordinal else None,
    }


def gaps(case, model):
    rows = {i: item_gap(case, case.votes[i], model.rows[i], model.count(i), model.used[i]) for i in model.items}
    out = {}
    for key in next(iter(rows.values())):
        if rows[model.items[0]][key] is None:
            continue
        own = np.mean([rows[i][key] for i in model.given])
        # To give no answer is never an advantage.
        out[key] = [rows[i][key] if model.answered[i] else max(rows[i][key], own) for i in model.items]
    return out


def top(row):
    return np.flatnonzero(row >= row.max() - 1e-9)


def label_agreement(case, model):
    credit = []
    true = np.zeros(case.size)
    predicted = np.zeros(case.size)
    hit = np.zeros(case.size)
    for i in model.items:
        truth, answer = set(top(case.human[i])), top(model.rows[i]) if model.answered[i] else []
        credit.append(np.mean([c in truth for c in answer]) if len(answer) else 0)
        for c in truth:
            true[c] += 1
        for c in answer:
            predicted[c] += 1 / len(answer)
            hit[c] += (c in truth) / len(answer)
    precision = np.divide(hit, predicted, out=np.zeros(case.size), where=predicted > 0)
    recall = np.divide(hit, true, out=np.zeros(case.size), where=true > 0)
    both = precision + recall
    f1 = np.divide(2 * precision * recall, both, out=np.zeros(case.size), where=both > 0)
    return {"top1": np.mean(credit), "macroF1": f1[true > 0].mean()}


def uncertainty(case, model):
    human = entropy(case.human[model.items], base=2, axis=1)
    own = entropy(model.rows[model.items], base=2, axis=1)
    # Entropies that are equal but for rounding are ties.
    return {
        "spearman": spearmanr(human.round(12), own.round(12)).statistic,
        "entropyDifference": (own - human).mean() / np.log2(case.size),
    }


def disagreement(case, model):
    people = [1 - np.mean([a @ b for a, b in combinations(case.votes[i], 2)]) for i in model.items]
    own = []
    for i in model.items:
        q = model.rows[i]
        if model.samples is None:
            own.append(1 - (q**2).sum())
        else:
            draws = np.repeat(np.arange(case.size), np.rint(q * model.samples[i]).astype(int))
            own.append(np.mean([a != b for a, b in combinations(draws, 2)]))
    return {"people": np.mean(people), "model": np.mean(own)}


def groups(case):
    if not case.ordinal:
        return [(label, [c]) for c, label in enumerate(case.labels)]
    middle = (case.points[0] + case.points[-1]) / 2
    return [
        ("below", [c for c, point in enumerate(case.points) if point < middle]),
        ("above", [c for c, point in enumerate(case.points) if point > middle]),
    ]


def categories(case, model):
    p, q = case.human[model.items], model.rows[model.items]
    terms = np.zeros(p.shape)
    middle = (p + q) / 2
    for side in (p, q):
        terms += np.where(side > 0, side * np.log2(np.where(side > 0, side, 1) / np.where(middle > 0, middle, 1)), 0) / 2
    out = []
    for label, members in groups(case):
        a, b = p[:, members].sum(axis=1), q[:, members].sum(axis=1)
        out.append(
            {
                "label": label,
                "support": int((a > 0).sum()),
                "meanHuman": a.mean(),
                "meanModel": b.mean(),
                "bias": b.mean() - a.mean(),
                "pearson": pearsonr(a, b).statistic,
                "spearman": spearmanr(a, b).statistic,
                "auc": roc_auc_score(a > 0, b),
                "jsdShare": terms[:, members].sum() / terms.sum(),
            }
        )
    return out


def people(case):
    def agree(a, b):
        return np.minimum(a, b).sum()

    def distance(a, b):
        if case.ordinal:
            return float((a @ np.array(case.points) - b @ np.array(case.points)) ** 2)
        return 1 - agree(a, b)

    units = [votes for votes in case.votes if len(votes) > 1]
    pairwise = np.mean([np.mean([agree(a, b) for a, b in combinations(votes, 2)]) for votes in units])
    values = np.concatenate(units)
    observed = sum(sum(distance(a, b) for a, b in combinations(votes, 2)) * 2 / (len(votes) - 1) for votes in units) / len(values)
    expected = sum(distance(a, b) for a, b in combinations(values, 2)) * 2 / (len(values) * (len(values) - 1))
    return {"pairwise": pairwise, "alpha": 1 - observed / expected}


def group_floor(case, model):
    """Exact expectations over all splits; the analysis draws 200 per item."""
    human, own = [], []
    for i in model.items:
        half = case.n[i] // 2
        for_item, with_model = [], []
        for first in combinations(range(case.n[i]), half):
            a = case.votes[i][list(first)].mean(axis=0)
            with_model.append(jensenshannon(a, model.rows[i], base=2) ** 2)
            rest = [r for r in range(case.n[i]) if r not in first]
            for second in combinations(rest, half):
                for_item.append(jensenshannon(a, case.votes[i][list(second)].mean(axis=0), base=2) ** 2)
        human.append(np.mean(for_item))
        own.append(np.mean(with_model))
    return {"humanHuman": np.mean(human), "modelGroup": np.mean(own)}


def section(case):
    return {
        "fold": case.fold.tolist(),
        "people": people(case),
        "models": {
            model.name: {
                "items": model.items.tolist(),
                "gap": gaps(case, model),
                "labels": label_agreement(case, model),
                "uncertainty": uncertainty(case, model),
                "disagreement": disagreement(case, model),
                "categories": categories(case, model),
                "floor": group_floor(case, model),
            }
            for model in case.models
        },
    }

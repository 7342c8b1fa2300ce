"""The five calibrators by SciPy's and scikit-learn's own optimisers, on all items and out of fold."""

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.spatial.distance import jensenshannon
from scipy.special import log_softmax, softmax
from sklearn.isotonic import IsotonicRegression

from case import FOLDS, SEED
from gap import floored, top
from sfc32 import Random, deal_folds

PENALTIES = [1, 0.1, 0.01, 0.001, 0.0001]


def rows_of(model, items):
    return np.array([floored(row) for row in model.used[items]])


def temperature(p, q, n, inner):
    z = np.log(q)
    beta = minimize_scalar(lambda b: -(p * log_softmax(b * z, axis=1)).sum(), bounds=(0.01, 100), method="bounded", options={"xatol": 1e-11}).x
    return {"temperature": 1 / beta}, lambda new: softmax(beta * np.log(new), axis=1)


def isotonic(p, q, n, inner):
    maps = [IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(q[:, c], p[:, c], sample_weight=n) for c in range(q.shape[1])]

    def apply(new):
        out = np.column_stack([one.predict(new[:, c]) for c, one in enumerate(maps)])
        total = out.sum(axis=1, keepdims=True)
        return np.where(total > 0, out / np.where(total > 0, total, 1), new)

    return {"at": [[float(one.predict([x])[0]) for x in (0.01, 0.1, 0.3, 0.6, 0.95)] for one in maps]}, apply


def prior(p, q, n, inner):
    z = np.log(q)

    def loss(b):
        scores = log_softmax(z + b, axis=1)
        return -(p * scores).sum() + 0.5 * (b**2).sum(), (np.exp(scores) - p).sum(axis=0) + b

    b = minimize(loss, np.zeros(q.shape[1]), jac=True, method="BFGS", options={"gtol": 1e-9}).x
    return {"weights": np.exp(b)}, lambda new: softmax(np.log(new) + b, axis=1)


def crowd(p, q, n, inner):
    k = q.shape[1]
    marginal = p.mean(axis=0)

    def shares(rows):
        out = np.zeros(rows.shape)
        for row, one in zip(out, rows):
            row[top(one)] = 1 / len(top(one))
        return out

    answer = shares(q)
    m = (answer.T @ p + 5 * marginal) / (answer.sum(axis=0)[:, None] + 5)
    mixed = answer @ m
    lam = minimize_scalar(lambda x: -(p * np.log(np.maximum((1 - x) * q + x * mixed, 1e-6))).sum(), bounds=(0, 1), method="bounded", options={"xatol": 1e-10}).x
    return {"lambda": lam}, lambda new: (1 - lam) * new + lam * shares(new) @ m


def dirichlet_at(p, q, penalty):
    k = q.shape[1]
    z = np.column_stack([np.log(q), np.ones(len(q))])
    weight = np.full((k, k + 1), penalty / (k * (k - 1)))
    weight[np.arange(k), np.arange(k)] = 0
    weight[:, k] = penalty / k

    def loss(flat):
        w = flat.reshape(k, k + 1)
        scores = log_softmax(z @ w.T, axis=1)
        grad = (np.exp(scores) - p).T @ z / len(p) + 2 * weight * w
        return -(p * scores).sum() / len(p) + (weight * w**2).sum(), grad.ravel()

    start = np.column_stack([np.eye(k), np.zeros(k)]).ravel()
    return minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-9, "maxiter": 5000}).x.reshape(k, k + 1)


def dirichlet(p, q, n, inner):
    losses = np.zeros(len(PENALTIES))
    for f in range(3):
        for place, penalty in enumerate(PENALTIES):
            w = dirichlet_at(p[inner != f], q[inner != f], penalty)
            scores = log_softmax(np.column_stack([np.log(q[inner == f]), np.ones((inner == f).sum())]) @ w.T, axis=1)
            losses[place] -= (p[inner == f] * scores).sum()
    penalty = PENALTIES[int(losses.argmin())]
    w = dirichlet_at(p, q, penalty)
    return {"penalty": penalty, "w": w}, lambda new: softmax(np.column_stack([np.log(new), np.ones(len(new))]) @ w.T, axis=1)


METHODS = {"temperature": temperature, "isotonic": isotonic, "prior correction": prior, "crowd smoothing": crowd, "dirichlet": dirichlet}


def scores(case, items, q):
    out = {"crossEntropy": [], "squared": [], "jsd": []}
    for i, row in zip(items, q):
        p, n = case.human[i], case.n[i]
        out["crossEntropy"].append(-(p * np.log2(floored(row))).sum())
        out["squared"].append(((p - row) ** 2).sum() - (case.votes[i].var(axis=0, ddof=1) / n).sum())
        out["jsd"].append(jensenshannon(p, row, base=2) ** 2)
    return {key: np.mean(values) for key, values in out.items()}


def with_failures(case, model, q):
    """Mean scores; a failed answer has the greater of the label marginal's and the mean of those given."""
    own = scores(case, model.given, q)
    failed = [i for i in model.items if not model.answered[i]]
    totals = {key: own[key] * len(model.given) for key in own}
    for i in failed:
        instead = scores(case, [i], [model.rows[i]])
        for key in own:
            totals[key] += max(instead[key], own[key])
    return {key: total / len(model.items) for key, total in totals.items()}


def section(case):
    inner = np.array(deal_folds(case.texts, 3, Random(SEED, "inner folds"), case.n > 0))
    found = {}
    for model in case.models:
        items = model.given
        p, q, n, fold = case.human[items], rows_of(model, items), case.n[items], case.fold[items]
        methods = {}
        for name, fit in METHODS.items():
            parameters, _ = fit(p, q, n, inner[items])
            out = np.zeros(q.shape)
            for f in range(FOLDS):
                _, apply = fit(p[fold != f], q[fold != f], n[fold != f], inner[items][fold != f])
                out[fold == f] = apply(q[fold == f])
            methods[name] = {"parameters": parameters, "after": with_failures(case, model, out)}
        found[model.name] = {"before": with_failures(case, model, model.used[items]), "methods": methods}
    return found

"""The peer of analysis.ts: the same work vectorised in NumPy, SciPy and scikit-learn on one thread. Prints seconds by section as JSON."""

import json
import sys
from time import perf_counter

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax, xlogy
from scipy.stats import rankdata
from sklearn.isotonic import IsotonicRegression

folder, items, labels, raters = sys.argv[1], *map(int, sys.argv[2:])
votes = np.fromfile(f"{folder}/votes", np.uint16).reshape(items, raters).astype(np.int64)
q = np.fromfile(f"{folder}/model").reshape(items, labels)
rng = np.random.default_rng(1)
rows = np.arange(items)[:, None]
seconds = {}


def timed(section, work):
    for run in range(3):
        start = perf_counter()
        result = work()
        took = perf_counter() - start
        seconds[section] = min(seconds.get(section, np.inf), took)
        if took > 1:
            break
    return result


def distributions(votes):
    p = np.zeros((items, labels))
    np.add.at(p, (rows, votes), 1 / votes.shape[1])
    return p


def jsd(p, q):
    m = (p + q) / 2
    return (xlogy(p, p) + xlogy(q, q) - 2 * xlogy(m, m)).sum(axis=1) / (2 * np.log(2))


def figures():
    p = distributions(votes)
    safe = np.maximum(q, 1e-6)
    safe /= safe.sum(axis=1, keepdims=True)
    cross = -(p * np.log2(safe)).sum(axis=1)
    human = -xlogy(p, p).sum(axis=1) / np.log(2)
    squared = (raters * (p**2).sum(axis=1) - 1) / (raters - 1) - 2 * (p * q).sum(axis=1) + (q**2).sum(axis=1)
    out = [jsd(p, q), squared, cross, np.abs(p - q).sum(axis=1) / 2]
    out += [np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum(axis=1) / 2), cross - human, -xlogy(q, q).sum(axis=1) / np.log(2)]
    return p, out


def bootstrap():
    columns = np.stack(measures[:4])
    return np.array([columns[:, rng.integers(0, items, items)].mean(axis=1) for _ in range(1000)])


def people_floor():
    half = raters // 2
    total = np.zeros(2)
    for _ in range(200):
        dealt = rng.permuted(votes, axis=1)
        first, second = distributions(dealt[:, :half]), distributions(dealt[:, half : 2 * half])
        total += jsd(first, second).mean(), jsd(first, q).mean()
    return total / 200


def exact_floor():
    cumulative = np.cumsum(q, axis=1)
    flat = (cumulative + np.arange(items)[:, None]).ravel()
    product = (q**2).sum(axis=1)
    bits = -xlogy(q, q).sum(axis=1)
    ranks = rankdata(bits)
    ranked = max(50, 1_000_000 // items)
    out = []
    for draw in range(1000):
        place = np.searchsorted(flat, (rng.random((items, raters)) + np.arange(items)[:, None]).ravel())
        p = distributions(np.clip(place.reshape(items, raters) - np.arange(items)[:, None] * labels, 0, labels - 1))
        d = (raters * (p**2).sum(axis=1) - 1) / (raters - 1) - 2 * (p * q).sum(axis=1) + product
        human = -xlogy(p, p).sum(axis=1)
        rho = np.corrcoef(rankdata(human.round(12)), ranks)[0, 1] if draw < ranked else 0
        out.append((jsd(p, q).mean(), d.mean(), (bits - human).mean(), rho))
    return out


def sign_flips():
    d = np.stack([column - np.roll(column, -1) for column in measures[:3]], axis=1)
    reached = np.zeros(3)
    for _ in range(100):
        signs = rng.integers(0, 2, (100, items), dtype=np.int8) * 2.0 - 1
        reached += (np.abs(signs @ d) >= np.abs(d.sum(axis=0))).sum(axis=0)
    return reached


def temperature():
    low, high, beta = 0.01, 100, 1.0
    for _ in range(100):
        weight = np.exp(beta * (z - z.max(axis=1, keepdims=True)))
        weight /= weight.sum(axis=1, keepdims=True)
        mean = (weight * z).sum(axis=1)
        slope = (mean - (p * z).sum(axis=1)).sum()
        curvature = ((weight * z**2).sum(axis=1) - mean**2).sum()
        low, high = (low, beta) if slope > 0 else (beta, high)
        newton = beta - slope / curvature
        last = abs(newton - beta) <= 1e-6 * beta
        beta = newton if last or low < newton < high else (low + high) / 2
        if last:
            return 1 / beta


def isotonic():
    return [IsotonicRegression().fit(safe[:, c], p[:, c]) for c in range(labels)]


def prior():
    def loss(b):
        scores = log_softmax(z + b, axis=1)
        return -(p * scores).sum() + 0.5 * (b**2).sum(), (np.exp(scores) - p).sum(axis=0) + b

    options = {"ftol": 1e-9, "gtol": 1e-9, "maxiter": 2000}
    return minimize(loss, np.zeros(labels), jac=True, method="L-BFGS-B", options=options)


def crowd():
    top = safe.argmax(axis=1)
    m = np.tile(5 * p.mean(axis=0), (labels, 1))
    np.add.at(m, top, p)
    m /= (np.bincount(top, minlength=labels) + 5)[:, None]
    chosen, c = np.nonzero(p)
    w, own, crowd = p[chosen, c], safe[chosen, c], m[top[chosen], c]
    difference = crowd - own

    def derivatives(x):
        ratio = difference / (own + x * difference)
        return -(w * ratio).sum(), (w * ratio**2).sum()

    if derivatives(0)[0] >= 0:
        return 0
    if derivatives(1)[0] <= 0:
        return 1
    low, high, x = 0.0, 1.0, 0.5
    for _ in range(100):
        slope, curvature = derivatives(x)
        low, high = (low, x) if slope > 0 else (x, high)
        newton = x - slope / curvature
        if abs(newton - x) <= 1e-12 or high - low <= 1e-12:
            return x
        x = newton if low < newton < high else (low + high) / 2


def dirichlet():
    features = np.column_stack([z, np.ones(items)])
    inner = np.arange(items) % 3

    def fit(chosen, penalty, start, tolerance):
        x, y = features[chosen], p[chosen]
        weight = np.full((labels, labels + 1), penalty / (labels * (labels - 1)))
        weight[np.arange(labels), np.arange(labels)] = 0
        weight[:, labels] = penalty / labels

        def loss(flat):
            w = flat.reshape(labels, labels + 1)
            scores = log_softmax(x @ w.T, axis=1)
            grad = (np.exp(scores) - y).T @ x / len(y) + 2 * weight * w
            return -(y * scores).sum() / len(y) + (weight * w**2).sum(), grad.ravel()

        return minimize(loss, start, jac=True, method="L-BFGS-B", options={"ftol": tolerance, "gtol": 1e-12, "maxiter": 2000, "maxfun": 5000}).x

    losses = np.zeros(5)
    identity = np.column_stack([np.eye(labels), np.zeros(labels)]).ravel()
    penalties = [1, 0.1, 0.01, 0.001, 0.0001]
    fits = [[] for _ in penalties]
    for out in range(3):
        w = identity
        for place, penalty in enumerate(penalties):
            w = fit(inner != out, penalty, w, 1e-6)
            fits[place].append(w)
            scores = log_softmax(features[inner == out] @ w.reshape(labels, -1).T, axis=1)
            losses[place] -= (p[inner == out] * scores).sum()
    best = int(losses.argmin())
    return fit(slice(None), penalties[best], np.mean(fits[best], axis=0), 1e-9)


p, measures = timed("per-item figures", figures)
timed("bootstrap, 1,000 resamples of 4 columns", bootstrap)
timed("people against people, 200 splits", people_floor)
timed("if the model were right, 1,000 draws", exact_floor)
timed("sign flips, 10,000 of 3 columns", sign_flips)
safe = np.maximum(q, 1e-6)
safe /= safe.sum(axis=1, keepdims=True)
z = np.log(safe)
timed("temperature", temperature)
timed("isotonic", isotonic)
timed("prior correction", prior)
timed("crowd smoothing", crowd)
timed("dirichlet, penalty by 3 folds", dirichlet)
print(json.dumps(seconds))

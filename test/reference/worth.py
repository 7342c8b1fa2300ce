"""Worth in raters by brute force over held-out raters and sets of others; the alt-test with SciPy."""

from itertools import combinations

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import gammaln
from scipy.stats import ttest_1samp

from case import FOLDS
from gap import floored, top


def fits(case, model):
    raters = np.sort(case.n[model.items])
    most = int(raters[len(raters) - min(50, len(raters) // 2)])
    out = []
    for f in range(FOLDS):
        train = [i for i in model.items if case.fold[i] != f]
        m = floored(case.human[train].mean(axis=0))
        p, q = case.human[train], np.array([floored(model.used[i]) for i in train])
        lam = minimize_scalar(lambda x: -(p * np.log((1 - x) * q + x * m)).sum(), bounds=(0, 1), method="bounded", options={"xatol": 1e-10}).x
        counts = np.array([case.votes[i].sum(axis=0) for i in train])
        n = counts.sum(axis=1)

        def minus_log(log):
            a = np.exp(log)
            return -(gammaln(a) - gammaln(a + n) + (gammaln(a * m + counts) - gammaln(a * m)).sum(axis=1)).sum()

        if all((case.votes[i].max(axis=1) == 1).all() for i in model.items):
            alpha = np.exp(minimize_scalar(minus_log, bounds=(np.log(1e-3), np.log(1e4)), method="bounded", options={"xatol": 1e-10}).x)
            alphas = [alpha] * most
        else:
            alphas = [1.0] + [by_score(case, train, m, k) for k in range(1, most)]
        out.append((m, lam, alphas))
    return out


def by_score(case, items, m, k):
    """Where raters choose several labels there is no likelihood: the strength with the best score of a held-out rater's votes."""
    votes, given = [], []
    for i in items:
        n = case.n[i]
        sets = [(held, others) for held in range(n) for others in combinations([r for r in range(n) if r != held], k)]
        for held, others in sets:
            votes.append(case.votes[i][held] / len(sets))
            given.append(case.votes[i][list(others)].sum(axis=0))
    votes, given = np.array(votes), np.array(given)
    return np.exp(minimize_scalar(lambda log: -(votes * np.log((np.exp(log) * m + given) / (np.exp(log) + k))).sum(), bounds=(np.log(1e-3), np.log(1e4)), method="bounded", options={"xatol": 1e-8}).x)


def worth(case, model):
    fit = fits(case, model)
    raters = np.sort(case.n[model.items])
    most = int(raters[len(raters) - min(50, len(raters) // 2)])
    people = [[] for _ in range(most)]
    own = [[] for _ in range(most)]
    for i in model.items:
        m, lam, alphas = fit[case.fold[i]]
        score = (case.human[i] * np.log2((1 - lam) * floored(model.used[i]) + lam * m)).sum()
        n = case.n[i]
        for k in range(min(n, most)):
            values = []
            for held in range(n):
                for others in combinations([r for r in range(n) if r != held], k):
                    mean = (alphas[k] * m + case.votes[i][list(others)].sum(axis=0)) / (alphas[k] + k)
                    values.append((case.votes[i][held] * np.log2(mean)).sum())
            people[k].append(np.mean(values))
            own[k].append(score)
    differences = [np.mean(people[k]) - np.mean(own[k]) for k in range(most)]
    return {
        "lambda": [lam for _, lam, _ in fit],
        "alphas": [alphas for _, _, alphas in fit],
        "curve": [{"k": k, "items": len(people[k]), "people": np.mean(people[k]), "model": np.mean(own[k])} for k in range(most)],
        "differences": differences,
    }


def alt_test(case, model, epsilon=0.1):
    def score(answer, others):
        if case.ordinal:
            points = np.array(case.points)
            return -np.sqrt(np.mean([(answer @ points - other @ points) ** 2 for other in others]))
        return np.mean([np.minimum(answer, other).sum() for other in others])

    def answers(i):
        if case.ordinal:
            return [np.eye(case.size)[np.abs(np.array(case.points) - model.rows[i] @ np.array(case.points)).argmin()]]
        return [np.eye(case.size)[c] for c in top(model.rows[i])]

    rows = {}
    for i in model.items:
        for r, rater in enumerate(case.raters[i]):
            others = np.delete(case.votes[i], r, axis=0)
            human = score(case.votes[i][r], others)
            worst = -np.inf if case.ordinal else 0
            own = np.mean([score(answer, others) for answer in answers(i)]) if model.answered[i] else worst
            rows.setdefault(rater, []).append((own >= human - 1e-12, human >= own - 1e-12))
    tested = {rater: np.array(pairs, float) for rater, pairs in rows.items() if len(pairs) >= 30}
    ps = {rater: ttest_1samp(pairs[:, 1] - pairs[:, 0], epsilon, alternative="less").pvalue for rater, pairs in tested.items()}
    m = len(ps)
    ordered = sorted(ps.values())
    harmonic = sum(1 / j for j in range(1, m + 1))
    passing = [p for j, p in enumerate(ordered, 1) if p <= j * 0.05 / (m * harmonic)]
    limit = max(passing) if passing else -1
    return {
        "winningRate": np.mean([p <= limit for p in ps.values()]),
        "advantageProbability": np.mean([pairs[:, 0].mean() for pairs in tested.values()]),
        "raters": {rater: {"items": len(tested[rater]), "p": ps[rater], "model": tested[rater][:, 0].mean()} for rater in tested},
    }


def section(case):
    return {model.name: {"worth": worth(case, model), "altTest": alt_test(case, model), "altTestLenient": alt_test(case, model, 0.4)} for model in case.models}

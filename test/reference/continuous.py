"""Figures of continuous questions: agreement of raters by pingouin and from variance components, scores and correlations by
SciPy and NumPy, on ratings that are made here and written beside the figures."""

import numpy as np


def ratings(seed, items, raters, missing):
    """Items x raters on 0..100 with decimals, NaN where nothing was said; every item keeps two raters."""
    rng = np.random.default_rng(seed)
    truth = rng.uniform(10, 90, items)
    habit = rng.normal(0, 6, raters)
    table = np.clip(truth[:, None] + habit + rng.normal(0, 9, (items, raters)), 0, 100).round(2)
    gone = rng.random(table.shape) < missing
    gone[:, :2] = False
    table[gone] = np.nan
    return truth, table


def icc_of_complete(table):
    """ICC(2,1) and ICC(2,k) from the mean squares (Shrout & Fleiss 1979)."""
    n, k = table.shape
    grand = table.mean()
    rows = k * ((table.mean(1) - grand) ** 2).sum() / (n - 1)
    columns = n * ((table.mean(0) - grand) ** 2).sum() / (k - 1)
    rest = ((table - table.mean(1, keepdims=True) - table.mean(0) + grand) ** 2).sum() / ((n - 1) * (k - 1))
    one = (rows - rest) / (rows + (k - 1) * rest + k * (columns - rest) / n)
    return one, (rows - rest) / (rows + (columns - rest) / n)


def icc_of_any(table):
    """The same by Henderson's method 1 as matrices: quadratic forms, their expectations by traces, solved for the components."""
    i, r = np.nonzero(~np.isnan(table))
    y = table[i, r]
    n = len(y)
    items = np.eye(table.shape[0])[i]
    raters = np.eye(table.shape[1])[r]
    project = lambda design: design @ np.linalg.pinv(design)
    whole, by_item, by_rater = project(np.ones((n, 1))), project(items), project(raters)
    forms = [by_item - whole, by_rater - whole, np.eye(n) - by_item - by_rater + whole]
    covariances = [items @ items.T, raters @ raters.T, np.eye(n)]
    left = np.array([[np.trace(form @ one) for one in covariances] for form in forms])
    a, b, e = np.linalg.solve(left, [y @ form @ y for form in forms])
    k = 1 / np.mean(1 / (~np.isnan(table)).sum(1))
    return a / (a + b + e), a / (a + (b + e) / k), k


def interval_alpha(table):
    import krippendorff

    return krippendorff.alpha(reliability_data=table.T, level_of_measurement="interval")


def fair_crps(samples, y):
    k = len(samples)
    apart = np.abs(samples[:, None] - samples).sum() / (k * (k - 1)) if k > 1 else 0
    return np.abs(samples - y).mean() - apart / 2


def normal_crps(mean, sd, y):
    from scipy.integrate import quad
    from scipy.stats import norm

    square = lambda x: (norm.cdf(x, mean, sd) - (x >= y)) ** 2
    return quad(square, mean - 12 * sd, y, epsabs=1e-12)[0] + quad(square, y, mean + 12 * sd, epsabs=1e-12)[0]


def model_figures(table, means, variances, mean_variances, score):
    """@param score of a model's answer to an item against a number"""
    from scipy.stats import pearsonr, spearmanr

    people = np.nanmean(table, 1)
    n = (~np.isnan(table)).sum(1)
    within = np.nanvar(table, 1, ddof=1)
    apart = means - people
    lin = 2 * np.cov(people, means, ddof=0)[0, 1] / (people.var() + means.var() + (people.mean() - means.mean()) ** 2)
    crps = [np.mean([score(item, y) for y in row[~np.isnan(row)]]) for item, row in enumerate(table)]
    figures = {
        "pearson": pearsonr(people, means)[0],
        "spearman": spearmanr(people, means)[0],
        "concordance": lin,
        "mae": np.abs(apart).mean(),
        "rmse": np.sqrt((apart**2).mean()),
        "bias": apart.mean(),
        "residualSd": apart.std(ddof=1),
        "crps": np.mean(crps),
        "squared": (apart**2 - within / n - mean_variances).mean(),
    }
    if variances is not None:
        figures["spread"] = {
            "people": within.mean(),
            "model": variances.mean(),
            "difference": (variances - within).mean(),
            "spearman": spearmanr(np.sqrt(within), np.sqrt(variances))[0],
        }
    return figures


def people_figures(table):
    from scipy.stats import pearsonr

    n = (~np.isnan(table)).sum(1)
    means = np.nanmean(table, 1)
    within = np.nanvar(table, 1, ddof=1)
    one, mean, k = icc_of_any(table)
    reliability = 1 - (within / n).mean() / means.var(ddof=1)
    own, others, distance, crps = [], [], [], []
    for row in table:
        given = row[~np.isnan(row)]
        left = [np.delete(given, at) for at in range(len(given))]
        rest = np.array([one.mean() for one in left])
        own += list(given)
        others += list(rest)
        distance.append(np.abs(given - rest).mean())
        if len(given) > 2:
            crps.append(np.mean([fair_crps(one, y) for one, y in zip(left, given)]))
    own, others = np.array(own), np.array(others)
    return {
        "icc1": one,
        "iccK": mean,
        "k": k,
        "alpha": interval_alpha(table),
        "withinVariance": within.mean(),
        "reliability": reliability,
        "ceiling": {"pearson": np.sqrt(reliability), "rmse": np.sqrt((within / n).mean())},
        "oneRater": {
            "pearson": pearsonr(own, others)[0],
            "mae": np.mean(distance),
            "rmse": np.sqrt(((own - others) ** 2).mean()),
            "crps": np.mean(crps),
        },
    }


def case(seed, items, raters, missing):
    truth, table = ratings(seed, items, raters, missing)
    rng = np.random.default_rng(seed + 1)
    samples = np.clip(0.8 * truth[:, None] + 15 + rng.normal(0, 5, (items, 6)), 0, 100).round(3)
    sd = rng.uniform(3, 12, items).round(3)
    variances = samples.var(1, ddof=1)
    none = np.zeros(items)
    mean = samples[:, 0]
    models = {
        "samples": model_figures(table, samples.mean(1), variances, variances / 6, lambda item, y: fair_crps(samples[item], y)),
        "one number": model_figures(table, mean, None, none, lambda item, y: abs(mean[item] - y)),
        "mean and spread": model_figures(table, mean, sd**2, none, lambda item, y: normal_crps(mean[item], sd[item], y)),
        "other texts’ ratings": reference_figures(table),
    }
    return {
        "ratings": [[None if np.isnan(one) else one for one in row] for row in table.tolist()],
        "samples": samples,
        "sd": sd,
        "people": people_figures(table),
        "models": models,
    }


def reference_figures(table):
    people = np.nanmean(table, 1)
    scores, apart = [], []
    for item, row in enumerate(table):
        others = np.delete(table, item, 0)
        others = others[~np.isnan(others)]
        scores.append(np.mean([fair_crps(others, y) for y in row[~np.isnan(row)]]))
        apart.append(np.delete(people, item).mean() - people[item])
    apart = np.array(apart)
    return {"mae": np.abs(apart).mean(), "rmse": np.sqrt((apart**2).mean()), "bias": apart.mean(), "crps": np.mean(scores)}


def complete():
    """Where every rater rates every item: pingouin's, and the table of Shrout & Fleiss 1979."""
    import pandas as pd
    import pingouin

    known = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float)
    out = {}
    for name, table in {"shrout and fleiss": known, "made": ratings(5, 40, 5, 0)[1]}.items():
        frame = pd.DataFrame(table).reset_index().melt("index", var_name="rater", value_name="score")
        icc = pingouin.intraclass_corr(frame, targets="index", raters="rater", ratings="score")
        column = icc.set_index("Type")["ICC"]
        kinds = [next(kind for kind in (f"ICC2{end}", f"ICC(A,{'1' if end == '' else 'k'})") if kind in column) for end in ("", "k")]
        one, mean = icc_of_complete(table)
        assert np.allclose([one, mean], [column[kind] for kind in kinds], atol=1e-2), (one, mean, column)
        assert np.allclose([one, mean], icc_of_any(table)[:2])
        out[name] = {"ratings": table, "icc1": one, "iccK": mean}
    return out


def values():
    return {"complete": complete(), "named": case(21, 60, 6, 0.3), "many": case(22, 80, 40, 0.85)}

"""The label budget with the analysis's own draws (sfc32.py) and SciPy's and scikit-learn's fits."""

import numpy as np

from calibration import METHODS, rows_of, scores
from case import FOLDS, SEED
from sfc32 import Random

LIGHT = ["temperature", "isotonic", "prior correction", "crowd smoothing"]
DRAWS = 20


def budget(case, model):
    items = model.given
    p, q, n, fold = case.human[items], rows_of(model, items), case.n[items], case.fold[items]
    most = min((fold != f).sum() for f in range(FOLDS))
    random = Random(SEED, "label budget", case.name)
    points = []
    for size in [s for s in (10, 20, 50, 100, 200) if s <= most]:
        found = {}
        for draw in range(DRAWS):
            out = draw % FOLDS
            pool = list(np.flatnonzero(fold != out))
            random.shuffle(pool, size)
            chosen = pool[:size]
            held = np.flatnonzero(fold == out)
            for name in LIGHT:
                _, apply = METHODS[name](p[chosen], q[chosen], n[chosen], None)
                without = scores(case, items[held], model.used[items[held]])
                for score, value in scores(case, items[held], apply(q[held])).items():
                    found.setdefault((name, score), []).append((value, value - without[score]))
        for (name, score), values in found.items():
            central = [{"mean": np.mean(column), "lo": np.percentile(column, 2.5), "hi": np.percentile(column, 97.5)} for column in zip(*values)]
            points.append({"labels": size, "method": name, "score": score, **central[0], "change": central[1]})
    return points


def section(case):
    return {model.name: budget(case, model) for model in case.models}

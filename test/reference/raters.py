"""Agreement of raters by the packages of the field: krippendorff and scikit-learn here, irrCAC in an environment of its own
(it asks for an older SciPy): `python raters.py irr` there prints what RATERS_IRR below is read from."""

import json
import sys
from itertools import combinations
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


def data():
    """Ratings of 60 items on 1..4 by five raters, some missing: items x raters, NaN where nothing was said."""
    rng = np.random.default_rng(11)
    truth = rng.integers(1, 5, 60)
    ratings = np.array([[t if rng.random() < 0.6 else rng.integers(1, 5) for _ in range(5)] for t in truth], float)
    ratings[rng.random(ratings.shape) < 0.2] = np.nan
    return ratings


def irr():
    import pandas as pd
    from irrCAC.raw import CAC

    cac = CAC(pd.DataFrame(data()), weights="identity", categories=[1, 2, 3, 4], digits=12)
    return {name: getattr(cac, method)()["est"]["coefficient_value"] for name, method in (("fleiss", "fleiss"), ("gwet", "gwet"), ("bp", "bp"))}


def values():
    import krippendorff
    from sklearn.metrics import cohen_kappa_score, confusion_matrix, precision_recall_fscore_support

    ratings = data()
    levels = {level: krippendorff.alpha(reliability_data=ratings.T, level_of_measurement=level) for level in ("nominal", "ordinal", "interval", "ratio")}
    cohen = {}
    for a, b in combinations(range(5), 2):
        both = ~np.isnan(ratings[:, [a, b]]).any(axis=1)
        cohen[f"{a},{b}"] = cohen_kappa_score(ratings[both, a], ratings[both, b])
    rng = np.random.default_rng(4)
    truth, answer = rng.integers(0, 4, 200), rng.integers(0, 4, 200)
    answer = np.where(rng.random(200) < 0.5, truth, answer)
    precision, recall, f1, support = precision_recall_fscore_support(truth, answer)
    return {
        "ratings": [[None if np.isnan(x) else int(x) for x in row] for row in ratings],
        "alpha": levels,
        "irr": json.loads((HERE / "raters_irr.json").read_text()),
        "cohen": cohen,
        "classes": {
            "truth": truth,
            "answer": answer,
            "confusion": confusion_matrix(truth, answer),
            "precision": precision,
            "recall": recall,
            "f1": f1,
            "support": support,
            "kappa": cohen_kappa_score(truth, answer),
        },
        "masi": masi_alpha(),
    }


def masi_alpha():
    """Krippendorff's alpha with 1 - MASI, by the definition over all pairs."""
    rng = np.random.default_rng(3)
    sets = [[sorted(rng.choice(4, rng.integers(1, 4), replace=False).tolist()) for _ in range(3)] for _ in range(30)]
    for item in sets[:15]:
        item[1] = item[0]

    def distance(a, b):
        a, b = set(a), set(b)
        shared, union = len(a & b), len(a | b)
        m = 1 if a == b else 2 / 3 if a <= b or b <= a else 1 / 3 if shared else 0
        return 1 - shared / union * m

    observed = sum(sum(distance(a, b) for a, b in combinations(item, 2)) * 2 / (len(item) - 1) for item in sets)
    every = [one for item in sets for one in item]
    expected = sum(distance(a, b) for a, b in combinations(every, 2)) * 2 / (len(every) - 1)
    return {"sets": sets, "alpha": 1 - observed / expected}


if __name__ == "__main__" and sys.argv[1:] == ["irr"]:
    (HERE / "raters_irr.json").write_text(json.dumps(irr()) + "\n")

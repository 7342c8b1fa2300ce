"""Local linear regression along a sequence, by statsmodels, without robustness iterations."""

import numpy as np

# Irregular places, and values that no formula of ours made.
AT = [int(round(1.7 * i + 6 * np.sin(i))) + 10 for i in range(40)]
VALUES = [round(float(np.cos(i / 6) + 0.4 * np.sin(7.3 * i)), 6) for i in range(40)]
PLACES = [AT[0], 20.0, 33.5, 51.25, 60.0]


def values():
    from statsmodels.nonparametric.smoothers_lowess import lowess

    fit = lowess(np.array(VALUES), np.array(AT, float), frac=0.3, it=0, delta=0, xvals=np.array(PLACES, float))
    return {"at": AT, "values": VALUES, "places": PLACES, "fit": fit}

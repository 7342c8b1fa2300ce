"""Special functions and the analysis's random numbers at chosen places."""

from scipy.special import betainc, digamma, gammaln
from scipy.stats import norm, t


def values():
    return {
        "logGamma": [[x, gammaln(x)] for x in (1e-9, 1e-3, 0.2, 0.5, 1, 1.5, 2, 3.7, 10, 123.4, 1e4, 1e6)],
        "digamma": [[x, digamma(x)] for x in (1e-9, 1e-3, 0.2, 0.5, 1, 1.5, 2, 3.7, 7.9, 8, 10, 123.4, 1e6)],
        "incompleteBeta": [[x, a, b, betainc(a, b, x)] for x in (0, 1e-6, 0.1, 0.5, 0.9, 0.999, 1) for a, b in ((0.5, 0.5), (1, 3), (14.5, 0.5), (200, 100))],
        "student": [[x, d, t.cdf(x, d)] for x in (-40, -5, -1.3, -0.01, 0, 0.7, 2.1, 9) for d in (1, 2, 29, 500)],
        "normalQuantile": [[p, norm.ppf(p)] for p in (0.0001, 0.025, 0.4, 0.5, 0.8, 0.975, 0.99982)],
        "studentQuantile": [[p, d, t.ppf(p, d)] for p in (0.001, 0.3, 0.9, 0.975, 0.9998) for d in (1, 2, 3.7, 29, 1e5, 3e6, 1e9, 1e13)],
    }

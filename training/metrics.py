"""The scores that the models are chosen and reported by."""

from __future__ import annotations

import numpy as np
from sklearn.metrics import f1_score

from data import DIMENSIONS, POINTS, EmotionItem, RatingItem

THRESHOLDS = np.arange(0.03, 0.7, 0.01)
RESAMPLES = 25
FLOOR = 1e-12


def soft_nll(q: np.ndarray, target: np.ndarray) -> float:
    """Mean cross-entropy of ``q`` against ``target`` [n, K], in nats."""
    return float(-(target * np.log(q + FLOOR)).sum(1).mean())


def jsd(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """Jensen-Shannon divergence over the last axis, in bits."""
    middle = np.log2((p + q) / 2 + FLOOR)
    left = (p * (np.log2(p + FLOOR) - middle)).sum(-1)
    return (left + (q * (np.log2(q + FLOOR) - middle)).sum(-1)) / 2


def entropy(q: np.ndarray) -> float:
    """Mean entropy of the rows of ``q``, in bits."""
    return float(-(q * np.log2(q + FLOOR)).sum(-1).mean())


def best_thresholds(q: np.ndarray, labels: np.ndarray, seed: int = 0) -> np.ndarray:
    """Per class the threshold with the highest F1: the median over resampled items.

    A rare class has so few positives that the single best threshold is noise.
    """
    random = np.random.default_rng(seed)
    chosen = np.empty((RESAMPLES, q.shape[1]))
    for round_ in range(RESAMPLES):
        rows = random.integers(0, len(q), len(q))
        for column in range(q.shape[1]):
            called = q[rows, column, None] > THRESHOLDS
            truth = labels[rows, column, None] > 0
            f1 = 2 * (called & truth).sum(0) / np.maximum(called.sum(0) + truth.sum(0), 1)
            chosen[round_, column] = THRESHOLDS[f1.argmax()]
    return np.median(chosen, axis=0)


def calibration_error(q: np.ndarray, target: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error of the top label, in equal-width bins.

    A top label is right to the degree that ``target`` gives it weight.
    """
    top = q.argmax(1)
    confidence = q[range(len(q)), top]
    right = target[range(len(q)), top]
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[place == b].mean() - right[place == b].mean()) * (place == b).mean()
        for b in range(bins)
        if (place == b).any()
    ]
    return float(sum(gaps))


def emotion_scores(
    q: np.ndarray, items: list[EmotionItem], thresholds: np.ndarray | None = None
) -> dict[str, float]:
    """Scores of ``q`` [n, 28]; macro-F1 only where thresholds are given."""
    labels = np.stack([item.consensus for item in items])
    target = labels / labels.sum(1, keepdims=True)
    scores = {
        "soft NLL": soft_nll(q, target),
        "JSD": float(jsd(q, target).mean()),
        "top-1 in set": float(labels[range(len(q)), q.argmax(1)].mean()),
        "ECE": calibration_error(q, target),
        "entropy": entropy(q),
        "people's entropy": entropy(target),
    }
    if thresholds is not None:
        scores["macro-F1"] = float(
            f1_score(labels, q > thresholds, average="macro", zero_division=0)
        )
    return scores


def rating_scores(
    q: np.ndarray, items: list[RatingItem], marginal: np.ndarray
) -> dict[str, float]:
    """Scores of ``q`` [n, 3, 5], by dimension.

    ``r``: Pearson correlation of expected ratings with emobank.csv's means.
    ``JSD cut``: how far the mean JSD to readers' ratings lies below that of
    ``marginal`` [3, 5], the mean target of the training split; as a share.
    """
    target = np.stack([item.target for item in items])
    means = np.stack([item.means for item in items])
    scores = {}
    for d, name in enumerate(DIMENSIONS):
        scores[f"{name} r"] = float(np.corrcoef(q[:, d] @ POINTS, means[:, d])[0, 1])
        cut = 1 - jsd(q[:, d], target[:, d]).mean() / jsd(marginal[d], target[:, d]).mean()
        scores[f"{name} JSD cut"] = float(cut)
        scores[f"{name} NLL"] = soft_nll(q[:, d], target[:, d])
        scores[f"{name} ECE"] = calibration_error(q[:, d], target[:, d])
        scores[f"{name} entropy"] = entropy(q[:, d])
        scores[f"{name} people's entropy"] = entropy(target[:, d])
    return scores


def oracle_cut(
    q: np.ndarray, items: list[RatingItem], marginal: np.ndarray, seed: int = 0
) -> dict[str, float]:
    """The ``JSD cut`` ``q`` would have if it were exactly right.

    Each sentence's readers are drawn anew from ``q``: with some five readers even
    the true distribution is far from their ratings.
    """
    random = np.random.default_rng(seed)
    cuts = {}
    for d, name in enumerate(DIMENSIONS):
        drawn = np.stack(
            [
                random.multinomial(item.raters, row / row.sum()) / item.raters
                for item, row in zip(items, q[:, d].astype(float), strict=True)
            ]
        )
        cut = 1 - jsd(q[:, d], drawn).mean() / jsd(marginal[d], drawn).mean()
        cuts[f"{name} JSD cut, oracle"] = float(cut)
    return cuts

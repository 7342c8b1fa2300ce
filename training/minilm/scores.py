"""How good heads are on the texts kept for choosing."""

from __future__ import annotations

import numpy as np

from data import EmotionItem, RatingItem
from metrics import best_thresholds, emotion_scores, rating_scores, soft_nll
from minilm.model import SentenceHeads
from minilm.targets import Pack
from minilm.training import Texts, predict

KEPT = ("soft NLL", "macro-F1", "valence r", "arousal r", "dominance r")


def split_scores(
    found: dict[str, np.ndarray], pack: Pack, split: str, thresholds: np.ndarray | None
) -> dict[str, float]:
    """Scores of the heads' probabilities of all texts (rows in the pack's order) on ``split``.

    Thresholds come from dev where none are given, as on dev itself.
    """
    scores: dict[str, float] = {}
    rows = pack.rows("reddit", split)
    if thresholds is None:
        dev = pack.rows("reddit", "dev")
        thresholds = best_thresholds(found["reddit"][dev], pack.consensus[dev])
    items = [EmotionItem("", "", pack.reddit[r], pack.consensus[r]) for r in rows]
    scores |= emotion_scores(found["reddit"][rows], items, thresholds)
    rows = pack.rows("ratings", split)
    rated = [
        RatingItem("", "", pack.ratings[r], pack.writers[r], pack.means[r], 2) for r in rows
    ]
    marginal = pack.ratings[pack.rows("ratings", "train")].mean(0)
    scores |= rating_scores(found["ratings"][rows], rated, marginal)
    rows = pack.rows("everyday", "dev")
    if len(rows):
        q, target = found["everyday"][rows], pack.everyday[rows]
        top = target.max(1, keepdims=True)
        scores["everyday NLL"] = soft_nll(q, target)
        scores["everyday top-1"] = float(
            (target == top)[range(len(rows)), q.argmax(1)].mean()
        )
        scores["everyday votes for top-1"] = float(
            target[range(len(rows)), q.argmax(1)].mean()
        )
        scores["everyday any vote"] = float(
            (target > 0)[range(len(rows)), q.argmax(1)].mean()
        )
    return scores


def dev_scores(model: SentenceHeads, texts: Texts, pack: Pack) -> dict[str, float]:
    """All scores on dev."""
    rows = np.flatnonzero(pack.split == "dev")
    part = predict(model, texts, rows)
    found = {}
    for question, q in part.items():
        found[question] = np.zeros((len(pack.texts), *q.shape[1:]), np.float32)
        found[question][rows] = q
    return split_scores(found, pack, "dev", None)


def words(scores: dict[str, float]) -> str:
    """The scores that a choice rests on, in a line."""
    return "  ".join(
        f"{n} {v:.4f}" for n, v in scores.items() if n in KEPT or n.startswith("everyday")
    )

"""GoEmotions and EmoBank as token-free training items: a text and its soft targets.

Both data sets are read from a folder laid out as upstream publishes them
(``goemotions/*.tsv``, ``emobank/*.csv``); no text of theirs is kept here.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

EMOTIONS = (
    "admiration",
    "amusement",
    "anger",
    "annoyance",
    "approval",
    "caring",
    "confusion",
    "curiosity",
    "desire",
    "disappointment",
    "disapproval",
    "disgust",
    "embarrassment",
    "excitement",
    "fear",
    "gratitude",
    "grief",
    "joy",
    "love",
    "nervousness",
    "optimism",
    "pride",
    "realization",
    "relief",
    "remorse",
    "sadness",
    "surprise",
    "neutral",
)
DIMENSIONS = ("valence", "arousal", "dominance")
POINTS = np.arange(1, 6)
SPLITS = ("train", "dev", "test")


@dataclass(frozen=True)
class EmotionItem:
    """A GoEmotions comment: ``target`` [28] sums to 1; ``consensus`` [28] is 0 or 1."""

    id: str
    text: str
    target: np.ndarray
    consensus: np.ndarray


@dataclass(frozen=True)
class RatingItem:
    """An EmoBank sentence: ``target`` [3, 5] are shares of valid reader ratings.

    ``writers`` [3, 5] are those of valid writer ratings, 0 where there is none.
    ``means`` [3] are the ratings of ``emobank.csv`` (readers and writers pooled);
    ``raters`` is how many readers gave a valid rating.
    """

    id: str
    text: str
    target: np.ndarray
    writers: np.ndarray
    means: np.ndarray
    raters: int


Item = TypeVar("Item", EmotionItem, RatingItem)


def read_emotions(folder: Path, split: str, rater_weight: float = 0) -> list[EmotionItem]:
    """One official split of GoEmotions.

    The target shares weight evenly among the consensus labels. With
    ``rater_weight`` > 0 a training item that has votes in the raters file gets
    ``(consensus + rater_weight * sum of votes)``, normalised; votes on items of
    the other splits are never read into a training target because votes are
    joined by id to this split's items only.
    """
    votes = _rater_votes(folder) if rater_weight > 0 else {}
    items = []
    with open(folder / "goemotions" / f"{split}.tsv", encoding="utf8") as lines:
        for line in lines:
            text, labels, item = line.rstrip("\n").split("\t")
            consensus = np.zeros(len(EMOTIONS), np.float32)
            consensus[[int(label) for label in labels.split(",")]] = 1
            target = consensus / consensus.sum()
            if item in votes:
                target = target + rater_weight * votes[item]
                target /= target.sum()
            items.append(EmotionItem(item, text, target, consensus))
    return items


def read_ratings(folder: Path, split: str) -> list[RatingItem]:
    """One official split of EmoBank, reader perspective.

    V = A = D = 1 marks an invalid rating and is no vote; sentences with fewer
    than two valid reader ratings are left out.
    """
    readers, writers = (_rating_votes(folder, name) for name in ("reader", "writer"))
    items = []
    with open(folder / "emobank" / "emobank.csv", encoding="utf8") as rows:
        for row in csv.DictReader(rows):
            votes, written = readers[row["id"]], writers[row["id"]]
            raters = int(votes[0].sum())
            if row["split"] != split or raters < 2:
                continue
            means = np.array([float(row[name]) for name in "VAD"])
            items.append(
                RatingItem(
                    row["id"],
                    row["text"],
                    votes / raters,
                    written / max(1, written[0].sum()),
                    means,
                    raters,
                )
            )
    return items


def without_held_out(items: list[Item], held_out: list[Item]) -> list[Item]:
    """The items whose id and whose text are in no held-out item."""
    ids = {item.id for item in held_out}
    texts = {item.text.strip().lower() for item in held_out}
    return [
        item
        for item in items
        if item.id not in ids and item.text.strip().lower() not in texts
    ]


def training_items(
    folder: Path, rater_weight: float = 0
) -> tuple[list[EmotionItem], list[RatingItem]]:
    """Both training splits, without any text that a held-out split has too."""
    emotions = read_emotions(folder, "train", rater_weight)
    ratings = read_ratings(folder, "train")
    held_out = ("dev", "test")
    return (
        without_held_out(emotions, [i for s in held_out for i in read_emotions(folder, s)]),
        without_held_out(ratings, [i for s in held_out for i in read_ratings(folder, s)]),
    )


def _rating_votes(folder: Path, perspective: str) -> dict[str, np.ndarray]:
    """For each sentence id its valid votes [3, 5]; V = A = D = 1 is no vote."""
    counts: dict[str, np.ndarray] = defaultdict(lambda: np.zeros((3, 5), np.float32))
    path = folder / "emobank" / f"individual_{perspective}_ratings.csv"
    with open(path, encoding="utf8") as rows:
        for row in csv.DictReader(rows):
            ratings = [int(float(row[name])) for name in "VAD"]
            if ratings != [1, 1, 1]:
                counts[row["id"]][range(3), [rating - 1 for rating in ratings]] += 1
    return counts


def _rater_votes(folder: Path) -> dict[str, np.ndarray]:
    """For each comment id the sum of its raters' votes; a vote shares weight 1."""
    votes: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(28, np.float32))
    path = folder / "goemotions" / "goemotions_raters_partial.csv"
    with open(path, encoding="utf8") as rows:
        for row in csv.DictReader(rows):
            labels = np.array([row[name] == "1" for name in EMOTIONS], np.float32)
            if labels.sum() > 0:
                votes[row["id"]] += labels / labels.sum()
    return votes

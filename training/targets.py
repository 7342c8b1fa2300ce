"""What each text's outputs are drawn to: the teacher alone, or the teacher and people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from data import POINTS, EmotionItem, RatingItem


@dataclass(frozen=True)
class Targets:
    """Emotion [n, 28], ratings [n, 2, 3, 5] of readers and writers, expected readers' [n, 3]."""

    emotion: Tensor
    ratings: Tensor
    expected: Tensor

    @classmethod
    def of(cls, *parts: np.ndarray) -> Targets:
        """Copies, so that the arrays may be changed afterwards."""
        return cls(*(torch.tensor(part, dtype=torch.float32) for part in parts))


def teacher_targets(emotion: np.ndarray, ratings: np.ndarray) -> Targets:
    """The teacher's own distributions over all texts."""
    return Targets.of(emotion, ratings, ratings[:, 0] @ POINTS)


def labelled_targets(
    emotion: np.ndarray,
    ratings: np.ndarray,
    emotions: list[EmotionItem],
    rated: list[RatingItem],
    share: float,
) -> Targets:
    """The same with people's ``share`` where a text is labelled.

    The texts of ``emotions`` come first, then those of ``rated``. Half of an expected
    rating is the mean of readers and writers, whose noise is less than the readers' alone.
    """
    emotion, ratings = emotion.copy(), ratings.copy()
    expected = ratings[:, 0] @ POINTS
    tagged = slice(len(emotions))
    places = slice(len(emotions), len(emotions) + len(rated))
    people = np.stack([item.target for item in emotions])
    emotion[tagged] += share * (people - emotion[tagged])
    readers_and_writers = np.stack(
        [np.stack([item.target, item.writers]) for item in rated]
    )
    ratings[places] += share * (readers_and_writers - ratings[places])
    # Writers rate on a level of their own; only how sentences differ is learnt from both.
    means = np.stack([item.means for item in rated])
    level = (readers_and_writers[:, 0] @ POINTS).mean(0) - means.mean(0)
    expected[places] = (expected[places] + means + level) / 2
    return Targets.of(emotion, ratings, expected)

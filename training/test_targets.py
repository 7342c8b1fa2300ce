"""The teacher's own targets and the mixture with people's stay apart."""

from __future__ import annotations

import numpy as np
import pytest

from data import POINTS, EmotionItem, RatingItem
from targets import labelled_targets, teacher_targets

SHARE = 0.6
RANDOM = np.random.default_rng(1)
EMOTION = RANDOM.dirichlet(np.ones(28), 5).astype(np.float32)
RATINGS = RANDOM.dirichlet(np.ones(5), (5, 2, 3)).astype(np.float32)
JOY = np.eye(28, dtype=np.float32)[17]
TAGGED = [EmotionItem("a", "The sun is out", JOY, JOY)]
RATED = [
    RatingItem(
        str(place),
        "A letter came",
        RANDOM.dirichlet(np.ones(5), 3).astype(np.float32),
        RANDOM.dirichlet(np.ones(5), 3).astype(np.float32),
        RANDOM.uniform(2, 4, 3),
        5,
    )
    for place in range(2)
]


def test_the_mixture_leaves_the_teacher_as_it_was() -> None:
    before = EMOTION.copy(), RATINGS.copy()
    alone = teacher_targets(EMOTION, RATINGS)
    mixed = labelled_targets(EMOTION, RATINGS, TAGGED, RATED, SHARE)
    for given, was, target in zip(
        (EMOTION, RATINGS), before, (alone.emotion, alone.ratings), strict=True
    ):
        np.testing.assert_array_equal(given, was)
        np.testing.assert_array_equal(target.numpy(), was)
    np.testing.assert_allclose(alone.expected, RATINGS[:, 0] @ POINTS, atol=1e-6)
    assert not np.allclose(mixed.emotion[0], alone.emotion[0])


def test_people_have_their_share_where_a_text_is_labelled() -> None:
    mixed = labelled_targets(EMOTION, RATINGS, TAGGED, RATED, SHARE)
    np.testing.assert_allclose(
        mixed.emotion[0], SHARE * JOY + (1 - SHARE) * EMOTION[0], atol=1e-6
    )
    np.testing.assert_array_equal(mixed.emotion[1:].numpy(), EMOTION[1:])
    for place, item in enumerate(RATED, start=1):
        people = np.stack([item.target, item.writers])
        np.testing.assert_allclose(
            mixed.ratings[place], SHARE * people + (1 - SHARE) * RATINGS[place], atol=1e-6
        )
    for place in (0, 3, 4):
        np.testing.assert_array_equal(mixed.ratings[place].numpy(), RATINGS[place])


def test_half_an_expected_rating_is_people_s_mean_on_the_readers_level() -> None:
    mixed = labelled_targets(EMOTION, RATINGS, TAGGED, RATED, SHARE)
    teacher = RATINGS[1:3, 0] @ POINTS
    level = np.mean([item.target @ POINTS for item in RATED], axis=0)
    people = 2 * mixed.expected[1:3].numpy() - teacher
    np.testing.assert_allclose(people.mean(0), level, atol=1e-5)
    differences = RATED[1].means - RATED[0].means
    np.testing.assert_allclose(people[1] - people[0], differences, atol=1e-5)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_shares_of_nothing_and_all(share: float) -> None:
    mixed = labelled_targets(EMOTION, RATINGS, TAGGED, RATED, share)
    np.testing.assert_allclose(mixed.emotion[0], JOY if share else EMOTION[0], atol=1e-6)

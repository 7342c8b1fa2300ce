"""Scores whose values can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from data import POINTS, RatingItem
from metrics import best_thresholds, calibration_error, entropy, jsd, oracle_cut, soft_nll

FAIR, SURE, OTHER = np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])


def test_divergence_is_0_for_equals_and_1_for_opposites() -> None:
    assert jsd(FAIR, FAIR) == pytest.approx([0], abs=1e-9)
    assert jsd(SURE, OTHER) == pytest.approx([1], abs=1e-9)


def test_entropy_and_cross_entropy_of_a_coin() -> None:
    assert entropy(FAIR) == pytest.approx(1)
    assert soft_nll(FAIR, SURE) == pytest.approx(np.log(2))


def test_calibration_error_is_confidence_less_accuracy() -> None:
    q = np.tile([0.9, 0.1], (10, 1))
    target = np.eye(2)[[0] * 6 + [1] * 4]
    assert calibration_error(q, target) == pytest.approx(0.3)


def test_thresholds_part_what_can_be_parted() -> None:
    q = np.linspace(0, 1, 200)[:, None]
    (threshold,) = best_thresholds(q, q > 0.4)
    assert threshold == pytest.approx(0.4, abs=0.02)


def test_an_oracle_with_many_readers_leaves_no_divergence() -> None:
    q = np.random.default_rng(0).dirichlet(np.ones(5), (50, 3))
    items = [
        RatingItem(str(i), "", row, np.zeros((3, 5)), row @ POINTS, 10**6)
        for i, row in enumerate(q)
    ]
    cuts = oracle_cut(q, items, q.mean(0))
    assert min(cuts.values()) > 0.99

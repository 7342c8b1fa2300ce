"""Reading and splitting, on a folder of made-up comments and sentences."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from data import EMOTIONS, read_emotions, read_ratings, without_held_out

JOY, SADNESS = EMOTIONS.index("joy"), EMOTIONS.index("sadness")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two comments and three sentences, with raters for one of each."""
    (tmp_path / "goemotions").mkdir()
    (tmp_path / "emobank").mkdir()
    train = f"The sun is out\t{JOY}\ta\nThank you!\t{JOY},{SADNESS}\tb\n"
    (tmp_path / "goemotions" / "train.tsv").write_text(train, encoding="utf8")
    (tmp_path / "goemotions" / "test.tsv").write_text(
        f" thank YOU!\t{JOY}\tc\n", encoding="utf8"
    )
    votes = tmp_path / "goemotions" / "goemotions_raters_partial.csv"
    with open(votes, "w", encoding="utf8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", *EMOTIONS])
        for item, chosen in (("a", [SADNESS]), ("a", []), ("c", [SADNESS])):
            rows.writerow([item, *(int(place in chosen) for place in range(28))])
    (tmp_path / "emobank" / "emobank.csv").write_text(
        "id,split,V,A,D,text\nx,train,3.5,3,3,One\ny,train,3,3,3,Two\nz,test,3,3,3,Three\n",
        encoding="utf8",
    )
    (tmp_path / "emobank" / "individual_reader_ratings.csv").write_text(
        "id,V,A,D\nx,1,1,1\nx,4,3,1\nx,5,3,2\ny,1,1,1\ny,3,3,3\nz,3,3,3\nz,3,3,3\n",
        encoding="utf8",
    )
    (tmp_path / "emobank" / "individual_writer_ratings.csv").write_text(
        "id,V,A,D\nx,2,3,3\n", encoding="utf8"
    )
    return tmp_path


def test_consensus_labels_share_the_weight(folder: Path) -> None:
    _, both = read_emotions(folder, "train")
    assert both.target[[JOY, SADNESS]].tolist() == [0.5, 0.5]
    assert both.consensus.sum() == 2


def test_votes_join_the_target_and_empty_ones_do_not(folder: Path) -> None:
    voted, unvoted = read_emotions(folder, "train", rater_weight=0.5)
    assert voted.target[[JOY, SADNESS]] == pytest.approx([2 / 3, 1 / 3])
    assert unvoted.target.sum() == pytest.approx(1)


def test_ratings_leave_out_invalid_rows_and_single_readers(folder: Path) -> None:
    (item,) = read_ratings(folder, "train")
    assert (item.id, item.raters) == ("x", 2)
    expected = np.zeros((3, 5))
    expected[0, [3, 4]] = expected[2, [0, 1]] = 0.5
    expected[1, 2] = 1
    np.testing.assert_allclose(item.target, expected)
    assert item.writers.argmax(1).tolist() == [1, 2, 2]


def test_a_text_that_a_held_out_split_has_is_not_trained_on(folder: Path) -> None:
    train, test = read_emotions(folder, "train"), read_emotions(folder, "test")
    assert [item.id for item in without_held_out(train, test)] == ["a"]

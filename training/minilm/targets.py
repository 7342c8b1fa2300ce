"""Every text that the encoders read, with what people said of it, in one file.

Three kinds of labelled texts: GoEmotions' comments (*reddit*), EmoBank's sentences (*ratings*) and our own
sentences (*everyday*). Texts of the corpus have no labels; a teacher judges them.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data import EMOTIONS, SPLITS, read_emotions, read_ratings, without_held_out
from unlabelled import corpus_sentences

VOTES_SHARE = 0.4
"""The share of the raters' votes in a comment's target; the rest is its consensus set, shared evenly."""
UNLABELLED = {"dialogue": 90_000, "fiction": 110_000, "counsel": 20_000}
"""How many sentences of each file of the corpus are read, where it has as many."""


@dataclass(frozen=True)
class Pack:
    """Texts with their targets; rows that a text has no target in are 0.

    ``domain`` is one of reddit, ratings, everyday, unlabelled; ``split`` one of train, dev, test.
    ``reddit`` and ``everyday`` [N, 28] and ``ratings`` [N, 3, 5] sum to 1; ``consensus`` [N, 28] is 0 or 1.
    """

    texts: list[str]
    domain: np.ndarray
    split: np.ndarray
    reddit: np.ndarray
    everyday: np.ndarray
    ratings: np.ndarray
    writers: np.ndarray
    consensus: np.ndarray
    means: np.ndarray

    def rows(self, domain: str, split: str) -> np.ndarray:
        """The places of the texts of ``domain`` in ``split``."""
        return np.flatnonzero((self.domain == domain) & (self.split == split))


def read_pack(folder: Path) -> Pack:
    """What :func:`main` wrote to ``folder``."""
    texts = json.loads((folder / "texts.json").read_text(encoding="utf8"))
    return Pack(texts, **np.load(folder / "targets.npz"))


def first_label_votes(folder: Path) -> dict[str, np.ndarray]:
    """For each comment id the shares [28] of its raters' first labels, where at least two are known.

    The file knows each rater's alphabetically first label only, so a share is a lower bound for later labels.
    """
    votes = {}
    path = folder / "goemotions" / "first_label_votes.csv"
    with open(path, encoding="utf8") as rows:
        for row in csv.DictReader(rows):
            if row["split"] != "train" or int(row["n_votes"]) < 2:
                continue
            counts = np.zeros(len(EMOTIONS), np.float32)
            for entry in row["votes"].split():
                label, count = entry.split(":")
                counts[EMOTIONS.index(label)] = int(count)
            if counts.sum() > 0:
                votes[row["id"]] = counts / counts.sum()
    return votes


def everyday_sentences(path: Path) -> list[tuple[str, np.ndarray]]:
    """Our sentences of a JSONL file with the shares [28] of the readers of both readings."""
    found = []
    for line in path.read_text(encoding="utf8").splitlines():
        entry = json.loads(line)
        shares = np.zeros(len(EMOTIONS), np.float32)
        for reading in (entry["first"], entry["second"]):
            for label, readers in reading.items():
                shares[EMOTIONS.index(label)] += readers
        found.append((entry["text"], shares / shares.sum()))
    return found


def unlabelled_texts(corpus: Path, seed: int) -> list[str]:
    """Different sentences of the corpus."""
    chance = random.Random(seed)
    texts: dict[str, None] = {}
    for name, most in UNLABELLED.items():
        found = corpus_sentences(corpus, name, chance)
        texts |= dict.fromkeys(found[:most])
    return list(texts)


def main() -> None:
    """Write ``texts.json`` and ``targets.npz`` to ``--out``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument(
        "--everyday", type=Path, default=Path("everyday"), help="our sentences"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()

    votes = first_label_votes(args.data)
    emotions = {s: read_emotions(args.data, s, 1.0 if s == "train" else 0) for s in SPLITS}
    ratings = {s: read_ratings(args.data, s) for s in SPLITS}
    for parts in (emotions, ratings):
        parts["train"] = without_held_out(parts["train"], parts["dev"] + parts["test"])
    rows: dict[str, list] = defaultdict(list)

    def add(text: str, domain: str, split: str, **targets: np.ndarray) -> None:
        rows["texts"].append(text)
        rows["domain"].append(domain)
        rows["split"].append(split)
        for name, shape in (
            ("reddit", (28,)),
            ("everyday", (28,)),
            ("ratings", (3, 5)),
            ("writers", (3, 5)),
            ("consensus", (28,)),
            ("means", (3,)),
        ):
            rows[name].append(targets.get(name, np.zeros(shape, np.float32)))

    for split in SPLITS:
        for item in emotions[split]:
            shares = item.consensus / item.consensus.sum()
            if split == "train":
                # `target` holds the whole answers of the raters that are known, the votes file the rest.
                people = votes.get(item.id, item.target)
                shares = (1 - VOTES_SHARE) * shares + VOTES_SHARE * people
            add(item.text, "reddit", split, reddit=shares, consensus=item.consensus)
        for item in ratings[split]:
            add(
                item.text,
                "ratings",
                split,
                ratings=item.target,
                writers=item.writers,
                means=item.means,
            )
    for split, file in (("train", "sentences.jsonl"), ("dev", "held-out.jsonl")):
        for text, shares in everyday_sentences(args.everyday / file):
            add(text, "everyday", split, everyday=shares)
    held_out = {
        t.strip().lower() for t, s in zip(rows["texts"], rows["split"]) if s != "train"
    }
    for text in unlabelled_texts(args.corpus, args.seed):
        if text.lower() not in held_out:
            add(text, "unlabelled", "train")

    args.out.mkdir(parents=True, exist_ok=True)
    texts = rows.pop("texts")
    (args.out / "texts.json").write_text(
        json.dumps(texts, ensure_ascii=False), encoding="utf8"
    )
    np.savez_compressed(
        args.out / "targets.npz", **{n: np.array(v) for n, v in rows.items()}
    )
    for domain in ("reddit", "ratings", "everyday", "unlabelled"):
        print(
            domain,
            {
                s: sum(
                    d == domain and p == s for d, p in zip(rows["domain"], rows["split"])
                )
                for s in SPLITS
            },
        )


if __name__ == "__main__":
    main()

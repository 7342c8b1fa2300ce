"""A teacher: a larger public encoder tuned on what people said, without one fold of the labelled texts.

Run once for each fold. `teach.py` takes a labelled text's distribution from the run that has not read it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from minilm.model import QUESTIONS, SentenceHeads, load_encoder
from minilm.scores import dev_scores, words
from minilm.targets import Pack, read_pack
from minilm.training import Targets, Texts, predict, train

FOLDS = 5
REPEATS = {"reddit": 1, "ratings": 2, "everyday": 4}
"""How often a text of each domain is read in an epoch: the smaller, the more often."""
LOSS_WEIGHTS = {"reddit": 1.0, "everyday": 1.0, "ratings": 0.4, "writers": 0.2}


def folds_of(pack: Pack, seed: int = 0) -> np.ndarray:
    """The fold of each text; equal texts have the same one."""
    known: dict[str, int] = {}
    random = np.random.default_rng(seed)
    return np.array(
        [
            known.setdefault(t.strip().lower(), int(random.integers(FOLDS)))
            for t in pack.texts
        ]
    )


def people_targets(pack: Pack) -> Targets:
    """People's answers alone; a question that a text has no answer to weighs 0."""
    values = {q: getattr(pack, q)[None] for q in QUESTIONS}
    weights = {
        q: (v.reshape(1, v.shape[1], -1).sum(2) > 0).astype(np.float32)
        for q, v in values.items()
    }
    return Targets(values, weights)


def main() -> None:
    """Write the distributions of every text and the dev scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", type=Path, required=True, help="from targets.py")
    parser.add_argument("--encoder", type=Path, required=True, help="all-mpnet-base-v2")
    parser.add_argument("--fold", type=int, required=True, help="the fold left out, 0 to 4")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument(
        "--limit",
        type=int,
        help="read only this many texts of each domain: a trial of the script",
    )
    args = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"

    pack = read_pack(args.pack)
    texts = Texts(args.encoder, pack.texts, device)
    folds = folds_of(pack)
    reads = []
    for domain, times in REPEATS.items():
        rows = pack.rows(domain, "train")
        rows = rows[folds[rows] != args.fold][: args.limit]
        reads += [rows] * times
    model = SentenceHeads(load_encoder(args.encoder)).to(device)
    train(
        model,
        texts,
        people_targets(pack),
        [np.concatenate(reads)] * args.epochs,
        rate=args.rate,
        head_rate=1e-3,
        batch=args.batch,
        loss_weights=LOSS_WEIGHTS,
        seed=args.fold,
        decay=0.9,
        after_epoch=lambda epoch, it: print(
            epoch, words(dev_scores(it, texts, pack)), flush=True
        ),
    )
    every = np.arange(len(pack.texts))[:: 1 if args.limit is None else 500]
    found = predict(model, texts, every)
    np.savez(args.out, **{q: v.astype(np.float16) for q, v in found.items()})


if __name__ == "__main__":
    main()

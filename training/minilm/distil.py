"""The student: a small public encoder that learns from people and from the teacher.

Five heads for each question share the encoder. Each sees texts and raters of its own: a text counts as often as a
bootstrap sample has it, and people's answers are drawn anew from those given. What the heads agree on is the answer
(the mean of their probabilities); how far they differ is the model's own doubt.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from minilm.model import QUESTIONS, SentenceHeads, load_encoder
from minilm.scores import dev_scores, split_scores, words
from minilm.targets import Pack, read_pack
from minilm.training import Targets, Texts, predict, train

MEMBERS = 5
RATERS = {"reddit": 4, "everyday": 5, "ratings": 5, "writers": 5}
"""How many raters are drawn anew for a text: about as many as there were."""
WEIGHTS = {
    "reddit": {"reddit": 1.0, "everyday": 0.3, "ratings": 0.3, "writers": 0.1},
    "everyday": {"reddit": 0.3, "everyday": 1.0, "ratings": 0.3, "writers": 0.1},
    "ratings": {"reddit": 0.3, "everyday": 0.3, "ratings": 1.0, "writers": 0.3},
    "unlabelled": {"reddit": 0.6, "everyday": 1.0, "ratings": 0.5, "writers": 0.1},
}
"""How much the loss of each question counts for a text of each domain."""


def drawn_anew(shares: np.ndarray, raters: int, random: np.random.Generator) -> np.ndarray:
    """The shares of ``raters`` answers drawn from ``shares`` [n, ..., K]."""
    flat = shares.reshape(-1, shares.shape[-1]).astype(float)
    flat /= flat.sum(1, keepdims=True)
    return (
        (random.multinomial(raters, flat) / raters).reshape(shares.shape).astype(np.float32)
    )


def mixed_targets(
    pack: Pack, teacher: dict[str, np.ndarray], people: dict[str, float], seed: int
) -> Targets:
    """For each member people's answers drawn anew, mixed with the teacher's: ``people`` is their share by question."""
    random = np.random.default_rng(seed)
    n = len(pack.texts)
    counts = np.ones((MEMBERS, n), np.float32)
    labelled = pack.domain != "unlabelled"
    counts[:, labelled] = random.poisson(1, (MEMBERS, labelled.sum()))
    values, weights = {}, {}
    for question in QUESTIONS:
        own = getattr(pack, question)
        rows = np.flatnonzero((own.reshape(n, -1).sum(1) > 0) & (pack.split == "train"))
        value = np.repeat(teacher[question].astype(np.float32)[None], MEMBERS, 0)
        for member in range(MEMBERS):
            anew = (own[rows] + drawn_anew(own[rows], RATERS[question], random)) / 2
            value[member, rows] += people[question] * (anew - value[member, rows])
        by_domain = np.array(
            [WEIGHTS[domain][question] for domain in pack.domain], np.float32
        )
        values[question], weights[question] = value, by_domain * counts
    return Targets(values, weights)


def main() -> None:
    """Write the student's weights and its scores on dev and, at the end, on test."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="all-MiniLM-L6-v2")
    parser.add_argument("--teacher", type=Path, required=True, help="from teach.py")
    parser.add_argument("--init", type=Path, help="a student to go on from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument(
        "--unlabelled", type=int, default=80_000, help="texts of the corpus in an epoch"
    )
    parser.add_argument("--everyday-repeat", type=int, default=4)
    parser.add_argument("--rating-repeat", type=int, default=2)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=3e-3)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument(
        "--people",
        type=float,
        default=0.5,
        help="people's share of a labelled text's target",
    )
    parser.add_argument("--people-ratings", type=float, default=0.3)
    parser.add_argument("--hide", type=float, default=0.0)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--limit",
        type=int,
        help="read only this many texts of each domain: a trial of the script",
    )
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"

    pack = read_pack(args.pack)
    texts = Texts(args.encoder, pack.texts, device)
    people = {
        q: args.people_ratings if q in ("ratings", "writers") else args.people
        for q in QUESTIONS
    }
    targets = mixed_targets(pack, dict(np.load(args.teacher)), people, args.seed)
    random = np.random.default_rng(args.seed)
    repeats = {"reddit": 1, "everyday": args.everyday_repeat, "ratings": args.rating_repeat}
    labelled = [
        pack.rows(d, "train")[: args.limit]
        for d, times in repeats.items()
        for _ in range(times)
    ]
    rest = random.permutation(pack.rows("unlabelled", "train"))
    epochs = []
    for epoch in range(args.epochs):
        start = epoch * args.unlabelled % max(1, len(rest))
        part = np.roll(rest, -start)[: min(args.unlabelled, args.limit or args.unlabelled)]
        epochs.append(np.concatenate([*labelled, part]))

    encoder = load_encoder(args.encoder)
    model = SentenceHeads(encoder, MEMBERS, args.dropout).to(device)
    if args.init:
        weights = {name: value.float() for name, value in load_file(args.init).items()}
        model.load_state_dict(weights, strict=False)
    train(
        model,
        texts,
        targets,
        epochs,
        rate=args.rate,
        head_rate=args.head_rate,
        batch=args.batch,
        loss_weights=dict.fromkeys(QUESTIONS, 1.0) | {"ratings": 0.5, "writers": 0.3},
        seed=args.seed,
        hide=args.hide,
        after_epoch=lambda epoch, it: print(
            epoch, words(dev_scores(it, texts, pack)), flush=True
        ),
    )
    save_file(
        {n: v.half().contiguous().cpu() for n, v in model.state_dict().items()},
        args.out / "student.safetensors",
    )
    held_out = np.flatnonzero(pack.split != "train")
    found = {}
    for question, q in predict(model, texts, held_out).items():
        found[question] = np.zeros((len(pack.texts), *q.shape[1:]), np.float32)
        found[question][held_out] = q
    scores = {split: split_scores(found, pack, split, None) for split in ("dev", "test")}
    (args.out / "scores.json").write_text(json.dumps(scores, indent=2), encoding="utf8")
    for split, row in scores.items():
        print(split, words(row))


if __name__ == "__main__":
    main()

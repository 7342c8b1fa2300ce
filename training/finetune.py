"""Fine-tuning of one encoder with four heads on GoEmotions and EmoBank together.

Batches of the two data sets alternate at random. An exponential moving average
of the weights is what is evaluated and kept. The whole state is saved every few
minutes; every update has its own seed, so that a killed run goes on as if it had not been.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from batches import by_length, encode, pad, shuffled_by_length
from data import (
    EmotionItem,
    RatingItem,
    read_emotions,
    read_ratings,
    training_items,
)
from long_run import add_run_options, begin, save_whole
from metrics import best_thresholds, emotion_scores, rating_scores
from model import FourHeads, encoder_config, load_weights, shape_of
from tokenizer import MASK, SPECIALS

WARMUP = 0.06
EMA_HORIZON = 0.06
"""The moving average looks back over this share of all updates."""


class TrainingSet:
    """Token ids and targets of one data set's training split."""

    def __init__(
        self, items: list[EmotionItem] | list[RatingItem], tokenizer: Tokenizer
    ) -> None:
        self.sequences = encode(tokenizer, [item.text for item in items])
        self.targets = torch.from_numpy(np.stack([item.target for item in items]))


def soft_cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    """Mean over the batch, summed over questions where there are several."""
    losses = -(target * logits.log_softmax(-1)).sum(-1)
    return losses.reshape(len(losses), -1).sum(1).mean()


def hide_tokens(ids: Tensor, rate: float) -> Tensor:
    """``ids`` with a share of the text's tokens replaced by the mask token."""
    hidden = (torch.rand(ids.shape, device=ids.device) < rate) & (ids >= len(SPECIALS))
    return torch.where(hidden, MASK, ids)


@torch.no_grad()
def predict(
    model: FourHeads, sequences: list[list[int]], device: str
) -> tuple[np.ndarray, np.ndarray]:
    """``(emotion [n, 28], ratings [n, 3, 5])`` probabilities in the texts' order."""
    model.eval()
    emotion = np.empty((len(sequences), 28), np.float32)
    ratings = np.empty((len(sequences), 3, 5), np.float32)
    for batch in by_length(sequences, 128):
        ids, mask = pad([sequences[index] for index in batch])
        outputs = model(ids.to(device), mask.to(device))
        emotion[batch] = outputs[0].softmax(-1).cpu()
        ratings[batch] = outputs[1].softmax(-1).cpu()
    return emotion, ratings


def dev_scores(
    model: FourHeads,
    tokenizer: Tokenizer,
    dev: tuple[list[EmotionItem], list[RatingItem]],
    marginal: np.ndarray,
    device: str,
) -> dict[str, float]:
    """All scores on dev; thresholds from dev itself."""
    emotion, ratings = (
        predict(model, encode(tokenizer, [item.text for item in items]), device)[kind]
        for kind, items in enumerate(dev)
    )
    thresholds = best_thresholds(emotion, np.stack([item.consensus for item in dev[0]]))
    return {
        **emotion_scores(emotion, dev[0], thresholds),
        **rating_scores(ratings, dev[1], marginal),
    }


class Tuning:
    """One fine-tuning run."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.tokenizer = Tokenizer.from_file(str(args.tokenizer))
        self.emotions, self.ratings = training_items(args.data, args.rater_weight)
        self.dev = read_emotions(args.data, "dev"), read_ratings(args.data, "dev")
        self.sets = [
            TrainingSet(self.emotions, self.tokenizer),
            TrainingSet(self.ratings, self.tokenizer),
        ]
        self.marginal = self.sets[1].targets.mean(0).numpy()

        config = encoder_config(*shape_of(args.init), dropout=args.dropout)
        self.model = FourHeads(config, args.dropout).to(args.device)
        print("fresh:", load_weights(self.model, args.init))
        self.average = copy.deepcopy(self.model)
        self.optimiser = torch.optim.AdamW(self.model.parameters(), weight_decay=0.01)
        self.step = 0
        self.epoch_steps = len(self._epoch(0))
        self.steps = args.epochs * self.epoch_steps
        self.horizon = max(1.0, EMA_HORIZON * self.steps)

    def _epoch(self, epoch: int) -> list[tuple[int, np.ndarray]]:
        """Batches ``(data set, indices)``; EmoBank comes ``--rating-repeat`` times."""
        random = np.random.default_rng((self.args.seed, epoch))
        batches = [
            (place, batch)
            for place, repeat in ((0, 1), (1, self.args.rating_repeat))
            for _ in range(repeat)
            for batch in shuffled_by_length(
                self.sets[place].sequences, self.args.batch, random
            )
        ]
        return [batches[index] for index in random.permutation(len(batches))]

    def loss(self, place: int, batch: np.ndarray) -> Tensor:
        """The loss of texts ``batch`` of data set ``place``."""
        chosen = self.sets[place]
        ids, mask = pad([chosen.sequences[index] for index in batch])
        ids = hide_tokens(ids.to(self.args.device), self.args.hide)
        target = chosen.targets[batch].to(self.args.device)
        return soft_cross_entropy(self.model(ids, mask.to(ids.device))[place], target)

    def _update(self, place: int, batch: np.ndarray) -> float:
        progress = self.step / self.steps
        rate = self.args.rate * min(progress / WARMUP, (1 - progress) / (1 - WARMUP))
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        loss = self.loss(place, batch)
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        self._move_average()
        return loss.item()

    @torch.no_grad()
    def _move_average(self) -> None:
        share = 1 / min(self.step, self.horizon)
        pairs = zip(self.average.parameters(), self.model.parameters(), strict=True)
        for average, current in pairs:
            average.lerp_(current, share)

    def train(self) -> None:
        """Train all epochs, going on after the last update saved."""
        state = self.args.out / "state.pt"
        if state.exists():
            self._resume(state)
        saved = time.monotonic()
        for epoch in range(self.step // self.epoch_steps, self.args.epochs):
            self.model.train()
            done = self.step - epoch * self.epoch_steps
            for place, batch in self._epoch(epoch)[done:]:
                torch.manual_seed(self.args.seed * 1_000_000 + self.step)
                loss = self._update(place, batch)
                if not math.isfinite(loss):
                    raise SystemExit(f"the loss is {loss} at update {self.step}")
                if time.monotonic() - saved > 60 * self.args.save_minutes:
                    self._save(state)
                    saved = time.monotonic()
                    print(f"update {self.step} of {self.steps}", flush=True)
            weights = {k: v.contiguous() for k, v in self.average.state_dict().items()}
            save_file(weights, self.args.out / f"epoch-{epoch + 1}.safetensors")
            self._save(state)
            scores = dev_scores(
                self.average, self.tokenizer, self.dev, self.marginal, self.args.device
            )
            row: dict[str, float] = {"epoch": epoch + 1}
            row |= {name: round(value, 4) for name, value in scores.items()}
            with open(self.args.out / "dev.jsonl", "a", encoding="utf8") as log:
                log.write(json.dumps(row) + "\n")
            print(json.dumps(row), flush=True)

    def _save(self, path: Path) -> None:
        state = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
        }
        save_whole(path, lambda new: torch.save(state, new))

    def _resume(self, path: Path) -> None:
        state = torch.load(path, map_location=self.args.device)
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step = state["step"]


def main() -> None:
    """Write a checkpoint and a line of dev scores for every epoch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--init", type=Path, required=True, help="from pretrain.py")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--hide", type=float, default=0.08, help="share of tokens masked")
    parser.add_argument("--rating-repeat", type=int, default=2, help="EmoBank in an epoch")
    parser.add_argument("--rater-weight", type=float, default=0.5)
    add_run_options(parser, save_minutes=2, seed=1)
    args = parser.parse_args()
    begin(args)
    Tuning(args).train()


if __name__ == "__main__":
    main()

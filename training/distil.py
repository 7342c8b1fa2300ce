"""The encoder learns from a teacher, first alone and then beside what people said.

At first every text, labelled or not, comes once or less, with the teacher's features and
distributions as targets. Then come the labelled texts, again and again (EmoBank's three times
as often) and some unlabelled ones; where a text is labelled for a question, its target is a
mixture of the teacher's distribution and people's (``targets.py``).
The layers that lead to features and to writers' ratings are not exported.
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
from transformers import RobertaConfig

from batches import encode, pad
from data import POINTS, read_emotions, read_ratings, training_items
from finetune import dev_scores, hide_tokens, soft_cross_entropy
from long_run import add_run_options, begin, save_whole
from model import FourHeads, encoder_config, load_weights, shape_of
from muon import Muon
from targets import labelled_targets, teacher_targets

BATCH_TOKENS = (4_000, 2_500)
FEATURES_WEIGHT = (3.0, 1.0)
WRITERS_WEIGHT = 0.4
EXPECTED_WEIGHT = (0.3, 0.15)
"""Pairs: while the teacher is alone, and afterwards."""
DROPOUT = 0.1
HIDE = 0.06
"""Share of tokens masked; both only afterwards."""
UNLABELLED_AMONG_LABELLED = 15_000
WARMUP = 0.02
EMA_HORIZON = 0.06
"""The moving average looks back over this share of all updates."""

Step = tuple[int, list[int]]
"""``(0 while the teacher is alone, else 1; the texts of the batch)``."""


class AimedHeads(FourHeads):
    """Four heads, one for writers' ratings, and a layer from the pooled state to features."""

    def __init__(self, config: RobertaConfig, head_dropout: float, features: int) -> None:
        super().__init__(config, head_dropout)
        self.aim = nn.Linear(config.hidden_size, features)
        self.writers = nn.Linear(config.hidden_size, self.ratings.out_features)


class Distillation:
    """One run over the file of ``teach.py``, whose labelled texts come first."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.tokenizer = Tokenizer.from_file(str(args.tokenizer))
        with np.load(args.teacher) as teacher:
            texts = json.loads(str(teacher["texts"]))
            self.features = teacher["features"]
            self.mean, self.spread = (
                torch.from_numpy(teacher[name]) for name in ("mean", "spread")
            )
            emotion, ratings = teacher["emotion"], teacher["ratings"]
        self.sequences = encode(self.tokenizer, texts)
        self.emotions, self.ratings = training_items(args.data, args.rater_weight)
        self.labelled = len(self.emotions) + len(self.ratings)
        self.targets = (
            teacher_targets(emotion, ratings),
            labelled_targets(
                emotion, ratings, self.emotions, self.ratings, args.own_weight
            ),
        )
        rated = self.targets[0].expected[len(self.emotions) : self.labelled]
        self.expected_spread = rated.std(0, correction=0)
        self.dev = read_emotions(args.data, "dev"), read_ratings(args.data, "dev")

        self.model = AimedHeads(
            encoder_config(*shape_of(args.init)), 0, self.features.shape[1]
        ).to(args.device)
        print("fresh:", load_weights(self.model, args.init))
        matrices = [
            weight
            for name, weight in self.model.roberta.named_parameters()
            if weight.dim() == 2 and "embeddings" not in name
        ]
        kept = {id(weight) for weight in matrices}
        rest = [weight for weight in self.model.parameters() if id(weight) not in kept]
        self.optimisers = [
            Muon(matrices, weight_decay=0.02),
            torch.optim.AdamW(rest, weight_decay=0.01, betas=(0.9, 0.98), fused=True),
        ]
        self.average: AimedHeads | None = None
        self.random = np.random.default_rng(args.seed)
        self.steps = self._plan()
        self.alone = sum(stage == 0 for stage, _ in self.steps)

    def _cost(self, batch: list[int]) -> int:
        return len(batch) * max(len(self.sequences[index]) for index in batch)

    def _batches(self, texts: np.ndarray, size: int) -> list[list[int]]:
        """Batches of at most ``size`` tokens, padding counted, in random order."""
        batches = []
        for start in range(0, len(texts), 5_000):
            group = texts[start : start + 5_000]
            lengths = [len(self.sequences[index]) for index in group]
            batch: list[int] = []
            for index in group[np.argsort(lengths, kind="stable")].tolist():
                if batch and (len(batch) + 1) * len(self.sequences[index]) > size:
                    batches.append(batch)
                    batch = []
                batch.append(index)
            batches.append(batch)
        return [batches[index] for index in self.random.permutation(len(batches))]

    def _plan(self) -> list[Step]:
        """Every step of the run, so that a killed one knows where it was."""
        steps: list[Step] = []
        tokens = 0
        ends = (self.args.alone * self.args.tokens, self.args.tokens)
        for stage, end in enumerate(ends):
            while tokens < end:
                texts = self.random.permutation(self._round(stage))
                for batch in self._batches(texts, BATCH_TOKENS[stage]):
                    if tokens < end:
                        steps.append((stage, batch))
                        tokens += self._cost(batch)
        return steps

    def _round(self, stage: int) -> np.ndarray:
        if stage == 0:
            return np.arange(len(self.sequences))
        rated = np.arange(len(self.emotions), self.labelled)
        unlabelled = np.arange(self.labelled, len(self.sequences))
        return np.concatenate(
            [
                np.arange(len(self.emotions)),
                *[rated] * self.args.rating_repeat,
                self.random.permutation(unlabelled)[:UNLABELLED_AMONG_LABELLED],
            ]
        )

    def _loss(self, stage: int, batch: list[int]) -> Tensor:
        ids, mask = (
            part.to(self.args.device) for part in pad([self.sequences[i] for i in batch])
        )
        targets, texts = self.targets[stage], torch.tensor(batch)
        emotion, ratings, expected = (
            each[texts].to(self.args.device)
            for each in (targets.emotion, targets.ratings, targets.expected)
        )
        pooled = self.model.pooled(hide_tokens(ids, HIDE) if stage else ids, mask)
        emotion_logits, reader_logits = self.model.heads(pooled)
        writer_logits = self.model.writers(pooled).view_as(reader_logits)
        features = (
            torch.from_numpy(self.features[batch]).float() - self.mean
        ) / self.spread
        points = torch.from_numpy(POINTS).to(pooled)
        off = (reader_logits.softmax(-1) @ points - expected) / self.expected_spread.to(
            pooled
        )
        return (
            soft_cross_entropy(emotion_logits, emotion)
            + soft_cross_entropy(reader_logits, ratings[:, 0])
            + WRITERS_WEIGHT * soft_cross_entropy(writer_logits, ratings[:, 1])
            + EXPECTED_WEIGHT[stage] * off.square().sum(1).mean()
            + FEATURES_WEIGHT[stage]
            * (self.model.aim(pooled) - features.to(pooled)).square().mean()
        )

    def _update(self, step: int, progress: float) -> float:
        stage, batch = self.steps[step]
        rate = self.args.rate * min(progress / WARMUP, 1) * (1 - progress)
        for optimiser in self.optimisers:
            optimiser.zero_grad()
            for group in optimiser.param_groups:
                group["lr"] = rate
        for module in self.model.modules():
            if isinstance(module, nn.Dropout):
                module.p = DROPOUT * stage
        torch.manual_seed(self.args.seed * 1_000_000 + step)
        loss = self._loss(stage, batch)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 2.0)
        for optimiser in self.optimisers:
            optimiser.step()
        if stage:
            self._move_average(step + 1 - self.alone)
        return loss.item()

    @torch.no_grad()
    def _move_average(self, updates: int) -> None:
        if self.average is None:
            self.average = copy.deepcopy(self.model)
        share = 1 / min(updates, EMA_HORIZON * len(self.steps))
        pairs = zip(self.average.parameters(), self.model.parameters(), strict=True)
        for average, current in pairs:
            average.lerp_(current, share)

    def train(self) -> None:
        """Train all steps, going on after the last update saved."""
        state = self.args.out / "state.pt"
        done = self._resume(state) if state.exists() else 0
        tokens = sum(self._cost(batch) for _, batch in self.steps[:done])
        saved = time.monotonic()
        self.model.train()
        for step in range(done, len(self.steps)):
            loss = self._update(step, min(1, tokens / self.args.tokens))
            if not math.isfinite(loss):
                raise SystemExit(f"the loss is {loss} at update {step}")
            tokens += self._cost(self.steps[step][1])
            if time.monotonic() - saved > 60 * self.args.save_minutes:
                self._save(state, step + 1)
                saved = time.monotonic()
                print(f"update {step + 1} of {len(self.steps)}", flush=True)
        trained = self.average or self.model
        weights = {k: v.contiguous() for k, v in trained.state_dict().items()}
        save_file(weights, self.args.out / "distilled.safetensors")
        marginal = np.mean([item.target for item in self.ratings], axis=0)
        scores = dev_scores(trained, self.tokenizer, self.dev, marginal, self.args.device)
        print(json.dumps({name: round(value, 4) for name, value in scores.items()}))

    def _save(self, path: Path, done: int) -> None:
        state = {
            "model": self.model.state_dict(),
            "average": self.average and self.average.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "done": done,
        }
        save_whole(path, lambda new: torch.save(state, new))

    def _resume(self, path: Path) -> int:
        state = torch.load(path, map_location=self.args.device)
        self.model.load_state_dict(state["model"])
        if state["average"]:
            self.average = copy.deepcopy(self.model)
            self.average.load_state_dict(state["average"])
        for optimiser, saved in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(saved)
        return state["done"]


def main() -> None:
    """Write ``distilled.safetensors`` and its scores on dev."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True, help="from teach.py")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--init", type=Path, required=True, help="from first_encoder.py")
    parser.add_argument("--tokens", type=float, default=7e6, help="padding counted")
    parser.add_argument(
        "--alone", type=float, default=0.57, help="share of the teacher alone"
    )
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--own-weight", type=float, default=0.6, help="of a text's label")
    parser.add_argument("--rating-repeat", type=int, default=3, help="EmoBank in a round")
    parser.add_argument("--rater-weight", type=float, default=0.5)
    add_run_options(parser, save_minutes=2, seed=1)
    args = parser.parse_args()
    begin(args)
    Distillation(args).train()


if __name__ == "__main__":
    main()

"""The last fine-tuning: the encoder learns from labels and from a teacher at once.

Every text has a target for every question: the teacher's distribution, and where the text
is labelled for the question, a mixture of that and of what people said. Beside them the encoder
learns to point where the teacher's sentence embedding points, through a layer that is not
exported. Unlabelled texts of the corpus take part like labelled ones.
EmoBank's come ``--rating-repeat`` times an epoch.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import RobertaConfig

from batches import encode, shuffled_by_length
from finetune import Tuning, run, soft_cross_entropy, tuning_arguments
from model import FourHeads

EMBEDDING_WEIGHT = 2.0
"""Of one minus the cosine, beside cross-entropies in nats."""


class AimedHeads(FourHeads):
    """Four heads, and a layer from the pooled state to the teacher's embedding."""

    def __init__(self, config: RobertaConfig, head_dropout: float, embedding: int) -> None:
        super().__init__(config, head_dropout)
        self.aim = nn.Linear(config.hidden_size, embedding)


class Distillation(Tuning):
    """Fine-tuning on the file of ``teach.py``, whose labelled texts come first."""

    def __init__(self, args: argparse.Namespace) -> None:
        teacher = np.load(args.teacher)
        texts = json.loads(str(teacher["texts"]))
        self.sequences = encode(Tokenizer.from_file(str(args.tokenizer)), texts)
        self.embeddings = torch.from_numpy(teacher["embeddings"])
        self.targets = [torch.from_numpy(teacher[name]) for name in ("emotion", "ratings")]
        super().__init__(args)
        start = 0
        for own, target in zip(self.sets, self.targets, strict=True):
            labelled = slice(start, start + len(own.targets))
            target[labelled].mul_(1 - args.own_weight).add_(
                own.targets, alpha=args.own_weight
            )
            start = labelled.stop

    def make_model(self, config: RobertaConfig) -> FourHeads:
        """The model to be tuned."""
        return AimedHeads(config, self.args.dropout, self.embeddings.shape[1])

    def _epoch(self, epoch: int) -> list[tuple[int, np.ndarray]]:
        """Batches of all texts in random order; their place says nothing here."""
        random = np.random.default_rng((self.args.seed, epoch))
        emotions, ratings = (len(labelled.sequences) for labelled in self.sets)
        every = np.arange(emotions + ratings if self.args.labelled else len(self.sequences))
        again = np.arange(emotions, emotions + ratings)
        texts = [every, *[again] * (self.args.rating_repeat - 1)]
        chosen = np.concatenate(texts)
        sequences = [self.sequences[index] for index in chosen]
        batches = shuffled_by_length(sequences, self.args.batch, random)
        return [(0, chosen[batch]) for batch in batches]

    def loss(self, place: int, batch: np.ndarray) -> Tensor:
        """Cross-entropies of both kinds of question, and the aim at the embedding."""
        ids, mask = self.hidden_batch([self.sequences[index] for index in batch])
        pooled = self.model.pooled(ids, mask)
        loss = sum(
            soft_cross_entropy(logits, target[batch].to(ids.device))
            for logits, target in zip(self.model.heads(pooled), self.targets, strict=True)
        )
        embedding = self.embeddings[batch].float().to(ids.device)
        cosine = functional.cosine_similarity(self.model.aim(pooled), embedding)
        return loss + EMBEDDING_WEIGHT * (1 - cosine).mean()


if __name__ == "__main__":
    parser = tuning_arguments(__doc__)
    parser.add_argument("--teacher", type=Path, required=True, help="from teach.py")
    parser.add_argument("--labelled", action="store_true", help="leave the others out")
    parser.add_argument("--own-weight", type=float, default=0.5, help="of a text's label")
    run(Distillation, parser.parse_args())

"""Soft targets from a teacher: our own tuned encoders and a network on frozen features.

The network reads the Universal Sentence Encoder's features and is trained on the labelled
texts as the encoder is. A labelled text is judged by networks that were not trained on it
(five folds), an unlabelled one by all five; then half the weight is the networks' and half
our own encoders', but for the writers' ratings, which these do not give. See ``distil.py``
for what is made of it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from batches import encode
from data import training_items
from finetune import predict, soft_cross_entropy
from model import FourHeads, encoder_config, load_weights, shape_of
from sentence_encoder import SentenceEncoder

FOLDS = 5
HIDDEN = 512
DROPOUT = 0.4
EPOCHS = 6
RATE = 1e-3


class FeatureNetwork(nn.Module):
    """One hidden layer, then logits for emotion [n, 28] and ratings [n, 2, 3, 5].

    Ratings are the readers' and the writers'. Only the readers' are asked for in the end,
    but the writers' of the same sentence say much of what a handful of readers leave open.
    """

    def __init__(self, features: int) -> None:
        super().__init__()
        self.hidden = nn.Sequential(
            nn.Dropout(DROPOUT / 2),
            nn.Linear(features, HIDDEN),
            nn.GELU(),
            nn.Dropout(DROPOUT),
        )
        self.emotion = nn.Linear(HIDDEN, 28)
        self.ratings = nn.Linear(HIDDEN, 30)

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of both kinds."""
        hidden = self.hidden(features)
        return self.emotion(hidden), self.ratings(hidden).unflatten(-1, (2, 3, 5))


def trained(features: list[Tensor], targets: list[Tensor], seed: int) -> FeatureNetwork:
    """A network trained on both data sets, EmoBank three times an epoch."""
    torch.manual_seed(seed)
    network = FeatureNetwork(features[0].shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=0.05)
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        batches = [
            (place, batch)
            for place, repeat, size in ((0, 1, 256), (1, 3, 128))
            for _ in range(repeat)
            for batch in torch.randperm(len(features[place])).split(size)
        ]
        for index in torch.randperm(len(batches)):
            place, batch = batches[index]
            logits = network(features[place][batch])[place]
            loss = soft_cross_entropy(logits, targets[place][batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return network.eval()


@torch.inference_mode()
def judged(network: FeatureNetwork, features: Tensor) -> list[np.ndarray]:
    """Probabilities of both kinds."""
    return [logits.softmax(-1).numpy() for logits in network(features)]


def main() -> None:
    """Write texts, features and the teacher's distributions, labelled texts first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="the package's dist/")
    parser.add_argument("--unlabelled", type=Path, required=True, help="from unlabelled.py")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--own", type=Path, nargs="+", help="from finetune.py")
    parser.add_argument("--out", type=Path, required=True, help=".npz")
    parser.add_argument("--rater-weight", type=float, default=0.5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    sets = training_items(args.data, args.rater_weight)
    texts = [item.text for items in sets for item in items]
    unlabelled = json.loads(args.unlabelled.read_text(encoding="utf8"))
    encoder = SentenceEncoder(args.encoder)
    labelled = encoder.encode(texts)
    rest = encoder.encode(unlabelled)
    mean, spread = labelled.mean(0, np.float32), labelled.std(0, dtype=np.float32) + 1e-6
    scaled = [torch.from_numpy((part - mean) / spread) for part in (labelled, rest)]
    sizes = [len(items) for items in sets]
    features = list(scaled[0].split(sizes))
    targets = [
        torch.from_numpy(np.stack(each)).float()
        for each in (
            [item.target for item in sets[0]],
            [np.stack([item.target, item.writers]) for item in sets[1]],
        )
    ]

    fold = torch.from_numpy(
        np.random.default_rng(args.seed).integers(FOLDS, size=len(texts))
    )
    folds = fold.split(sizes)
    emotion = np.zeros((len(texts) + len(rest), 28), np.float32)
    ratings = np.zeros((len(texts) + len(rest), 2, 3, 5), np.float32)
    for number in range(FOLDS):
        network = trained(
            [part[where != number] for part, where in zip(features, folds)],
            [part[where != number] for part, where in zip(targets, folds)],
            args.seed + number,
        )
        out = (fold == number).numpy()
        for place, probabilities in enumerate(judged(network, scaled[0][fold == number])):
            (emotion, ratings)[place][: len(texts)][out] = probabilities
        for place, probabilities in enumerate(judged(network, scaled[1])):
            (emotion, ratings)[place][len(texts) :] += probabilities / FOLDS

    sequences = encode(Tokenizer.from_file(str(args.tokenizer)), texts + unlabelled)
    outputs = []
    for path in args.own:
        model = FourHeads(encoder_config(*shape_of(path)))
        load_weights(model, path)
        outputs.append(predict(model, sequences, "cpu"))
    emotion = (emotion + np.mean([own for own, _ in outputs], axis=0)) / 2
    ratings[:, 0] = (ratings[:, 0] + np.mean([own for _, own in outputs], axis=0)) / 2
    np.savez(
        args.out,
        texts=np.array(json.dumps(texts + unlabelled)),
        features=np.concatenate([labelled, rest]),
        mean=mean,
        spread=spread,
        emotion=emotion.astype(np.float32),
        ratings=ratings.astype(np.float32),
    )
    print(sizes, "labelled,", len(rest), "unlabelled")


if __name__ == "__main__":
    main()

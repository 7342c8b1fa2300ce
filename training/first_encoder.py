"""An untrained encoder whose token embeddings already say what the teacher says of each token.

Every token is given to the sentence encoder as a text of its own. A linear map from the mean
of a text's tokens to the text's own features, fitted on the training texts, explains a third
of their variance; its leading directions become the token embeddings, and what leads from
them to the features becomes the layer ``aim``. ``distil.py`` trains all of it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer

from batches import encode
from data import training_items
from distil import AimedHeads
from model import encoder_config
from sentence_encoder import SentenceEncoder
from tokenizer import SPECIALS

RIDGE = 100.0
LONGEST = 0.9
"""Quantile of the embeddings' lengths to which longer ones are cut."""
SPREAD = 0.05
"""Standard deviation of the embeddings, near that of a trained table."""
QUIET = 0.2
"""What each layer's output is scaled by, so that at first embeddings pass nearly unchanged."""


def token_texts(tokenizer: Tokenizer) -> list[str]:
    """Each token as a text; what has no text of its own is a full stop."""
    size = tokenizer.get_vocab_size()
    return [tokenizer.decode([token]).strip() or "." for token in range(size)]


def equal_lengths(vectors: np.ndarray) -> tuple[np.ndarray, float]:
    """``(vectors [n, width + 2], length)``, all of one length and with a last axis of 0.

    What a vector lacks is put on the axis before the last. So the layer normalisations,
    which make all lengths equal, do not change what the other axes hold.
    """
    lengths = np.linalg.norm(vectors, axis=1)
    longest = float(np.quantile(lengths, LONGEST))
    cut = vectors * np.minimum(1, longest / lengths)[:, None]
    lacking = np.sqrt(np.maximum(0, longest**2 - (cut**2).sum(1)))
    return np.column_stack([cut, lacking, np.zeros(len(cut))]), longest


def rotation(width: int, seed: int) -> np.ndarray:
    """A random one [width, width] that turns the last axis to (1, ..., 1).

    The layer normalisations remove this direction.
    """
    turned = np.linalg.qr(np.random.default_rng(seed).normal(size=(width, width)))[0]
    mirror = turned[-1] - 1 / np.sqrt(width)
    mirror /= np.linalg.norm(mirror)
    return turned - 2 * np.outer(turned @ mirror, mirror)


def main() -> None:
    """Write the first checkpoint for ``distil.py``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="the package's dist/")
    parser.add_argument("--teacher", type=Path, required=True, help="from teach.py")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    of_tokens = SentenceEncoder(args.encoder).encode(token_texts(tokenizer))
    of_tokens = (of_tokens - of_tokens.mean(0, np.float32)) / of_tokens.std(0, np.float32)
    texts = [item.text for items in training_items(args.data) for item in items]
    bags = np.stack(
        [
            of_tokens[[token for token in ids if token >= len(SPECIALS)] or [0]].mean(0)
            for ids in encode(tokenizer, texts)
        ]
    )
    with np.load(args.teacher) as teacher:
        features = (teacher["features"][: len(texts)] - teacher["mean"]) / teacher["spread"]
        usual = [np.log(teacher[name].mean(0)) for name in ("emotion", "ratings")]
    gram = bags.T @ bags + RIDGE * np.eye(bags.shape[1])
    to_features = np.linalg.solve(gram, bags.T @ features)
    # Every eighth text is enough for the directions.
    _, _, directions = np.linalg.svd(bags[::8] @ to_features, full_matrices=False)
    directions = directions[: args.width - 2]
    vectors, length = equal_lengths(of_tokens @ to_features @ directions.T)
    turn = rotation(args.width, args.seed)
    table = vectors @ turn
    back = turn[:-2].T @ directions * (length / np.sqrt(args.width))

    config = encoder_config(len(table), args.layers, args.width)
    model = AimedHeads(config, 0, directions.shape[1])
    embeddings = model.roberta.embeddings
    with torch.no_grad():
        table *= SPREAD / table.std()
        embeddings.word_embeddings.weight.copy_(torch.from_numpy(table))
        embeddings.position_embeddings.weight.mul_(QUIET)
        embeddings.token_type_embeddings.weight.zero_()
        for layer in model.roberta.encoder.layer:
            layer.attention.output.dense.weight.mul_(QUIET)
            layer.output.dense.weight.mul_(QUIET)
        readers, writers = usual[1]
        heads = (
            (model.emotion, usual[0]),
            (model.ratings, readers),
            (model.writers, writers),
        )
        for head, logits in heads:
            head.weight.mul_(QUIET)
            head.bias.copy_(torch.from_numpy(logits.ravel()))
        model.aim.weight.copy_(torch.from_numpy(back.T))
        model.aim.bias.copy_(torch.from_numpy((features - bags @ to_features).mean(0)))
    save_file({k: v.contiguous() for k, v in model.state_dict().items()}, args.out)


if __name__ == "__main__":
    main()

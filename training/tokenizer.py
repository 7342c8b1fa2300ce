"""A byte-level BPE in the form of ``tokenizer.json``, trained on the training texts."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from tokenizers import (
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)

from corpus import corpus_documents
from data import read_emotions, read_ratings

SPECIALS = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
BOS, PAD, EOS, UNK, MASK = range(5)

FOLDED = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "..."}
"""Typographic marks that the pre-training text writes in ASCII."""


def with_folding(tokenizer: Tokenizer) -> Tokenizer:
    """The tokenizer with the marks of ``FOLDED`` replaced before anything else."""
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Replace(mark, ascii_) for mark, ascii_ in FOLDED.items()]
    )
    return tokenizer


def byte_level_bpe(texts: list[str], size: int, specials: list[str]) -> Tokenizer:
    """A byte-level BPE of ``size`` pieces, ``specials`` first; it can encode any text."""
    tokenizer = with_folding(Tokenizer(models.BPE()))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=size,
            special_tokens=specials,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            min_frequency=2,
            show_progress=False,
        ),
    )
    return tokenizer


def train(texts: list[str], size: int) -> Tokenizer:
    """The encoder's: a text stands between ``<s>`` and ``</s>``."""
    tokenizer = byte_level_bpe(texts, size, SPECIALS)
    tokenizer.post_processor = processors.RobertaProcessing(
        ("</s>", EOS), ("<s>", BOS), add_prefix_space=False
    )
    return tokenizer


def main() -> None:
    """Train on the corpus and four times the comments of GoEmotions' training split."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", type=int, default=12_000)
    parser.add_argument("--documents", type=int, default=15_000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    documents = corpus_documents(args.corpus)
    random.Random(args.seed).shuffle(documents)
    texts = [line for lines in documents[: args.documents] for line in lines]
    texts += [item.text for item in read_emotions(args.data, "train")] * 4
    texts += [item.text for item in read_ratings(args.data, "train")]
    train(texts, args.size).save(str(args.out))


if __name__ == "__main__":
    main()

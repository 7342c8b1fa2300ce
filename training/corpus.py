"""Pre-training text as one array of token ids, cut into rows of equal length."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from data import training_items

DOCUMENT_LINES = 40
"""Longer documents are cut, so that shuffling mixes books well."""


def corpus_documents(folder: Path, names: tuple[str, ...] = ()) -> list[list[str]]:
    """Documents as lists of lines, from ``*.txt`` with blank lines between documents.

    ``names`` restricts the files by stem; without it all are read.
    """
    documents = []
    for path in sorted(folder.glob("*.txt")):
        if names and path.stem not in names:
            continue
        for block in path.read_text(encoding="utf8").split("\n\n"):
            lines = [line for line in block.split("\n") if line.strip()]
            for start in range(0, len(lines), DOCUMENT_LINES):
                documents.append(lines[start : start + DOCUMENT_LINES])
    return documents


def training_texts(data: Path) -> list[list[str]]:
    """Texts of both training splits, without any text that a held-out split has too."""
    texts = [item.text for items in training_items(data) for item in items]
    return [[text] for text in texts]


def pack(documents: list[list[str]], tokenizer: Tokenizer, length: int) -> np.ndarray:
    """Rows of ``length`` token ids [rows, length], uint16; every line is ``<s> .. </s>``."""
    pieces = []
    for start in range(0, len(documents), 2_000):
        lines = [line for lines in documents[start : start + 2_000] for line in lines]
        for encoding in tokenizer.encode_batch(lines):
            pieces.append(np.array(encoding.ids, np.uint16))
    tokens = np.concatenate(pieces)
    return tokens[: len(tokens) // length * length].reshape(-1, length)


def main() -> None:
    """Write the shuffled rows; print how many tokens they hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--length", type=int, default=64)
    parser.add_argument("--fiction", type=float, default=1, help="share of the books")
    parser.add_argument("--repeat", type=int, default=6, help="of the training texts")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    shuffled = random.Random(args.seed)
    fiction = corpus_documents(args.corpus, ("fiction",))
    shuffled.shuffle(fiction)
    documents = fiction[: round(len(fiction) * args.fiction)]
    documents += corpus_documents(args.corpus, ("dialogue", "counsel"))
    documents += training_texts(args.data) * args.repeat
    shuffled.shuffle(documents)
    rows = pack(documents, Tokenizer.from_file(str(args.tokenizer)), args.length)
    np.random.default_rng(args.seed).shuffle(rows)
    np.save(args.out, rows)
    print(f"{rows.size / 1e6:.1f} M tokens in rows of {args.length}")


if __name__ == "__main__":
    main()

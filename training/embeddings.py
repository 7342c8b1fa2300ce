"""Token embeddings from co-occurrence: a cheap start for masked-LM pre-training.

Positive pointwise mutual information over a window of five tokens, weighted by
1 / distance, with context counts to the power 0.75; then a truncated SVD.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds

from tokenizer import SPECIALS

WINDOW = 5
CONTEXT_POWER = 0.75
SPREAD = 0.05
"""Standard deviation of the embeddings, near that of a trained table."""


def co_occurrence(tokens: np.ndarray, vocabulary: int) -> csr_matrix:
    """Symmetric weighted counts [V, V] over a flat array of token ids."""
    counts = csr_matrix((vocabulary, vocabulary), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        left, right = tokens[:-distance], tokens[distance:]
        words = (left >= len(SPECIALS)) & (right >= len(SPECIALS))
        weight = np.full(words.sum(), 1 / distance, np.float32)
        pairs = (left[words].astype(np.int64), right[words].astype(np.int64))
        found = coo_matrix((weight, pairs), shape=counts.shape).tocsr()
        counts = counts + found + found.T
    return counts


def positive_information(counts: csr_matrix) -> csr_matrix:
    """PPMI [V, V]; pairs that occur less often than by chance are 0."""
    pairs = counts.tocoo()
    words = np.asarray(counts.sum(1)).ravel() + 1e-9
    contexts = words**CONTEXT_POWER
    contexts /= contexts.sum()
    values = np.log(pairs.data / (words[pairs.row] * contexts[pairs.col]))
    kept = values > 0
    return csr_matrix(
        (values[kept], (pairs.row[kept], pairs.col[kept])), shape=counts.shape
    )


def main() -> None:
    """Write a float32 table [V, width]."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--rows", type=Path, required=True, help="from corpus.py or lm_rows.py"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vocabulary", type=int, default=12_000)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    rows = np.load(args.rows)
    tokens = (rows["ids"] if args.rows.suffix == ".npz" else rows).ravel()
    information = positive_information(co_occurrence(tokens, args.vocabulary))
    left, strength, _ = svds(information, k=args.width, random_state=args.seed)
    table = left * np.sqrt(strength)
    np.save(args.out, (table * SPREAD / table.std()).astype(np.float32))


if __name__ == "__main__":
    main()

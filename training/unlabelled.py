"""Texts without labels for the teacher to judge: single lines and sentences of the corpus."""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from corpus import corpus_documents
from lm_rows import sentences

SHARES = {"fiction": 0.6, "dialogue": 0.34, "counsel": 0.06}
WORDS = range(4, 36)


def main() -> None:
    """Write ``--count`` different texts as a JSON list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=80_000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    texts: list[str] = []
    for name, share in SHARES.items():
        documents = corpus_documents(args.corpus, (name,))
        chance.shuffle(documents)
        wanted, found = round(args.count * share), set()
        for document in documents:
            for line in document:
                found.update(s for s in sentences(line) if len(s.split()) in WORDS)
            if len(found) > 2 * wanted:
                break
        texts += chance.sample(sorted(found), min(wanted, len(found)))
    chance.shuffle(texts)
    args.out.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf8")
    print(len(texts), "texts")


if __name__ == "__main__":
    main()

"""The language model's byte-level BPE, trained on what it will read."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from tokenizers import Tokenizer, processors

from corpus import corpus_documents
from lm_emotion_words import EMOTION_WORD
from tokenizer import byte_level_bpe

SPECIALS = ["<unk>", "<s>", "</s>"]
UNK, BOS, EOS = range(3)


def train(texts: list[str], size: int) -> Tokenizer:
    """A byte-level BPE of ``size`` pieces that puts ``<s>`` before a text."""
    tokenizer = byte_level_bpe(texts, size, SPECIALS)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A $B", special_tokens=[("<s>", BOS)]
    )
    return tokenizer


def main() -> None:
    """Train on lines that name an emotion and on the modern dialogue."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", type=int, default=8_192)
    parser.add_argument("--lines", type=int, default=60_000, help="of the books")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    books = [line for d in corpus_documents(args.corpus, ("fiction",)) for line in d]
    named = [line for line in books if EMOTION_WORD.search(line)]
    random.Random(args.seed).shuffle(named)
    modern = corpus_documents(args.corpus, ("dialogue", "counsel"))
    texts = named[: args.lines] + [line for document in modern for line in document]
    train(texts, args.size).save(str(args.out))


if __name__ == "__main__":
    main()

"""The language model's pre-training text: passages in which prose names an emotion.

A model this small reads few tokens, so most of them are sentences around a word for an
emotion, with the two sentences before them; the rest is modern dialogue. In *spoken*
passages a quotation comes before the word, as in ``"..." he said, in surprise``; they are
read last, twice. All of it is the corpus's own text, in its own order of words.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from corpus import corpus_documents
from lm_emotion_words import EMOTION_WORD

SENTENCE_END = re.compile(r"(?<=[.!?])[\"']?\s+(?=[\"'A-Z])")
SPOKEN = re.compile(r"\"[^\"\n]{5,300}\"[^\"\n]{0,80}\Z")
"""A quotation that ends at most 80 characters before the word that follows."""
BEFORE = 2
"""Sentences kept before the one that names an emotion."""
HELD_OUT = 200
"""One document in this many is kept for perplexity."""


@dataclass(frozen=True)
class Passage:
    """Consecutive sentences, and where in them an emotion is named."""

    text: str
    named: tuple[tuple[int, int], ...]
    spoken: bool


def sentences(line: str) -> list[str]:
    """``line`` cut after its sentences; closing quotes stay with theirs."""
    cuts = [0]
    for end in SENTENCE_END.finditer(line):
        quote = end.group()[:1] in "\"'"
        cuts.append(end.start() + quote)
    return [line[a:b].strip() for a, b in zip(cuts, [*cuts[1:], len(line)])]


def passages_of(document: list[str], kept: dict[str, float], chance: random.Random):
    """Passages of a document; a word is looked at with the probability in ``kept``."""
    parts = [(text, row) for row, line in enumerate(document) for text in sentences(line)]
    wanted = [False] * len(parts)
    for index, (text, _) in enumerate(parts):
        words = EMOTION_WORD.findall(text)
        if any(chance.random() < kept[word.lower()] for word in words):
            for near in range(max(0, index - BEFORE), index + 1):
                wanted[near] = True
    start = 0
    while start < len(parts):
        if not wanted[start]:
            start += 1
            continue
        end = start
        while end < len(parts) and wanted[end]:
            end += 1
        text = parts[start][0]
        for index in range(start + 1, end):
            same_line = parts[index][1] == parts[index - 1][1]
            text += (" " if same_line else "\n") + parts[index][0]
        yield passage(text)
        start = end


def passage(text: str) -> Passage:
    """``text`` with the places of its emotion words."""
    named = tuple(found.span() for found in EMOTION_WORD.finditer(text))
    spoken = any(SPOKEN.search(text[:start]) for start, _ in named)
    return Passage(text, named, spoken)


def pack(passages: list[Passage], tokenizer: Tokenizer, length: int):
    """``(ids, named)``: rows [rows, length] of ``<s> .. </s>`` and which ids name an emotion."""
    ids, named = [], []
    for start in range(0, len(passages), 2_000):
        chunk = passages[start : start + 2_000]
        for item, encoding in zip(chunk, tokenizer.encode_batch([p.text for p in chunk])):
            flags = np.zeros(len(encoding.ids) + 1, np.bool_)
            for a, b in item.named:
                for token in {encoding.char_to_token(a), encoding.char_to_token(b - 1)}:
                    if token is not None:
                        flags[token] = True
            ids.append(np.array([*encoding.ids, tokenizer.token_to_id("</s>")], np.uint16))
            named.append(flags)
    flat, flat_named = np.concatenate(ids), np.concatenate(named)
    size = len(flat) // length * length
    return flat[:size].reshape(-1, length), flat_named[:size].reshape(-1, length)


def held_out(documents: list[list[str]]) -> tuple[list[list[str]], list[list[str]]]:
    """``(training, held out)``, the same for whoever asks."""
    training = [d for i, d in enumerate(documents) if i % HELD_OUT]
    return training, documents[::HELD_OUT]


def main() -> None:
    """Write the rows in reading order; print how many tokens each part holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help=".npz")
    parser.add_argument("--length", type=int, default=128)
    parser.add_argument("--cap", type=int, default=2_500, help="occurrences of a word")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    books, _ = held_out(corpus_documents(args.corpus, ("fiction",)))
    modern, _ = held_out(corpus_documents(args.corpus, ("dialogue", "counsel")))
    count = Counter(
        word.lower()
        for document in books
        for line in document
        for word in EMOTION_WORD.findall(line)
    )
    kept = {word: min(1.0, args.cap / number) for word, number in count.items()}
    found = [p for document in books for p in passages_of(document, kept, chance)]
    talk = [passage("\n".join(document)) for document in modern]
    spoken = [p for p in found if p.spoken]
    first = [p for p in found if not p.spoken] + talk
    chance.shuffle(first)
    # What is read last is remembered best: the spoken passages, among a tenth of the rest.
    tenth = len(first) // 10
    last = spoken * 2 + first[:tenth]
    chance.shuffle(last)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    parts = [
        pack(first[tenth:], tokenizer, args.length),
        pack(last, tokenizer, args.length),
    ]
    ids, named = (np.concatenate(arrays) for arrays in zip(*parts))
    np.savez(args.out, ids=ids, named=named)
    print(f"{len(found)} passages, {len(spoken)} spoken; {named.sum()} named emotions")
    print(f"{parts[0][0].size / 1e6:.1f} M tokens, then {parts[1][0].size / 1e6:.1f} M")


if __name__ == "__main__":
    main()

"""Texts without labels for the teacher to judge: words, pieces of sentences, and sentences.

What a sentence feels like rests on its words first. So every frequent word stands alone, in
pieces of two to six words and in sentences, before plain sentences of the corpus fill up;
and EmoBank's training sentences come in pieces too, for they are few.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from corpus import corpus_documents, training_texts
from data import training_items
from lm_rows import sentences

SHARES = {"fiction": 0.6, "dialogue": 0.34, "counsel": 0.06}
LENGTHS = range(3, 36)
"""Words of a sentence."""
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
WORDS = 40_000
TRAINING_WEIGHT = 20
"""How many times a word of a training text counts."""
SENTENCES_PER_WORD = 2
PIECES_PER_WORD = 3
PIECES_PER_TEXT = 5


def words_of(text: str) -> list[str]:
    """Its words in lower case."""
    return [word.lower() for word in WORD.findall(text)]


def corpus_sentences(folder: Path, name: str, chance: random.Random) -> list[str]:
    """Different sentences of one file of the corpus in random order."""
    lines = (line for document in corpus_documents(folder, (name,)) for line in document)
    found = {s for line in lines for s in sentences(line) if len(s.split()) in LENGTHS}
    ordered = sorted(found)
    chance.shuffle(ordered)
    return ordered


def frequent_words(texts: Iterable[str], training: Iterable[str]) -> list[str]:
    """The ``WORDS`` most frequent words, those of training texts counting more."""
    counts = Counter(word for text in texts for word in words_of(text))
    for text in training:
        for word in words_of(text):
            counts[word] += TRAINING_WEIGHT
    return [word for word, _ in counts.most_common(WORDS)]


def covering(texts: Iterable[str], words: Iterable[str]) -> list[str]:
    """Texts among which every word comes ``SENTENCES_PER_WORD`` times, where it can."""
    lacking = dict.fromkeys(words, SENTENCES_PER_WORD)
    chosen = []
    for text in texts:
        inside = set(words_of(text)) & lacking.keys()
        if inside:
            chosen.append(text)
        for word in inside:
            lacking[word] -= 1
            if lacking[word] == 0:
                del lacking[word]
    return chosen


def piece(words: list[str], length: int, about: int, chance: random.Random) -> str:
    """``length`` words of a text, the one at ``about`` among them."""
    start = max(0, about - chance.randrange(length))
    return " ".join(words[start : start + length])


def pieces_by_word(
    texts: Iterable[str], words: Iterable[str], chance: random.Random
) -> set[str]:
    """Pieces of two to six words, ``PIECES_PER_WORD`` about every word."""
    lacking = dict.fromkeys(words, PIECES_PER_WORD)
    found = set()
    for text in texts:
        parts = text.split()
        for place, part in enumerate(parts):
            word = part.strip('.,!?;:"()').lower()
            if lacking.get(word, 0) > 0 and len(parts) > 2:
                lacking[word] -= 1
                found.add(piece(parts, chance.randint(2, 6), place, chance))
    return found


def pieces_by_text(texts: Iterable[str], chance: random.Random) -> set[str]:
    """``PIECES_PER_TEXT`` pieces of 3 to 18 words of every text of six words or more."""
    found = set()
    for text in texts:
        parts = text.split()
        for _ in range(PIECES_PER_TEXT if len(parts) > 5 else 0):
            length = chance.randint(3, min(18, len(parts) - 1))
            place = chance.randrange(len(parts))
            found.add(piece(parts, length, place, chance))
    return found


def main() -> None:
    """Write the texts as a JSON list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sentences", type=int, default=210_000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    training = [text for (text,) in training_texts(args.data)]
    chance.shuffle(training)
    parts = {name: corpus_sentences(args.corpus, name, chance) for name in SHARES}
    every = [text for part in parts.values() for text in part]
    chance.shuffle(every)
    words = frequent_words(every, training)
    pieces = pieces_by_word(training + every, words, chance)
    rated = [item.text for item in training_items(args.data)[1]]
    pieces |= pieces_by_text(rated, chance)
    chosen = dict.fromkeys(covering(every, words))
    room = args.sentences - len(chosen)
    for name, share in SHARES.items():
        chosen |= dict.fromkeys(parts[name][: round(room * share)])
    texts = [*words, *sorted(pieces), *chosen]
    args.out.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf8")
    print(len(words), "words,", len(pieces), "pieces,", len(chosen), "sentences")


if __name__ == "__main__":
    main()

"""The exported language model: perplexity on books it has not read, and a sample of its prose.

How well it answers is another matter, which ``npm run models:check`` measures through the
page's own code.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from corpus import corpus_documents
from lm_rows import held_out

LENGTH = 128
OPENINGS = (
    '"I am so sorry," she said,',
    "The old man looked at",
    "It was a cold night, and",
)


class Decoder:
    """A folder in the hub's layout on ONNX Runtime."""

    def __init__(self, graph: Path) -> None:
        self.session = onnxruntime.InferenceSession(str(graph))
        self.caches = self.session.get_inputs()[3:]

    def logits(self, ids: np.ndarray) -> np.ndarray:
        """[B, L, V] for ids [B, L], in one pass without a cache."""
        feeds = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "position_ids": np.tile(np.arange(ids.shape[1]), (len(ids), 1)),
        }
        for cache in self.caches:
            shape = (len(ids), cache.shape[1], 0, cache.shape[3])
            feeds[cache.name] = np.zeros(shape, np.float32)
        return self.session.run(["logits"], feeds)[0]


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """Over the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def perplexity(model: Decoder, tokenizer: Tokenizer, texts: list[str]) -> float:
    """exp of the loss per word (runs of non-blanks); each row of 128 tokens starts afresh."""
    loss = 0.0
    words = 0
    for text in texts:
        ids = tokenizer.encode(text).ids
        rows = [ids[start : start + LENGTH] for start in range(0, len(ids), LENGTH - 1)]
        for row in rows:
            if len(row) < 2:
                continue
            row = [1, *row[1:]]
            scores = log_softmax(model.logits(np.array([row]))[0])
            loss -= scores[np.arange(len(row) - 1), row[1:]].sum()
        words += len(text.split())
    return float(np.exp(loss / words))


def continuation(model: Decoder, tokenizer: Tokenizer, text: str, seed: int) -> str:
    """``text`` and 40 more tokens, drawn at temperature 0.8."""
    random = np.random.default_rng(seed)
    ids = tokenizer.encode(text).ids
    for _ in range(40):
        scores = log_softmax(model.logits(np.array([ids]))[0, -1].astype(np.float64) / 0.8)
        ids.append(int(random.choice(len(scores), p=np.exp(scores) / np.exp(scores).sum())))
    return tokenizer.decode(ids)


def main() -> None:
    """Print the figures of one graph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True, help="from lm_export.py")
    parser.add_argument("--graph", default="onnx/model_q4.onnx")
    parser.add_argument("--documents", type=int, default=60, help="held out, of the books")
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.folder / "tokenizer.json"))
    model = Decoder(args.folder / args.graph)
    _, documents = held_out(corpus_documents(args.corpus, ("fiction",)))
    texts = ["\n".join(document) for document in documents[: args.documents]]
    print("perplexity per word, books:", round(perplexity(model, tokenizer, texts), 1))
    for seed, opening in enumerate(OPENINGS):
        print("-", continuation(model, tokenizer, opening, seed))


if __name__ == "__main__":
    main()

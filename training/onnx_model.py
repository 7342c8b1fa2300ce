"""An exported folder on ONNX Runtime, as the page runs it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from scipy.special import softmax
from tokenizers import Tokenizer

from batches import by_length, encode, pad
from graph import OUTPUTS

Prediction = tuple[np.ndarray, np.ndarray]
"""``(emotion [n, 28], ratings [n, 3, 5])``, probabilities."""


class OnnxModel:
    """``graph`` (a file) with the tokenizer of ``folder``."""

    def __init__(self, graph: Path, folder: Path, threads: int = 2) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(
            graph, options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids, cut to the model's length."""
        return encode(self.tokenizer, texts)

    def run(self, sequences: Sequence[list[int]]) -> Prediction:
        """One batch, padded to its longest sequence."""
        ids, mask = pad(sequences)
        inputs = {"input_ids": ids.numpy(), "attention_mask": mask.numpy()}
        emotion, *ratings = self.session.run(OUTPUTS, inputs)
        return softmax(emotion, -1), softmax(np.stack(ratings, 1), -1)

    def predict(self, texts: Sequence[str], batch: int = 32) -> Prediction:
        """All texts, in batches of alike lengths."""
        sequences = self.encode(texts)
        emotion = np.empty((len(texts), 28), np.float32)
        ratings = np.empty((len(texts), 3, 5), np.float32)
        for indices in by_length(sequences, batch):
            chosen = [sequences[index] for index in indices]
            emotion[indices], ratings[indices] = self.run(chosen)
        return emotion, ratings

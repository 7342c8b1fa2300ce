"""Scores of an exported folder on the test splits, and whether it may ship."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np

from data import DIMENSIONS, read_emotions, read_ratings
from metrics import best_thresholds, emotion_scores, oracle_cut, rating_scores
from onnx_model import OnnxModel, Prediction

ALONE_BATCH = 32
MOST_NLL = 1.48
LEAST = {
    "macro-F1": 0.48,
    "valence r": 0.65,
    "arousal r": 0.45,
    "dominance r": 0.33,
    "valence JSD cut": 0.24,
    "arousal JSD cut": 0.07,
    "dominance JSD cut": 0.09,
}
"""The bars of ``npm run models:check``."""


def texts_apart(model: OnnxModel, texts: list[str]) -> float:
    """Largest difference in any probability: a text alone, and among longer texts.

    Every text is run in a batch of 32 whose other texts are drawn at random, so
    that most batches pad it.
    """
    sequences = model.encode(texts)
    order = np.random.default_rng(0).permutation(len(texts))
    largest = 0.0
    for start in range(0, len(order), ALONE_BATCH):
        chosen = [sequences[index] for index in order[start : start + ALONE_BATCH]]
        together = model.run(chosen)
        for row, sequence in enumerate(chosen):
            alone = model.run([sequence])
            for whole, single in zip(together, alone, strict=True):
                largest = max(largest, float(np.abs(whole[row] - single[0]).max()))
    return largest


def split_scores(
    data: Path, predictions: dict[str, Prediction], split: str
) -> dict[str, float]:
    """All scores on ``split``; thresholds come from dev, the marginal from train."""
    dev = read_emotions(data, "dev")
    labels = np.stack([item.consensus for item in dev])
    thresholds = best_thresholds(predictions["dev"][0][: len(dev)], labels)
    marginal = np.mean([item.target for item in read_ratings(data, "train")], axis=0)
    emotions, ratings = read_emotions(data, split), read_ratings(data, split)
    emotion = predictions[split][0][: len(emotions)]
    rating = predictions[split][1][len(emotions) :]
    return {
        **emotion_scores(emotion, emotions, thresholds),
        **rating_scores(rating, ratings, marginal),
        **oracle_cut(rating, ratings, marginal),
    }


def predict_splits(model: OnnxModel, data: Path) -> dict[str, Prediction]:
    """Predictions on dev and test: GoEmotions' texts first, then EmoBank's."""
    predictions = {}
    for split in ("dev", "test"):
        texts = [item.text for item in read_emotions(data, split)]
        texts += [item.text for item in read_ratings(data, split)]
        predictions[split] = model.predict(texts)
    return predictions


def main() -> None:
    """Print the scores; fail where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True, help="from export.py")
    parser.add_argument("--fp32", type=Path, help="the unquantised graph, to compare")
    parser.add_argument("--out", type=Path, help="write all scores here as JSON")
    args = parser.parse_args()

    graphs = {"int8": args.folder / "onnx" / "model_quantized.onnx"}
    if args.fp32:
        graphs["fp32"] = args.fp32
    report: dict[str, dict[str, float]] = {}
    for name, graph in graphs.items():
        model = OnnxModel(graph, args.folder)
        started = time.monotonic()
        predictions = predict_splits(model, args.data)
        seconds = time.monotonic() - started
        for split in ("dev", "test"):
            report[f"{name} {split}"] = split_scores(args.data, predictions, split)
        report[f"{name} test"]["texts a second"] = (
            sum(len(emotion) for emotion, _ in predictions.values()) / seconds
        )
    model = OnnxModel(graphs["int8"], args.folder)
    texts = [item.text for item in read_emotions(args.data, "test")[:2000]]
    texts += [item.text for item in read_ratings(args.data, "test")]
    report["int8 test"]["alone against batch"] = texts_apart(model, texts)

    columns = list(report)
    print("".join(["score".ljust(30), *(column.rjust(12) for column in columns)]))
    for score in report["int8 test"]:
        row = [
            f"{report[c][score]:12.5f}" if score in report[c] else " " * 12 for c in columns
        ]
        print(score.ljust(30) + "".join(row))
    if args.out:
        args.out.write_text(json.dumps(report, indent=2), encoding="utf8")
    missed = bars_missed(report)
    if missed:
        raise SystemExit("missed: " + "; ".join(missed))


def bars_missed(report: dict[str, dict[str, float]]) -> list[str]:
    """What keeps the model from shipping, in words."""
    test = report["int8 test"]
    bars = {
        f"soft NLL {test['soft NLL']:.3f} > {MOST_NLL}": test["soft NLL"] > MOST_NLL,
        "a text's output depends on its batch": test["alone against batch"] > 1e-5,
    }
    for name, least in LEAST.items():
        bars[f"{name} {test[name]:.3f} < {least}"] = test[name] < least
    if "fp32 test" in report:
        fp32 = report["fp32 test"]
        lost = [fp32["macro-F1"] - test["macro-F1"], test["soft NLL"] - fp32["soft NLL"]]
        lost += [fp32[f"{name} r"] - test[f"{name} r"] for name in DIMENSIONS]
        bars[f"int8 loses {max(lost):.4f} against fp32"] = max(lost) > 0.005
    return [words for words, is_missed in bars.items() if is_missed]


if __name__ == "__main__":
    main()

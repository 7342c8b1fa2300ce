"""A fine-tuned checkpoint as the folder that the page loads."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer

from batches import Batch, encode, pad
from data import DIMENSIONS, EMOTIONS, POINTS, read_emotions, read_ratings
from graph import OUTPUTS, build_graph
from model import MAX_TOKENS, FourHeads, encoder_config, load_weights, shape_of
from quantise import calibrate
from shipped import Json, new_folder, ship, write_json
from tokenizer import BOS, EOS, PAD

NAME = "roberta-emotion"
CALIBRATION_TEXTS = 2_000
RATING_TEMPERATURE = 0.95
"""What the rating heads' logits are divided by.

On dev cross-entropy and the unbiased squared gap are lowest at 1, and at 0.95 hardly worse (by
0.002 nats and 0.001); the mean JSD to a handful of readers, which the field quotes and which
rewards being sharper than the truth, is lower by two to three points.
"""


def questions() -> list[Json]:
    """What each output answers, in the page's own form of a question."""
    emotion = {
        "kind": "categorical",
        "id": "emotion",
        "name": "emotion",
        "labels": list(EMOTIONS),
    }
    ratings = [
        {
            "kind": "ordinal",
            "id": f"{name}-reader",
            "name": name,
            "labels": [str(point) for point in POINTS],
            "points": [int(point) for point in POINTS],
            "group": "EmoBank reader",
            "perspective": "reader",
        }
        for name in DIMENSIONS
    ]
    return [
        {"output": output, "question": question}
        for output, question in zip(OUTPUTS, [emotion, *ratings], strict=True)
    ]


def config_json(model: FourHeads) -> Json:
    """A RoBERTa classification config, with our ``dissensus`` key beside it."""
    config = model.roberta.config
    return {
        "model_type": "roberta",
        "architectures": ["RobertaForSequenceClassification"],
        "problem_type": "single_label_classification",
        "vocab_size": config.vocab_size,
        "hidden_size": config.hidden_size,
        "num_hidden_layers": config.num_hidden_layers,
        "num_attention_heads": config.num_attention_heads,
        "intermediate_size": config.intermediate_size,
        "hidden_act": config.hidden_act,
        "layer_norm_eps": config.layer_norm_eps,
        "max_position_embeddings": config.max_position_embeddings,
        "type_vocab_size": config.type_vocab_size,
        "bos_token_id": BOS,
        "pad_token_id": PAD,
        "eos_token_id": EOS,
        "id2label": {str(index): label for index, label in enumerate(EMOTIONS)},
        "label2id": {label: index for index, label in enumerate(EMOTIONS)},
        "dissensus": {"heads": questions()},
    }


def tokenizer_config_json() -> Json:
    """Special tokens, and the length beyond which a text is cut."""
    return {
        "tokenizer_class": "RobertaTokenizer",
        "model_max_length": MAX_TOKENS,
        "padding_side": "right",
        "truncation_side": "right",
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "mask_token": "<mask>",
        "add_prefix_space": False,
        "clean_up_tokenization_spaces": False,
    }


def calibration_batches(data: Path, tokenizer: Tokenizer, seed: int) -> list[Batch]:
    """Training texts of both data sets, in the proportion in which they come."""
    items = [*read_emotions(data, "train"), *read_ratings(data, "train")]
    chosen = np.random.default_rng(seed).choice(
        len(items), CALIBRATION_TEXTS, replace=False
    )
    sequences = encode(tokenizer, [items[index].text for index in chosen])
    return [pad(sequences[start : start + 50]) for start in range(0, len(sequences), 50)]


def main() -> None:
    """Replace the model's folder under ``--public`` and the list that names its files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True, help="from finetune.py")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--card", type=Path, required=True, help="the folder's README.md")
    parser.add_argument("--public", type=Path, required=True, help="the site's public/")
    parser.add_argument("--list", type=Path, required=True, help="embedded-models.json")
    parser.add_argument("--fp32", type=Path, help="write the unquantised graph here too")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(2)

    model = FourHeads(encoder_config(*shape_of(args.checkpoint)))
    missing = load_weights(model, args.checkpoint)
    if missing:
        raise SystemExit(f"{args.checkpoint} lacks {missing}")
    for parameter in model.ratings.parameters():
        parameter.data /= RATING_TEMPERATURE
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    ranges = calibrate(
        model,
        model.roberta.encoder,
        "roberta.encoder",
        calibration_batches(args.data, tokenizer, args.seed),
    )

    folder = new_folder(args.public, NAME)
    onnx.save(build_graph(model, ranges), folder / "onnx" / "model_quantized.onnx")
    if args.fp32:
        onnx.save(build_graph(model, None), args.fp32)
    write_json(folder / "config.json", config_json(model))
    write_json(folder / "tokenizer_config.json", tokenizer_config_json())
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    shutil.copy(args.card, folder / "README.md")

    facts: Json = {
        "about": "RoBERTa fine-tuned on the spread of people's answers in GoEmotions and EmoBank",
        "kind": "classifier",
        "dtype": "int8",
        "method": "softmax",
    }
    ship(folder, NAME, facts, args.list)


if __name__ == "__main__":
    main()

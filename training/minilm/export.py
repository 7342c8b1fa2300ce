"""A distilled checkpoint as the folder that the page loads, and its two entries in the list of models.

One file of weights holds two annotators: the head that learnt from Reddit comments and the one that learnt from
everyday texts, which also gives the ratings.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import AutoConfig, AutoModel

from batches import Batch, pad
from data import DIMENSIONS, EMOTIONS
from export import questions
from minilm.distil import MEMBERS
from minilm.graph import build_graph
from minilm.model import MAX_TOKENS, PAD, SentenceHeads
from minilm.targets import read_pack
from quantise import calibrate
from shipped import (
    Json,
    content_hash,
    file_entries,
    named_by_content,
    new_folder,
    put_in_list,
    write_json,
)

NAME = "minilm-emotion"
CALIBRATION_TEXTS = 3_000


def read_student(encoder: Path, checkpoint: Path) -> SentenceHeads:
    """The student with the weights of ``checkpoint`` (from distil.py); ``encoder`` has its config."""
    body = AutoModel.from_config(AutoConfig.from_pretrained(encoder))
    body.pooler = None
    model = SentenceHeads(body, MEMBERS, dropout=0)
    weights = {name: value.float() for name, value in load_file(checkpoint).items()}
    model.load_state_dict(weights, strict=False)
    missing = [n for n, _ in model.named_parameters() if n not in weights]
    if missing:
        raise SystemExit(f"{checkpoint} lacks {missing}")
    return model.eval()


def calibration_batches(pack_folder: Path, tokenizer: Tokenizer, seed: int) -> list[Batch]:
    """Training texts of every domain, the unlabelled ones no more than the others."""
    pack = read_pack(pack_folder)
    random = np.random.default_rng(seed)
    domains = ("reddit", "ratings", "everyday", "unlabelled")
    rows = np.concatenate(
        [random.choice(pack.rows(d, "train"), CALIBRATION_TEXTS // 4) for d in domains]
    )
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    sequences = [e.ids for e in tokenizer.encode_batch([pack.texts[row] for row in rows])]
    return [
        pad(sequences[start : start + 50], PAD) for start in range(0, len(sequences), 50)
    ]


def heads_json() -> list[Json]:
    """What each output answers; ``domain`` says which kind of text the head learnt from."""
    emotion, *ratings = [entry["question"] for entry in questions()]
    return [
        {"output": "logits_everyday", "question": emotion, "domain": "everyday"},
        *(
            {"output": f"logits_{name}", "question": question, "domain": "everyday"}
            for name, question in zip(DIMENSIONS, ratings, strict=True)
        ),
        {"output": "logits_reddit", "question": emotion, "domain": "reddit"},
    ]


def config_json(model: SentenceHeads) -> Json:
    """A BERT classification config, with our ``dissensus`` key beside it."""
    config = model.encoder.config
    kept = (
        "vocab_size hidden_size num_hidden_layers num_attention_heads intermediate_size hidden_act "
        "layer_norm_eps type_vocab_size pad_token_id"
    )
    return {
        "model_type": "bert",
        "architectures": ["BertForSequenceClassification"],
        "problem_type": "single_label_classification",
        **{name: getattr(config, name) for name in kept.split()},
        "max_position_embeddings": MAX_TOKENS,
        "id2label": {str(index): label for index, label in enumerate(EMOTIONS)},
        "label2id": {label: index for index, label in enumerate(EMOTIONS)},
        "dissensus": {"heads": heads_json()},
    }


def tokenizer_config_json() -> Json:
    """Special tokens, and the length beyond which a text is cut."""
    return {
        "tokenizer_class": "BertTokenizer",
        "model_max_length": MAX_TOKENS,
        "do_lower_case": True,
        "padding_side": "right",
        "truncation_side": "right",
        "cls_token": "[CLS]",
        "sep_token": "[SEP]",
        "pad_token": "[PAD]",
        "unk_token": "[UNK]",
        "mask_token": "[MASK]",
        "clean_up_tokenization_spaces": False,
    }


def list_entries(folder: Path) -> list[Json]:
    """The two annotators of a folder, as embedded-models.json has them; everyday texts first."""
    files = file_entries(folder)
    common: Json = {
        "folder": f"models/{folder.name}",
        "revision": content_hash(files),
        "kind": "classifier",
        "dtype": "int8",
        "method": "softmax",
        "files": files,
    }
    return [
        {
            "id": "dissensus/minilm-everyday",
            "about": "the encoder all-MiniLM-L6-v2 tuned on 5,000 everyday sentences of our own and on what larger models say of others; "
            "its ratings are tuned on EmoBank",
            "domain": "everyday",
            "live": True,
            **common,
        },
        {
            "id": "dissensus/minilm-reddit",
            "about": "the same encoder with the head that is tuned on the spread of people's answers in GoEmotions",
            "domain": "reddit",
            "live": True,
            **common,
        },
    ]


def main() -> None:
    """Write the model's folder under ``--public`` and its entries to the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", type=Path, required=True, help="from targets.py")
    parser.add_argument("--encoder", type=Path, required=True, help="all-MiniLM-L6-v2")
    parser.add_argument("--checkpoint", type=Path, required=True, help="from distil.py")
    parser.add_argument("--card", type=Path, required=True, help="the folder's README.md")
    parser.add_argument("--public", type=Path, required=True, help="the site's public/")
    parser.add_argument("--list", type=Path, required=True, help="embedded-models.json")
    parser.add_argument("--fp32", type=Path, help="write the unquantised graph here too")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()

    model = read_student(args.encoder, args.checkpoint)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    batches = calibration_batches(args.pack, tokenizer, args.seed)
    ranges = calibrate(model, model.encoder.encoder, "encoder", batches)
    tokenizer.no_truncation()

    folder = new_folder(args.public, NAME)
    onnx.save(build_graph(model, ranges), folder / "onnx" / "model_quantized.onnx")
    if args.fp32:
        onnx.save(build_graph(model, None), args.fp32)
    write_json(folder / "config.json", config_json(model))
    write_json(folder / "tokenizer_config.json", tokenizer_config_json())
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    shutil.copy(args.card, folder / "README.md")
    folder = named_by_content(folder, NAME)
    put_in_list(args.list, list_entries(folder))


if __name__ == "__main__":
    main()

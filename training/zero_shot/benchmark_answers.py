"""Answers that ``ask.py`` wrote as files for ``npm run benchmarks -- --answers FOLDER``: a header that says who was asked what, then a
line for each text, known by its hash."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from pathlib import Path

import numpy as np

from zero_shot.shipped_prompts import EMPTY, PROMPTS, text_hash


def prompt_version(prompt: str) -> str:
    """As src/annotators/language-model/prompt.ts has it."""
    content = json.loads(PROMPTS.read_text())
    one = next(each for each in content["prompts"] if each["id"] == prompt)
    wording, labels = one["wording"], content["questions"][one["question"]]["labels"]
    if wording["form"] == "story":
        parts = ["story", wording["template"]]
    else:
        parts = ["chat", wording.get("system"), wording["user"], wording["answer"]]
    words = one.get("words", {label: [label] for label in labels})
    whole = [parts, labels, [words[label] for label in labels]]
    return hashlib.sha256(
        json.dumps(whole, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()[:8]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument(
        "--said",
        type=Path,
        required=True,
        help="wording-NN.npz, or a file of answers in words",
    )
    parser.add_argument("--model", required=True, help="its name on the hub")
    parser.add_argument("--sha256", required=True, help="of the GGUF file")
    parser.add_argument("--dtype", required=True, help="weights and engine")
    parser.add_argument("--family", required=True)
    parser.add_argument("--prompt", required=True)
    parser.add_argument("--asking", type=json.loads, help="of answers in words, in JSON")
    parser.add_argument("--out", type=Path, required=True, help="a folder")
    args = parser.parse_args()
    header = {
        "model": {"model": args.model, "revision": args.sha256[:40], "dtype": args.dtype},
        "family": args.family,
        "prompt": args.prompt,
        "version": prompt_version(args.prompt),
    }
    name = f"{args.sha256[:8]}-{args.prompt}-pytorch"
    if args.asking:
        lines = [
            {**header, "asking": args.asking},
            *map(json.loads, args.said.read_text().splitlines()),
        ]
        path = args.out / f"{name}.answers"
    else:
        said = np.load(args.said)
        texts = [
            text
            for text, _ in json.loads(gzip.decompress(args.texts.read_bytes()))["sets"][
                "test"
            ]
        ]
        rows = [
            *zip(EMPTY, said["empty"], strict=True),
            *zip(texts, said["test"], strict=True),
        ]
        lines = [
            header,
            *(
                {"text": text_hash(text), "logs": [round(float(log), 6) for log in logs]}
                for text, logs in rows
            ),
        ]
        path = args.out / f"{name}.jsonl"
    args.out.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


if __name__ == "__main__":
    main()

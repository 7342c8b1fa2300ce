"""Asks a model in GGUF form about texts and writes what it says into a folder.

``python -m zero_shot.ask likelihood|prompts|answers --model FILE --texts texts.json.gz --out FOLDER``; texts.py writes the texts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from pathlib import Path

import numpy as np

from zero_shot.answers import answers
from zero_shot.asked_model import AskedModel
from zero_shot.likelihood import Likelihood, score_all
from zero_shot.shipped_prompts import EMPTY, shipped_prompts, text_hash
from zero_shot.wordings import Wording, wordings

PAPER = "all that apply, as the paper asks"
SEED = 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "what",
        nargs="+",
        help="prompts, likelihood:ID:SET or answers:ID:SET:SAMPLES:TOKENS",
    )
    parser.add_argument("--model", type=Path, required=True, help="the GGUF file")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--wordings", help="only these, by number from 0, separated by commas"
    )
    parser.add_argument(
        "--limit", type=int, help="only the first texts of each set: a trial"
    )
    parser.add_argument("--batch", type=int, default=128)
    args = parser.parse_args()
    content = json.loads(gzip.decompress(args.texts.read_bytes()))
    sets = {
        name: [text for text, _ in rows][: args.limit]
        for name, rows in content["sets"].items()
    }
    sets["emobank"] = content["emobank"][: args.limit]
    args.out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    model = AskedModel(args.model)
    print(f"{args.model.name} is there after {time.monotonic() - began:.0f} s", flush=True)
    shipped, labels = shipped_prompts()
    for what in args.what:
        began = time.monotonic()
        task, *names = what.split(":")
        if task == "prompts":
            compare(model, wordings(shipped), sets, args)
        elif task == "likelihood":
            prompt, which = names
            likelihood = Likelihood(model, shipped[prompt], tuple(labels[prompt]))
            texts = [*EMPTY, *sets[which]]
            write_lines(
                args.out / f"likelihood-{prompt}-{which}.jsonl",
                [
                    {
                        "text": text_hash(text),
                        "logs": [round(float(log), 6) for log in logs],
                    }
                    for text, logs in zip(
                        texts, score_all(likelihood, texts, args.batch), strict=True
                    )
                ],
            )
        else:
            prompt, which, samples, tokens = names
            wording = next(
                (one for one in wordings(shipped) if one.name == prompt),
                shipped.get(prompt),
            )
            if prompt == PAPER:
                # The list is the model's own from its first bracket on.
                wording = Wording(PAPER, "all", wording.user, system=wording.system)
            told = answers(
                model, wording, sets[which],
                samples=int(samples), temperature=1.0 if int(samples) > 1 else 0.0,
                tokens=int(tokens), seed=SEED, batch=args.batch,
            )  # fmt: skip
            name = "paper" if prompt == PAPER else prompt
            write_lines(
                args.out / f"answers-{name}-{which}.jsonl",
                [
                    {"text": text_hash(text), "answers": each}
                    for text, each in zip(sets[which], told, strict=True)
                ],
            )
        print(f"{what}: {time.monotonic() - began:.1f} s", flush=True)


def compare(
    model: AskedModel,
    all_of_them: list[Wording],
    sets: dict[str, list[str]],
    args: argparse.Namespace,
) -> None:
    """Label likelihoods by every wording."""
    wanted = (
        None if args.wordings is None else {int(one) for one in args.wordings.split(",")}
    )
    for number, wording in enumerate(all_of_them):
        if wanted is not None and number not in wanted:
            continue
        began = time.monotonic()
        try:
            likelihood = Likelihood(model, wording)
            scores = {
                name: score_all(likelihood, list(texts), args.batch).astype(np.float32)
                for name, texts in [
                    ("empty", EMPTY),
                    *((one, sets[one]) for one in ("dev", "everyday", "test")),
                ]
            }
        except ValueError as error:
            print(f"{number} {wording.name}: {error}", flush=True)
            continue
        np.savez_compressed(args.out / f"wording-{number:02}.npz", **scores)
        print(f"{number} {wording.name}: {time.monotonic() - began:.1f} s", flush=True)


def write_lines(path: Path, lines: list[dict]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


if __name__ == "__main__":
    main()

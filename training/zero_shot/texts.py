"""Writes the texts that models are asked about, by set, with people's votes on each: GoEmotions' dev and test comments with three votes or
more, and our held-out everyday sentences; and EmoBank's sentences."""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import Counter
from pathlib import Path

FEWEST_VOTES = 3
EVERYDAY = Path(__file__).parents[1] / "everyday/held-out.jsonl"


def goemotions(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Comments with votes such as ``neutral:2 sadness:1``."""
    with (folder / "first_label_votes.csv").open(encoding="utf-8-sig") as file:
        votes = {
            row["id"]: row["votes"]
            for row in csv.DictReader(file)
            if int(row["n_votes"]) >= FEWEST_VOTES
        }
    sets = {}
    for name in ("dev", "test"):
        lines = (
            (folder / f"{name}.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
        )
        rows = [line.split("\t") for line in lines]
        sets[name] = [(text, votes[key]) for text, _, key in rows if key in votes]
    return sets


def everyday() -> list[tuple[str, str]]:
    """Both readings of each sentence together."""
    found = []
    for line in EVERYDAY.read_text().splitlines():
        row = json.loads(line)
        counts = Counter(row["first"]) + Counter(row["second"])
        found.append(
            (row["text"], " ".join(f"{label}:{count}" for label, count in counts.items()))
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of data sets")
    parser.add_argument("--out", type=Path, required=True, help="texts.json.gz")
    args = parser.parse_args()
    sets = {**goemotions(args.data / "goemotions"), "everyday": everyday()}
    with (args.data / "emobank/emobank.csv").open(encoding="utf-8") as file:
        emobank = [row["text"] for row in csv.DictReader(file)]
    with gzip.open(args.out, "wt") as file:
        json.dump({"sets": sets, "emobank": emobank}, file)


if __name__ == "__main__":
    main()

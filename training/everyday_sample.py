"""The sample project's file: held-out sentences with both readings' votes, a column for each.

    python training/everyday_sample.py

Common emotions stand in it more often than rare ones, as in what people write. A vote's column within its reading is drawn by lot, since nothing is known of who gave it. src/readers/sample-project.ts
names the file's hash.
"""

import csv
import hashlib
import json
import random
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent
OUT = ROOT.parent / "public" / "samples" / "everyday-synthetic-readings.csv"
OF_A_LABEL = 3
OF_COMMON = {
    **dict.fromkeys(("amusement", "admiration"), 6),
    **dict.fromkeys(("annoyance", "disappointment", "surprise"), 8),
    **dict.fromkeys(("anger", "fear", "gratitude", "love"), 10),
    **dict.fromkeys(("joy", "sadness"), 12),
    "neutral": 24,
}
READINGS = ("first", "second")


def votes_of(row: dict, draw: random.Random) -> list[str]:
    """Ten labels, those of the first reading before those of the second."""
    votes: list[str] = []
    for reading in READINGS:
        given = list(Counter(row[reading]).elements())
        draw.shuffle(given)
        votes += given
    return votes


def main() -> None:
    """Write the file."""
    draw = random.Random(1)
    lines = (ROOT / "everyday" / "held-out.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    draw.shuffle(rows)
    taken: Counter[str] = Counter()
    table: list[list[str]] = []
    for row in rows:
        votes = votes_of(row, draw)
        label = Counter(sorted(votes)).most_common(1)[0][0]
        if taken[label] < OF_COMMON.get(label, OF_A_LABEL):
            taken[label] += 1
            table.append([f"sentence-{len(table) + 1}", row["text"], *votes])
    OUT.parent.mkdir(exist_ok=True)
    with OUT.open("w", encoding="utf-8", newline="") as file:
        names = [f"reading_{at + 1}" for at in range(len(table[0]) - 2)]
        csv.writer(file, lineterminator="\n").writerows([["id", "text", *names], *table])
    content = OUT.read_bytes()
    print(OUT, len(table), "texts", len(content), "bytes", hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    main()

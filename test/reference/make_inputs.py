"""Makes up two small annotated data sets and model judgments of them: inputs.json. Run once; the figures are of this file."""

import json
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
rng = np.random.default_rng(20260427)

MARKERS = {
    "joy": ["hooray", "so happy", "joy", "😀"],
    "anger": ["furious", "fed up", "anger"],
    "fear": ["scared", "what if", "fear"],
    "neutral": [],
}
FILLER = "the a bus came late today and we went to town with an old friend who had tea on her way home".split()


def text_for(label, clear):
    words = list(rng.choice(FILLER, size=rng.integers(4, 9)))
    if clear and MARKERS[label]:
        words.insert(rng.integers(len(words) + 1), str(rng.choice(MARKERS[label])))
    return " ".join(words).capitalize() + "."


def float16(rows):
    return [[float(np.float16(value)) for value in row] for row in rows]


def sharpen(truth, power):
    raised = (truth + 0.01) ** power
    return raised / raised.sum(axis=1, keepdims=True)


def categorical(items):
    labels = list(MARKERS)
    truth, texts, votes = [], [], []
    for item in range(items):
        main = int(rng.integers(len(labels)))
        clear = rng.random() < 0.7
        concentration = np.full(len(labels), 0.4)
        concentration[main] += 6 if clear else 1
        truth.append(rng.dirichlet(concentration))
        texts.append(text_for(labels[main], clear))
        raters = rng.permutation(9)[: rng.choice([0, 1, 2, 3, 4, 5, 6], p=[0.02, 0.05, 0.13, 0.3, 0.2, 0.2, 0.1])]
        given = []
        for rater in raters:
            size = 2 if rng.random() < 0.15 else 1
            given.append([f"r{rater}", sorted(int(c) for c in rng.choice(len(labels), size, replace=False, p=truth[-1]))])
        votes.append(given)
    texts[7] = texts[3]
    texts[50] = texts[3]
    truth = np.array(truth)
    sharp = sharpen(truth, 1.8)
    sharp[5] = [0.5, 0.5, 0, 0]
    sharp[6] = [1, 0, 0, 0]
    answered = np.ones(items, int)
    answered[[11, 42]] = 0
    sharp[answered == 0] = 0
    seen = np.zeros(items, int)
    seen[[20, 21, 22]] = 1
    flat = 0.6 * truth + 0.4 / len(labels)
    draws = 10
    counts = np.array([rng.multinomial(draws, row) for row in flat])
    return {
        "labels": labels,
        "kind": "categorical",
        "texts": texts,
        "votes": votes,
        "models": [
            {"name": "sharp", "rows": float16(sharp), "answered": answered.tolist(), "seen": seen.tolist()},
            {"name": "sampled", "rows": float16(counts / draws), "samples": [draws] * items},
        ],
    }


def ordinal(items):
    points = [1, 2, 3, 4, 5]
    place = rng.normal(3, 0.9, items)
    weights = np.exp(-((np.array(points)[None] - place[:, None]) ** 2) / 0.9)
    truth = weights / weights.sum(axis=1, keepdims=True)
    votes = []
    for row in truth:
        raters = rng.permutation(6)[: rng.integers(2, 6)]
        votes.append([[f"w{rater}", [int(rng.choice(5, p=row))]] for rater in raters])
    moved = np.exp(-((np.array(points)[None] - (place[:, None] * 0.8 + 0.9)) ** 2) / 1.5)
    return {
        "labels": [str(point) for point in points],
        "points": points,
        "kind": "ordinal",
        "texts": [f"Text {item} " + ("sunny" if place[item] > 3.4 else "grim" if place[item] < 2.6 else "plain") for item in range(items)],
        "votes": votes,
        "models": [{"name": "moved", "rows": float16(moved / moved.sum(axis=1, keepdims=True))}],
    }


(HERE / "inputs.json").write_text(json.dumps({"mood": categorical(140), "valence": ordinal(90)}, ensure_ascii=False) + "\n")

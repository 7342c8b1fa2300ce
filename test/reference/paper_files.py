"""Writes simulated files in the form of the paper's authors: python paper_files.py FOLDER [--texts N] [--rated N] [--samples N] [--models N]
[--temperatures T...] [--seed N] [--csv].

Texts, raters and models are made up: no line of any data set is in them. Those in test/fixtures/paper are
    python paper_files.py ../fixtures/paper --texts 120 --rated 40 --samples 3 --models 2 --temperatures 0 0.7
and 640,000 answers, as Parquet and as CSV, are
    python paper_files.py FOLDER --texts 2000 --samples 20 --csv
"""

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd

LABELS = (
    "admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval "
    "disgust embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief "
    "remorse sadness surprise neutral"
).split()
MODELS = {"gpt-5.4-mini": 0.35, "claude-haiku-4-5-20251001": 0.3, "llama3.1-8b": 0.55, "qwen3-8b": 0.5}
TEMPERATURES = [0.0, 0.3, 0.7, 1.0]
FINE_TUNED = "RoBERTa-GoEm (fine-tuned)"
FILLERS = "the a my we they yesterday again really about that train letter neighbour office window garden SO NOT".split()
WORDS = {label: [label, f"{label}ish", label[: max(4, len(label) - 3)]] for label in LABELS}


def sentence(rng, shares):
    words = list(rng.choice(FILLERS, size=rng.integers(3, 14)))
    for label in rng.choice(LABELS, size=2, p=shares):
        if rng.random() < 0.45:
            words.insert(rng.integers(len(words) + 1), str(rng.choice(WORDS[label])))
    return " ".join(words) + str(rng.choice([".", "?", "!", "...", " (well, no)", ""]))


def flags(rng, shares, several):
    row = np.zeros(len(LABELS))
    row[rng.choice(len(LABELS), p=shares)] = 1
    while rng.random() < several:
        row[rng.choice(len(LABELS), p=shares)] = 1
    return row


def write(frame, path):
    frame.to_parquet(path, index=False, compression="zstd", write_statistics=False)


def goemotions(folder, rng, texts, models, temperatures, samples, as_csv):
    base = rng.dirichlet(np.linspace(0.4, 3, len(LABELS)))
    base[-1] += 0.3
    base /= base.sum()
    # Code points and numbers sort in another order than the rows stand in.
    ids = [f"e{value:05x}" for value in rng.permutation(texts * 7)[:texts]]
    shares = [rng.dirichlet(base * 28 * rng.choice([0.05, 0.2, 1.0]) + 1e-3) for _ in ids]
    written = [sentence(rng, row) for row in shares]

    rater_rows = []
    for text_id, text, row in zip(ids, written, shares):
        for rater in range(rng.choice([2, 3, 3, 3, 4, 5])):
            unclear = rng.random() < 0.03
            given = np.zeros(len(LABELS)) if unclear else flags(rng, row, 0.2)
            rater_rows.append([text, text_id, f"r{rater}", unclear, *given.astype(int)])
    raters = pd.DataFrame(rater_rows, columns=["text", "id", "rater_id", "example_very_unclear", *LABELS])
    raters = raters.sample(frac=1, random_state=7).reset_index(drop=True)
    raters.to_csv(folder / "goemotions_raw.csv", index=False)

    groups = raters.groupby("id")
    people = groups[LABELS].mean()
    people.columns = [f"{label}_dist" for label in LABELS]
    people.insert(0, "num_annotators", groups.size())
    rates = people.drop(columns="num_annotators").to_numpy()
    full = ((rates == 0) | (rates == 1)).all(axis=1)
    apart = (rates <= 1 / people["num_annotators"].to_numpy()[:, None]).all(axis=1)
    people["agreement_level"] = np.where(full, "full_agreement", np.where(apart, "full_disagreement", "partial_agreement"))
    write(people.reset_index(), folder / "goemotions_annotator_distributions.parquet")

    for model, wrong in models.items():
        bias = rng.dirichlet(np.ones(len(LABELS)))
        rows = []
        for text_id, row in zip(ids, shares):
            sharp = row**2 / (row**2).sum()
            own = (1 - wrong) * sharp + wrong * bias
            top = np.eye(len(LABELS))[own.argmax()]
            for temperature in temperatures:
                mixed = (1 - 0.8 * temperature) * top + 0.8 * temperature * own
                for sample in range(samples):
                    isError = rng.random() < 0.01
                    given = np.eye(len(LABELS))[-1] if isError else flags(rng, mixed, 0.35 * temperature + 0.1)
                    named = [label for label, flag in zip(LABELS, given) if flag]
                    said = "I cannot tell." if isError else json.dumps(named)
                    rows.append([text_id, model, temperature, sample, said, json.dumps(named), isError, *given])
        columns = ["id", "model", "temperature", "sample_idx", "raw_response", "parsed_labels", "error"]
        frame = pd.DataFrame(rows, columns=columns + [f"{label}_pred" for label in LABELS])
        frame = frame.sample(frac=1, random_state=3)
        write(frame, folder / f"{model}_results.parquet")
        if as_csv:
            (folder / "csv").mkdir(exist_ok=True)
            frame.to_csv(folder / "csv" / f"{model}_results.csv", index=False)

    tuned = [np.exp(2 * row + rng.normal(0, 0.3, len(row))) for row in shares]
    tuned = np.round([row / row.sum() for row in tuned], 6)
    frame = pd.DataFrame(tuned, columns=[f"{label}_dist" for label in LABELS])
    frame.insert(0, "id", ids)
    frame.insert(1, "model", FINE_TUNED)
    frame["entropy"] = np.round(-(tuned * np.log2(tuned)).sum(axis=1), 6)
    frame.to_csv(folder / "finetuned_predictions.csv", index=False)

    vectors = rng.normal(size=(len(LABELS), 6))
    own = np.array([row @ vectors + rng.normal(0, 0.4, 6) for row in shares])
    table = [[text_id, *np.round(vector, 4)] for text_id, vector in zip(ids, own)]
    table += [[label, *np.round(vector, 4)] for label, vector in zip(LABELS, vectors)]
    pd.DataFrame(table, columns=["id", *[f"v{at}" for at in range(6)]]).to_csv(folder / "embeddings.csv", index=False)


def emobank(folder, rng, texts, models, temperatures, samples):
    ids = [f"{rng.integers(100, 999)}_{place}_{place + 40}" for place in range(texts)]
    means = np.clip(rng.normal(3, 0.6, size=(texts, 3)), 1, 5)
    spread = rng.choice([0.1, 0.5, 0.9], size=texts)
    rows = []
    for text_id, mean, deviation in zip(ids, means, spread):
        ratings = np.clip(np.rint(rng.normal(mean, deviation, size=(rng.integers(3, 8), 3))), 1, 5)
        record = {"id": text_id, "num_annotators": len(ratings)}
        for place, dimension in enumerate("VAD"):
            values = ratings[:, place]
            record |= {
                f"{dimension}_mean": values.mean(),
                f"{dimension}_std": values.std(ddof=1),
                f"{dimension}_min": values.min(),
                f"{dimension}_max": values.max(),
                f"{dimension}_range": values.max() - values.min(),
                f"{dimension}_individual": ",".join(map(str, values)),
            }
        record["mean_vad_std"] = np.mean([record[f"{dimension}_std"] for dimension in "VAD"])
        rows.append(record)
    write(pd.DataFrame(rows), folder / "emobank_annotator_stats.parquet")

    for model, wrong in models.items():
        rows = []
        for text_id, mean in zip(ids, means):
            own = 0.7 * mean + 0.9 + rng.normal(0, wrong, 3)
            for temperature in temperatures:
                for sample in range(samples):
                    isError = rng.random() < 0.02
                    given = np.clip(np.round(own + rng.normal(0, 0.3 * temperature, 3), 1), 1, 5)
                    said = "no idea" if isError else json.dumps(dict(zip("VAD", given)))
                    given = [np.nan] * 3 if isError else given
                    rows.append([text_id, model, temperature, sample, said, *given, isError, False])
        columns = ["id", "model", "temperature", "sample_idx", "raw_response", "V_pred", "A_pred", "D_pred", "parse_error", "api_error"]
        write(pd.DataFrame(rows, columns=columns), folder / f"emobank_{model}_results.parquet")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--rated", type=int, default=500)
    parser.add_argument("--samples", type=int, default=10)
    parser.add_argument("--models", type=int, default=len(MODELS))
    parser.add_argument("--temperatures", type=float, nargs="+", default=TEMPERATURES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--csv", action="store_true", help="answers for GoEmotions in a folder csv as well")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    # One model of either kind first, so that groups of them can be compared.
    models = {name: MODELS[name] for name in sorted(MODELS, key=lambda name: list(MODELS).index(name) % 2)[: given.models]}
    asked = (models, given.temperatures, given.samples)
    goemotions(given.folder, np.random.default_rng(given.seed), given.texts, *asked, given.csv)
    emobank(given.folder, np.random.default_rng(given.seed + 1), given.rated, *asked)


if __name__ == "__main__":
    main()

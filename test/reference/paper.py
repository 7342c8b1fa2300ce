"""The paper's tables on files in its form, computed with NumPy, SciPy, scikit-learn, pandas and scikit-posthocs.

python paper.py FOLDER OUT.json    (FOLDER as paper_files.py writes it; expected.paper.json is of ../fixtures/paper)
"""

import json
import re
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import scikit_posthocs
from scipy import stats
from scipy.optimize import minimize_scalar
from scipy.spatial.distance import jensenshannon
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import cohen_kappa_score
from sklearn.model_selection import KFold
from sklearn.preprocessing import minmax_scale

SEED = 42
GROUPS = {"api": ["claude-haiku-4-5-20251001", "gpt-5.4-mini"], "open": ["llama3.1-8b", "qwen3-8b"]}
LABEL_LEVELS = {"full_agreement": "full", "partial_agreement": "partial", "full_disagreement": "disagreement"}
HERE = Path(__file__).parent
ROWS = []


def add(table, metric, value, model="", temperature="", level="", category="", other="", lo=None, hi=None, p=None, n=None):
    number = lambda one: None if one is None or not np.isfinite(one) else float(f"{one:.13g}")
    ROWS.append([table, model, temperature, level, category, other, metric, *map(number, (value, lo, hi, p)), None if n is None else int(n)])


def over_sum(table):
    table = np.asarray(table, float)
    return np.array([row / row.sum() if row.sum() > 0 else np.full(len(row), 1 / len(row)) for row in table])


def jsd(p, q):
    return np.array([jensenshannon(a, b, base=2) ** 2 for a, b in zip(over_sum(p), over_sum(q))])


def entropies(table):
    return np.array([stats.entropy(row, base=2) for row in over_sum(table)])


def interval(values, statistic=np.mean):
    random = np.random.RandomState(SEED)
    drawn = []
    for _ in range(1000):
        places = random.randint(0, len(values[0]), size=len(values[0]))
        drawn.append(statistic(*(one[places] for one in values)))
    return dict(zip(("lo", "hi"), np.percentile(drawn, [2.5, 97.5])))


def cohens_d(x, y):
    pooled = np.sqrt(((len(x) - 1) * np.var(x, ddof=1) + (len(y) - 1) * np.var(y, ddof=1)) / (len(x) + len(y) - 2))
    return (np.mean(x) - np.mean(y)) / pooled if pooled > 0 else 0.0


def cliffs_delta(x, y):
    return np.sign(np.subtract.outer(np.asarray(x), np.asarray(y))).mean()


def compare(table_of, pairs, temperature, category=""):
    for (one, x), (other, y) in pairs:
        about = dict(model=one, other=other, temperature=temperature, category=category, n=len(x) + len(y))
        tested = stats.mannwhitneyu(x, y)
        add(table_of, "cohens_d", cohens_d(x, y), **about)
        add(table_of, "cliffs_delta", cliffs_delta(x, y), **about)
        add(table_of, "mann_whitney", tested.statistic, p=tested.pvalue, **about)


def rank_or_zero(x, y):
    if len(set(x)) < 2 or len(set(y)) < 2:
        return 0.0, 1.0
    tested = stats.spearmanr(x, y)
    return tested.statistic, tested.pvalue


def labels_part(folder):
    people = pd.read_parquet(folder / "goemotions_annotator_distributions.parquet").sort_values("id").set_index("id")
    columns = [name for name in people.columns if name.endswith("_dist")]
    labels = [name.removesuffix("_dist") for name in columns]
    people["level"] = people["agreement_level"].map(LABEL_LEVELS)
    people["entropy"] = [stats.entropy(row + 1e-12, base=2) for row in people[columns].to_numpy()]
    raters = pd.read_csv(folder / "goemotions_raw.csv")
    texts = raters.drop_duplicates("id").set_index("id")["text"]

    answers = {}
    for path in sorted(folder.glob("*_results.parquet")):
        if path.name.startswith("emobank"):
            continue
        rows = pd.read_parquet(path)
        model = rows["model"].iloc[0]
        flags = [f"{label}_pred" for label in labels]
        for temperature, some in [*rows.groupby("temperature"), ("all", rows)]:
            name = temperature if temperature == "all" else f"{temperature:g}"
            answers[model, name] = some.groupby("id")[flags].mean().set_axis(columns, axis=1)
    tuned = pd.read_csv(folder / "finetuned_predictions.csv")
    answers[tuned["model"].iloc[0], ""] = tuned.sort_values("id").set_index("id")[columns]

    measured = {key: measure(people, rates, columns, *key) for key, rates in answers.items()}
    for key, table in measured.items():
        divergence(table, *key)
        levels(table, *key)
        categories(people, answers[key], labels, columns, *key)
    whole = {model: table for (model, temperature), table in sorted(measured.items()) if temperature == "all"}
    between(whole)
    cooccurrences(people, {model: answers[model, "all"] for model in whole}, columns)
    forms(pd.concat(whole.values()).groupby(level=0)["jsd"].mean(), texts)
    people_table(people, raters, labels)
    transparency(folder, people, texts, {model: answers[model, "all"] for model in whole}, labels, columns)
    for (model, temperature), rates in answers.items():
        if temperature in ("all", ""):
            calibration(people, rates, columns, model, temperature)


def measure(people, rates, columns, model, temperature):
    table = people.loc[rates.index]
    p, q = over_sum(table[columns]), over_sum(rates)
    smoothed = over_sum(q + 1e-12)
    places = np.arange(len(columns))
    return pd.DataFrame(
        {
            "jsd": jsd(table[columns], rates),
            "kl": [stats.entropy(a, b, base=2) for a, b in zip(p, smoothed)],
            "wasserstein": [stats.wasserstein_distance(places, places, a, b) for a, b in zip(p, q)],
            "human": table["entropy"].to_numpy(),
            "model": entropies(q),
            "level": table["level"].to_numpy(),
        },
        index=rates.index,
    )


def divergence(table, model, temperature):
    about = dict(model=model, temperature=temperature, n=len(table))
    for name in ("jsd", "kl", "wasserstein"):
        values = table[name]
        drawn = interval([values.to_numpy()]) if temperature == "all" else {}
        add("divergence", f"{name}_mean", values.mean(), **about, **drawn)
        add("divergence", f"{name}_sd", values.std(), **about)
        add("divergence", f"{name}_median", values.median(), **about)
    add("divergence", "jsd_q25", table["jsd"].quantile(0.25), **about)
    add("divergence", "jsd_q75", table["jsd"].quantile(0.75), **about)
    for level, some in table.groupby("level"):
        about = dict(model=model, temperature=temperature, level=level, n=len(some))
        add("divergence", "jsd_mean", some["jsd"].mean(), **about)
        add("divergence", "jsd_sd", some["jsd"].std(), **about)
        add("divergence", "jsd_median", some["jsd"].median(), **about)
        add("divergence", "kl_mean", some["kl"].mean(), **about)
        add("divergence", "wasserstein_mean", some["wasserstein"].mean(), **about)
        add("divergence", "human_entropy_mean", some["human"].mean(), **about)
        add("divergence", "model_entropy_mean", some["model"].mean(), **about)
    about = dict(model=model, temperature=temperature, n=len(table))
    for name, test in (("spearman", stats.spearmanr), ("pearson", stats.pearsonr)):
        tested = test(table["human"], table["model"])
        add("entropy", name, tested.statistic, p=tested.pvalue, **about)


def levels(table, model, temperature):
    names = [name for name in LABEL_LEVELS.values() if (table["level"] == name).any()]
    groups = [table.loc[table["level"] == name, "jsd"].to_numpy() for name in names]
    tested = stats.kruskal(*groups)
    about = dict(model=model, temperature=temperature)
    add("levels", "kruskal_wallis", tested.statistic, p=tested.pvalue, n=len(table), **about)
    adjusted = scikit_posthocs.posthoc_dunn(groups, p_adjust="bonferroni").to_numpy()
    for i, j in combinations(range(len(names)), 2):
        pair = dict(level=names[i], other=names[j], n=len(groups[i]) + len(groups[j]), **about)
        # scikit-posthocs tells p alone; |z| follows from it where Bonferroni leaves any.
        pairs = len(names) * (len(names) - 1) / 2
        if adjusted[i, j] < 1:
            add("levels", "dunn", stats.norm.isf(adjusted[i, j] / pairs / 2), p=adjusted[i, j], **pair)
        add("levels", "cohens_d", cohens_d(groups[i], groups[j]), **pair)
        add("levels", "cliffs_delta", cliffs_delta(groups[i], groups[j]), **pair)


def categories(people, rates, labels, columns, model, temperature):
    table = people.loc[rates.index]
    # By level at all temperatures together alone: the same at each would make a long file longer.
    for level in ("", *LABEL_LEVELS.values()) if temperature == "all" else ("",):
        chosen = np.ones(len(table), bool) if level == "" else (table["level"] == level).to_numpy()
        if not chosen.any():
            continue
        for label, column in zip(labels, columns):
            human, own = table[column].to_numpy()[chosen], rates[column].to_numpy()[chosen]
            about = dict(model=model, temperature=temperature, level=level, category=label, n=chosen.sum())
            rho, p = rank_or_zero(human, own)
            add("categories", "human_rate", human.mean(), **about)
            add("categories", "model_rate", own.mean(), **about)
            add("categories", "difference", own.mean() - human.mean(), **about)
            add("categories", "mean_absolute_difference", np.abs(own - human).mean(), **about)
            add("categories", "spearman", rho, p=p, **about)


def between(whole):
    values = {model: table["jsd"].to_numpy() for model, table in whole.items()}
    compare("between_models", combinations(values.items(), 2), "all")
    compare("between_models", [grouped(values)], "all")
    for (one, x), (other, y) in combinations(whole.items(), 2):
        joined = x.join(y, lsuffix="_x", rsuffix="_y", how="inner")
        tested = stats.spearmanr(joined["jsd_x"], joined["jsd_y"])
        about = dict(model=one, other=other, temperature="all", n=len(joined))
        add("between_models", "jsd_spearman", tested.statistic, p=tested.pvalue, **about)


def grouped(values):
    return [(name, np.concatenate([values[model] for model in models if model in values])) for name, models in GROUPS.items()]


def together(table):
    size = table.shape[1]
    counts = np.zeros((size, size))
    for row in over_sum(table):
        # From the end of a stable sort: of equal shares the later label comes first.
        second, first = np.argsort(row, kind="stable")[-2:]
        counts[first, first] += 1
        if row[second] > 0.05:
            counts[first, second] += 0.5
            counts[second, first] += 0.5
    sums = counts.sum(axis=1, keepdims=True)
    return np.divide(counts, sums, out=np.zeros_like(counts), where=sums > 0)


def cooccurrences(people, answers, columns):
    upper = np.triu_indices(len(columns))
    for (one, a), (other, b) in combinations([("", people[columns]), *answers.items()], 2):
        ids = sorted(set(a.index) & set(b.index))
        x, y = together(a.loc[ids]), together(b.loc[ids])
        about = dict(model=one or other, other=other if one else "", temperature="all")
        add("cooccurrence", "frobenius", np.linalg.norm(x - y), n=x.size, **about)
        for name, test in (("spearman", stats.spearmanr), ("pearson", stats.pearsonr)):
            tested = test(x[upper], y[upper])
            add("cooccurrence", name, tested.statistic, p=tested.pvalue, n=len(upper[0]), **about)


def forms(divergence_of, texts):
    chosen = texts.loc[divergence_of.index]
    words = chosen.str.split()
    marks = re.compile(r"""[.,;:!?\-"'()\[\]]""")
    tables = {
        "characters": chosen.str.len(),
        "words": words.map(len),
        "word_length": words.map(lambda some: np.mean([len(word) for word in some]) if some else 0),
        "question_marks": chosen.str.contains("?", regex=False).astype(int),
        "exclamation_marks": chosen.str.contains("!", regex=False).astype(int),
        "punctuation_share": chosen.map(lambda text: len(marks.findall(text)) / len(text)),
        "capitalised_words": words.map(lambda some: sum(len(word) > 1 and word.isupper() for word in some)),
        "unique_word_share": words.map(lambda some: len({word.lower() for word in some}) / max(len(some), 1)),
    }
    for category, values in tables.items():
        tested = stats.spearmanr(values, divergence_of)
        add("texts", "spearman", tested.statistic, p=tested.pvalue, category=category, temperature="all", n=len(values))


def people_table(people, raters, labels):
    for level in LABEL_LEVELS.values():
        add("people", "level_share", (people["level"] == level).mean(), level=level, n=len(people))
    pairs = np.array([pair for _, some in raters.groupby("id") for pair in combinations(some[labels].to_numpy(), 2)])
    for place, label in enumerate(labels):
        first, second = pairs[:, 0, place], pairs[:, 1, place]
        kappa = cohen_kappa_score(first, second) if first.any() or second.any() else None
        add("people", "kappa", kappa, category=label, n=len(pairs))
        add("people", "agreement_rate", (first == second).mean(), category=label, n=len(pairs))
        add("people", "positive_rate", pairs[:, :, place].mean(), category=label, n=len(pairs))


def transparency(folder, people, texts, answers, labels, columns):
    words = json.loads((HERE / "../../src/analysis/paper/lexicon.json").read_text())["words"]
    vectors = pd.read_csv(folder / "embeddings.csv").set_index("id")
    ids = sorted(set().union(*(rates.index for rates in answers.values())))
    asked = people.loc[ids]
    scores = pd.DataFrame(index=labels, columns=["n", "embedding", "lexicon"], dtype=float)
    for label, column in zip(labels, columns):
        own = asked.index[asked[column] > 0]
        scores.loc[label, "n"] = len(own)
        if len(own) < 5:
            continue
        mean, word = vectors.loc[own].to_numpy().mean(axis=0), vectors.loc[label].to_numpy()
        scores.loc[label, "embedding"] = mean @ word / np.linalg.norm(mean) / np.linalg.norm(word)
        scores.loc[label, "lexicon"] = np.mean([any(w.lower() in texts[one].lower() for w in words[label]) for one in own])
    known = scores.dropna()
    scaled = pd.DataFrame(minmax_scale(known[["embedding", "lexicon"]]), index=known.index)
    scores["combined"] = scaled.mean(axis=1)
    for label, row in known.index.to_series().items():
        for metric in ("embedding", "lexicon", "combined"):
            add("transparency", metric, scores.loc[label, metric], category=label, n=scores.loc[label, "n"])
    rhos = {}
    for model, rates in answers.items():
        rhos[model] = pd.Series(index=labels, dtype=float)
        for label, column in zip(labels, columns):
            rho, p = rank_or_zero(people.loc[rates.index, column], rates[column])
            rhos[model][label] = rho
            add("transparency", "human_model_spearman", rho, model=model, temperature="all", category=label, p=p, n=scores.loc[label, "n"])
    rhos[""] = pd.DataFrame(rhos).mean(axis=1)
    for model, rho in rhos.items():
        for level, fewest in (("", 0), ("50 or more", 50)):
            chosen = scores[(scores["n"] >= fewest) & scores["combined"].notna()].index
            if len(chosen) < 5:
                continue
            for metric in ("embedding", "lexicon", "combined"):
                tested = stats.spearmanr(scores.loc[chosen, metric], rho[chosen])
                about = dict(model=model, temperature="all", level=level, n=len(chosen))
                add("transparency", metric, tested.statistic, p=tested.pvalue, **about)


def calibration(people, rates, columns, model, temperature):
    table = people.loc[rates.index]
    human, own = table[columns].to_numpy(), over_sum(rates)
    level = table["level"].to_numpy()
    folds = list(KFold(5, shuffle=True, random_state=SEED).split(human))
    improved = [[], []]
    for name, fit in (("temperature", fit_temperature), ("bias", fit_bias), ("isotonic", fit_isotonic)):
        judged = []
        for training, held in folds:
            calibrated = fit(human[training], own[training])(own[held])
            after, before = jsd(human[held], calibrated), jsd(human[held], own[held])
            rho = stats.spearmanr(entropies(human[held]), entropies(calibrated)).statistic
            judged.append((held, before, after, rho))
            if name == "isotonic":
                improved[0].extend(before)
                improved[1].extend(after)
        about = dict(model=model, temperature=temperature, category=name)
        for one in ("", *LABEL_LEVELS.values()):
            chosen = [np.ones(len(held), bool) if one == "" else level[held] == one for held, *_ in judged]
            means = np.array([[b[c].mean(), a[c].mean()] for (_, b, a, _), c in zip(judged, chosen) if c.any()])
            if len(means) == 0:
                continue
            before, after = means.mean(axis=0)
            n = sum(c.sum() for c in chosen)
            add("calibration", "jsd_before", before, level=one, n=n, **about)
            add("calibration", "jsd_after", after, level=one, n=n, **about)
            add("calibration", "reduction", (before - after) / before, level=one, n=n, **about)
        add("calibration", "entropy_spearman", np.mean([rho for *_, rho in judged]), n=len(human), **about)
    before, after = map(np.array, improved)
    n = len(before)
    tested = stats.wilcoxon(before, after)
    z = (tested.statistic - n * (n + 1) / 4) / np.sqrt(n * (n + 1) * (2 * n + 1) / 24)
    about = dict(model=model, temperature=temperature, category="isotonic", n=n)
    add("calibration", "wilcoxon", tested.statistic, p=tested.pvalue, **about)
    add("calibration", "effect_size", abs(z) / np.sqrt(n), **about)
    add("calibration", "improved_share", (before > after).mean(), **about)


def softened(q, temperature):
    logs = np.log(q + 1e-12) / temperature
    powers = np.exp(logs - logs.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def fit_temperature(human, own):
    best = minimize_scalar(lambda t: jsd(human, softened(own, t)).mean(), bounds=(0.1, 10), method="bounded").x
    return lambda q: softened(q, best)


def fit_bias(human, own):
    bias = own.mean(axis=0) - human.mean(axis=0)
    return lambda q: np.maximum(q - bias, 0)


def fit_isotonic(human, own):
    maps = [IsotonicRegression(out_of_bounds="clip", y_min=0, y_max=1).fit(x, y) for x, y in zip(own.T, human.T)]
    return lambda q: np.column_stack([one.predict(x) for one, x in zip(maps, q.T)])


def ratings_part(folder):
    people = pd.read_parquet(folder / "emobank_annotator_stats.parquet").sort_values("id").set_index("id")
    people["level"] = np.select([people["mean_vad_std"] < 0.3, people["mean_vad_std"] < 0.7], ["high", "moderate"], "low")
    errors = {}
    for path in sorted(folder.glob("emobank_*_results.parquet")):
        rows = pd.read_parquet(path)
        model = rows["model"].iloc[0]
        rows = rows[~rows["parse_error"] & ~rows["api_error"]]
        pooled = []
        for dimension in "VAD":
            for temperature, some in rows.groupby("temperature"):
                about = dict(model=model, temperature=f"{temperature:g}", category=dimension)
                groups = some.groupby("id")[f"{dimension}_pred"]
                means = groups.mean()
                off = (people.loc[means.index, f"{dimension}_mean"] - means).abs()
                add("continuous", "mae", off.mean(), n=len(off), **about)
                add("continuous", "within_text_variance", groups.var().mean(), n=len(off), **about)
            groups = rows.groupby("id")[f"{dimension}_pred"]
            own = groups.mean()
            human = people.loc[own.index, f"{dimension}_mean"]
            x, y = human.to_numpy(), own.to_numpy()
            about = dict(model=model, temperature="all", category=dimension, n=len(x))
            pearson, spearman = stats.pearsonr(x, y), stats.spearmanr(x, y)
            rank = lambda a, b: stats.spearmanr(a, b).statistic
            line = lambda a, b: stats.pearsonr(a, b).statistic
            add("continuous", "pearson", pearson.statistic, p=pearson.pvalue, **about, **interval([x, y], line))
            add("continuous", "spearman", spearman.statistic, p=spearman.pvalue, **about, **interval([x, y], rank))
            off = np.abs(x - y)
            pooled.append(off)
            add("continuous", "mae", off.mean(), **about, **interval([off]))
            add("continuous", "rmse", np.sqrt((off**2).mean()), **about, **interval([off], lambda a: np.sqrt((a**2).mean())))
            tested = stats.ks_2samp(x, y)
            add("continuous", "ks", tested.statistic, p=tested.pvalue, **about)
            add("continuous", "within_text_variance", groups.var().mean(), **about)
            for level in ("high", "moderate", "low"):
                chosen = (people.loc[own.index, "level"] == level).to_numpy()
                if not chosen.any():
                    continue
                some = dict(about, level=level, n=chosen.sum())
                add("continuous", "mae", off[chosen].mean(), **some)
                tested = stats.pearsonr(x[chosen], y[chosen]) if chosen.sum() > 2 else None
                add("continuous", "pearson", tested and tested.statistic, p=tested and tested.pvalue, **some)
        errors[model] = np.concatenate(pooled)
        add("continuous", "mae_overall", np.mean([one.mean() for one in pooled]), model=model, temperature="all", n=len(pooled[0]), **interval([errors[model]]))
    compare("between_models", combinations(sorted(errors.items()), 2), "all", "V, A, D")
    compare("between_models", [grouped(errors)], "all", "V, A, D")


if __name__ == "__main__":
    folder, out = map(Path, sys.argv[1:3])
    labels_part(folder)
    ratings_part(folder)
    out.write_text("[\n" + ",\n".join(json.dumps(row) for row in ROWS) + "\n]\n")

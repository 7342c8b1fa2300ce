"""A map of texts: components, neighbours, k-means, the words of groups, and D by region with Welch's test and few raters."""

import numpy as np
from scipy.stats import t as student
from scipy.stats import ttest_ind
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.neighbors import NearestNeighbors

from case import load
from gap import item_gap

ROWS, WIDTH, GROUPS = 60, 8, 4
REGIONS = 3
FEWEST_JUDGED = 10
TEXTS = [
    ("the exam was hard and the exam was long", 0),
    ("my teacher gave us a hard exam", 0),
    ("the teacher and the class", 0),
    ("a rose in the garden", 1),
    ("the garden needs water, the rose too", 1),
    ("water the garden and the class", 1),
    ("goal goal goal", 2),
    ("the match was won by a goal", 2),
]
STOP_WORDS = ["the", "and", "was", "my", "us", "a", "in", "by", "too"]


def vectors():
    """Numbers that both languages make alike."""
    at = np.arange(ROWS * WIDTH)
    noise = (at * 7919 % 1009) / 1009
    centre = np.repeat(np.arange(ROWS) % GROUPS, WIDTH) * (1 + at % WIDTH % 3)
    return (centre + noise).reshape(ROWS, WIDTH).astype(np.float32)


def pointed(scores, axes):
    return scores * [np.sign(axis[np.argmax(np.abs(axis))]) for axis in axes]


def words():
    texts, groups = zip(*TEXTS)
    joined = [" ".join(text for text, group in TEXTS if group == own) for own in range(3)]
    counter = CountVectorizer(stop_words=STOP_WORDS)
    counts = counter.fit_transform(joined).toarray()
    score = counts / counts.sum(axis=1, keepdims=True) * np.log(1 + counts.sum() / 3 / counts.sum(axis=0))
    names = counter.get_feature_names_out()
    in_texts = [CountVectorizer(vocabulary=names).fit_transform([text for text, group in TEXTS if group == own]).toarray() for own in range(3)]
    out = []
    for own in range(3):
        shared = [c for c in range(len(names)) if (in_texts[own][:, c] > 0).sum() >= 2]
        out.append([names[c] for c in sorted(shared, key=lambda c: (-score[own, c], names[c]))])
    return out


def spread_by_raters(case, model, items, weights):
    """Influences of leaving a vote out, clustered by raters and less those of single votes; with what degrees of freedom."""
    by_rater, squares = {}, 0
    for i, weight in zip(items, weights):
        if case.n[i] < 3:
            continue
        left = [item_gap(case, np.delete(case.votes[i], r, axis=0), model.rows[i])["squared"] for r in range(case.n[i])]
        for rater, influence in zip(case.raters[i], weight * (np.mean(left) - np.array(left))):
            by_rater[rater] = by_rater.get(rater, 0) + influence
            squares += influence**2
    count = len(by_rater)
    total = sum(one**2 for one in by_rater.values())
    return (count - 1) / count * max(total - squares, 0) / len(items) ** 2, count - 1


def regions(case, model):
    items = [i for i in model.items if case.n[i] >= 2]
    squared = np.array([item_gap(case, case.votes[i], model.rows[i])["squared"] for i in items])
    out = []
    for own in range(REGIONS):
        inside = np.array([i % REGIONS == own for i in items])
        if inside.sum() < FEWEST_JUDGED:
            out.append({"judged": int(inside.sum()), "mean": None})
            continue
        a, b = squared[inside], squared[~inside]
        difference = a.mean() - b.mean()
        weights = np.where(inside, len(items) / len(a), -len(items) / len(b))
        few = len({rater for votes in case.raters for rater in votes}) < 30
        added, degrees = spread_by_raters(case, model, items, weights) if few else (0, 1)
        parts = [(a.var(ddof=1) / len(a), len(a) - 1), (b.var(ddof=1) / len(b), len(b) - 1), (added, degrees)]
        variance = sum(one for one, _ in parts)
        freedom = variance**2 / sum(one**2 / nu for one, nu in parts)
        out.append(
            {
                "judged": len(a),
                "mean": a.mean(),
                "difference": difference,
                "added": added,
                "p": 2 * student.sf(abs(difference) / np.sqrt(variance), freedom),
                "welch": ttest_ind(a, b, equal_var=False).pvalue,
            }
        )
    return out


def whole(model):
    return model.samples is None and model.answered.all()


def values():
    x = vectors()
    pca = PCA(n_components=3, svd_solver="full").fit(x.astype(float))
    distances, places = NearestNeighbors(n_neighbors=6).fit(x).kneighbors(x)
    centres = x[:GROUPS].astype(float)
    labels = KMeans(n_clusters=GROUPS, init=centres, n_init=1).fit(x.astype(float)).labels_
    return {
        "components": pointed(pca.transform(x.astype(float)), pca.components_),
        "neighbours": {"places": places, "distances": distances},
        "kMeans": labels,
        "words": words(),
        "regions": {case.name: {model.name: regions(case, model) for model in case.models if whole(model)} for case in load()},
    }

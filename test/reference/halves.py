"""One half of an item's raters against the other half and against models, over the same random splits as the analysis."""

import numpy as np
from scipy.stats import entropy, spearmanr

from case import SEED
from gap import top
from sfc32 import Random

SPLITS = 20


def credit(answer, truth, answered=True):
    if not answered:
        return 0
    truth = set(top(truth))
    return np.mean([c in truth for c in top(answer)])


def bits(rows):
    # Entropies that are equal but for rounding are ties.
    return entropy(np.array(rows), base=2, axis=1).round(12)


def section(case):
    items = [i for i in case.rated() if all(not model.seen[i] for model in case.models)]
    random = Random(SEED, "halves", case.name)
    halves = []
    for i in items:
        order, size = list(range(case.n[i])), case.n[i] // 2
        splits = []
        for _ in range(SPLITS):
            random.shuffle(order, 2 * size)
            splits.append((case.votes[i][order[:size]].mean(axis=0), case.votes[i][order[size : 2 * size]].mean(axis=0)))
        halves.append(splits)

    def figures(answer, answered=lambda place: True):
        """answer(place, split): whose distribution stands against the first half."""
        places = range(len(items))
        top1 = [credit(answer(place, split), halves[place][split][0], answered(place)) for place in places for split in range(SPLITS)]
        correlations = [
            spearmanr(
                bits([halves[place][split][0] for place in places]), bits([answer(place, split) for place in places])
            ).statistic
            for split in range(SPLITS)
        ]
        return {"top1": np.mean(top1), "spearman": np.mean(correlations)}

    return {
        "items": items,
        "people": figures(lambda place, split: halves[place][split][1]),
        "models": {model.name: figures(lambda place, split: model.rows[items[place]], lambda place: model.answered[items[place]]) for model in case.models},
    }

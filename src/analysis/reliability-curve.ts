/** Texts and labels to which a model gives about the same probability, and what people gave them. */
export interface ReliabilityBin {
  /** Probabilities from `from` on, below `to`. */
  readonly from: number;
  readonly to: number;
  /** Pairs of an item and a label. */
  readonly pairs: number;
  readonly meanModel: number;
  readonly meanPeople: number;
  /** 1.96 standard errors of `meanPeople`, by the spread of the items' sums within the bin. */
  readonly error: number;
}

const BINS = 10;
/** Items without which a bin joins the one above it. */
const FEWEST_ITEMS = 10;

/**
 * People's mean share for each tenth of the model's probability, over all pairs of an item and a label: a model that is right in
 * the mean lies on the diagonal. Pairs of one item are taken together in the error, as they are not independent.
 * @param people items x labels, row by row
 * @param model likewise
 * @param items the items it is over
 */
export function reliabilityCurve(
  people: ArrayLike<number>,
  model: ArrayLike<number>,
  labels: number,
  items: ArrayLike<number>,
): ReliabilityBin[] {
  const bins: ReliabilityBin[] = [];
  let from = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const to = (bin + 1) / BINS;
    const found = binOf(people, model, labels, items, from, to);
    if (found.items < FEWEST_ITEMS) continue;
    bins.push({ from, to, ...found.figures });
    from = to;
  }
  return bins;
}

function binOf(
  people: ArrayLike<number>,
  model: ArrayLike<number>,
  labels: number,
  items: ArrayLike<number>,
  from: number,
  to: number,
): { items: number; figures: Omit<ReliabilityBin, 'from' | 'to'> } {
  const counts: number[] = [];
  const sums: number[] = [];
  let probability = 0;
  for (let place = 0; place < items.length; place++) {
    let count = 0;
    let sum = 0;
    for (let at = items[place] * labels; at < (items[place] + 1) * labels; at++) {
      if (model[at] < from || (model[at] >= to && to < 1)) continue;
      count++;
      sum += people[at];
      probability += model[at];
    }
    if (count === 0) continue;
    counts.push(count);
    sums.push(sum);
  }
  const pairs = counts.reduce((total, count) => total + count, 0);
  const mean = sums.reduce((total, sum) => total + sum, 0) / pairs;
  // The ratio estimator's variance (Cochran 1977, 6.3): items are the clusters.
  const squares = sums.reduce((total, sum, place) => total + (sum - mean * counts[place]) ** 2, 0);
  const spread = (squares * counts.length) / (counts.length - 1);
  return {
    items: counts.length,
    figures: {
      pairs,
      meanModel: probability / pairs,
      meanPeople: mean,
      error: (1.96 * Math.sqrt(spread)) / pairs,
    },
  };
}

import { forEachResample, percentileInterval, sumOver } from './bootstrap.ts';
import { chosenLabels } from './chosen-labels.ts';
import type { ChosenLabels } from './chosen-labels.ts';
import { PROBABILITY_FLOOR } from './divergence.ts';
import type { ItemFigures } from './item-figures.ts';
import { fitMixtureWeight } from './mixture-weight.ts';
import type { Random } from './random.ts';
import type { FoldPrior, RaterCurve } from './rater-curve.ts';

/** Scores nearer than this are the same: a model that adds nothing has the marginal's score but for rounding. */
const SAME = 1e-9;

/** How many raters a model stands for when a further rater's votes are to be foretold. */
export interface Worth {
  /** First k at which k raters foretell as well as the model, between whole numbers by interpolation, 0 to the curve's end. */
  readonly k: number;
  readonly lo: number;
  readonly hi: number;
  /** `<`: worth nothing, the marginal does as well; `>`: worth more than the curve can show. */
  readonly bound: '<' | '>' | null;
  /** Mean log2 score of a held-out rater's votes from k others and from the model, over items with at least k + 1 raters. */
  readonly curve: { k: number; items: number; people: number; model: number }[];
}

/**
 * Scores the votes on each item, Σ_c p_c log2(·), by (1 - λ) q + λ marginal, and finds where the raters' curve reaches that. λ and the
 * marginal are learnt from the other folds; q and the marginal are floored at 1e-6.
 * @param items those of the curve, all with a prediction
 * @param resampling the stream that the curve was resampled by
 */
export function worthInRaters(
  curve: RaterCurve,
  figures: ItemFigures,
  items: Uint32Array,
  fold: Uint8Array,
  resamples: number,
  resampling: Random,
): Worth {
  const { points, priors } = curve;
  const own = modelScores(figures, items, fold, priors);
  const owns = points.map(({ reached }) => own.map((score, place) => reached[place] * score));
  const sums = owns.map((column) => column.reduce((sum, score) => sum + score, 0));
  const differences = (
    people: (k: number) => number,
    model: (k: number) => number,
    count: (k: number) => number,
  ) => {
    const means: number[] = [];
    for (let k = 0; k < points.length && count(k) > 0; k++) means.push((people(k) - model(k)) / count(k));
    return means;
  };
  const { k, bound } = firstCrossing(
    differences(
      (at) => points[at].sum,
      (at) => sums[at],
      (at) => points[at].items,
    ),
  );
  const resampled = new Float64Array(resamples);
  const drawnSums = new Float64Array(points.length);
  forEachResample(items.length, resamples, resampling, (drawn, resample) => {
    for (const [at, { items: count }] of points.entries()) {
      // Fewer items have more raters: where as many have, they are the same.
      drawnSums[at] = at > 0 && count === points[at - 1].items ? drawnSums[at - 1] : sumOver(drawn, owns[at]);
    }
    resampled[resample] = firstCrossing(
      differences(
        (at) => points[at].resampledSum[resample],
        (at) => drawnSums[at],
        (at) => points[at].resampledItems[resample],
      ),
    ).k;
  });
  return {
    k,
    ...percentileInterval(resampled),
    bound,
    curve: points.map(({ items: count, sum }, at) => ({
      k: at,
      items: count,
      people: sum / count,
      model: sums[at] / count,
    })),
  };
}

/** Where the raters' score first reaches the model's, given the mean of (raters - model) for k = 0, 1, ... */
export function firstCrossing(differences: readonly number[]): { k: number; bound: '<' | '>' | null } {
  if (differences[0] >= -SAME) return { k: 0, bound: '<' };
  for (let k = 1; k < differences.length; k++) {
    if (differences[k] < 0) continue;
    const before = differences[k - 1];
    return { k: k - 1 - before / (differences[k] - before), bound: null };
  }
  return { k: differences.length - 1, bound: '>' };
}

/** Each item's score by the model, mixed with the marginal as is best for the other folds. */
function modelScores(
  { labels, human, model }: ItemFigures,
  items: Uint32Array,
  fold: Uint8Array,
  priors: readonly FoldPrior[],
): Float64Array {
  const chosen = chosenLabels({ human, labels }, items);
  const own = chosenShares(model, labels, items, chosen);
  const folds = items.map((item) => fold[item]);
  const lambdas = priors.map(({ marginal }, out) => fitMarginalWeight(chosen, own, folds, out, marginal));
  return Float64Array.from(items, (_, place) => {
    const { marginal } = priors[folds[place]];
    const lambda = lambdas[folds[place]];
    let score = 0;
    for (let at = chosen.start[place]; at < chosen.start[place + 1]; at++) {
      score += chosen.share[at] * Math.log2((1 - lambda) * own[at] + lambda * marginal[chosen.label[at]]);
    }
    return score;
  });
}

/** What the model gives each chosen label, floored and renormalised. */
function chosenShares(
  model: Float64Array,
  labels: number,
  items: Uint32Array,
  { start, label }: ChosenLabels,
): Float64Array {
  const shares = new Float64Array(label.length);
  for (let place = 0; place < items.length; place++) {
    const row = items[place] * labels;
    let sum = 0;
    for (let c = 0; c < labels; c++) sum += Math.max(model[row + c], PROBABILITY_FLOOR);
    for (let at = start[place]; at < start[place + 1]; at++)
      shares[at] = Math.max(model[row + label[at]], PROBABILITY_FLOOR) / sum;
  }
  return shares;
}

function fitMarginalWeight(
  { start, label, share }: ChosenLabels,
  own: Float64Array,
  folds: Uint32Array,
  out: number,
  marginal: Float64Array,
): number {
  const lone = folds.every((fold) => fold === out);
  const weights: number[] = [];
  const first: number[] = [];
  const second: number[] = [];
  for (let place = 0; place < folds.length; place++) {
    if (folds[place] === out && !lone) continue;
    for (let at = start[place]; at < start[place + 1]; at++) {
      weights.push(share[at]);
      first.push(own[at]);
      second.push(marginal[label[at]]);
    }
  }
  return fitMixtureWeight(weights, first, second);
}

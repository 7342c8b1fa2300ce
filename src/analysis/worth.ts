import { humanDistributions, ratersPerItem, withoutRaters } from '../judgments/votes.ts';
import type { Votes } from '../judgments/votes.ts';
import { forEachResample, sumOver } from './bootstrap.ts';
import { chosenLabels } from './chosen-labels.ts';
import type { ChosenLabels } from './chosen-labels.ts';
import { PROBABILITY_FLOOR } from './divergence.ts';
import type { ItemFigures } from './item-figures.ts';
import { intervalOf, varianceOf } from './intervals.ts';
import { fitMixtureWeight } from './mixture-weight.ts';
import type { Random } from './random.ts';
import { raterScores } from './rater-curve.ts';
import type { FoldPrior, RaterCurve } from './rater-curve.ts';
import { fewRaters } from './rater-spread.ts';
import type { RaterSpread } from './rater-spread.ts';
import type { Over } from './report.ts';

/** Scores nearer than this are the same: a model that adds nothing has the marginal's score but for rounding. */
const SAME = 1e-9;

/** How many raters a model stands for when a further rater's votes are to be foretold. */
export interface Worth {
  /** First k at which k raters predict as well as the model, between whole numbers by interpolation, 0 to the curve's end. */
  readonly k: number;
  readonly lo: number;
  readonly hi: number;
  readonly over: Over;
  /** `<`: worth nothing, the marginal does as well; `>`: worth more than the curve can show. */
  readonly bound: '<' | '>' | null;
  /** Mean log2 score of a held-out rater's votes from k others and from the model, over items with at least k + 1 raters. */
  readonly curve: { k: number; items: number; people: number; model: number }[];
}

/** What {@link worthInRaters} starts from. */
export interface WorthInputs {
  readonly votes: Votes;
  readonly figures: ItemFigures;
  /** Those of the curve, all with a prediction. */
  readonly items: Uint32Array;
  readonly fold: Uint8Array;
}

/**
 * Scores the votes on each item, Σ_c p_c log2(·), by (1 - λ) q + λ marginal, and finds where the raters' curve reaches that. λ and the
 * marginal are learnt from the other folds; q and the marginal are floored at 1e-6. Where raters are few, the interval is no
 * narrower than the delete-one-rater jackknife (Tukey 1958) has it, with priors and λ as they are.
 * @param resampling the stream that the curve was resampled by
 * @param random of the orders of raters, where some chose several labels
 */
export function worthInRaters(
  curve: RaterCurve,
  inputs: WorthInputs,
  options: { readonly draws: number; readonly resamples: number },
  resampling: Random,
  random: Random,
): Worth {
  const { points } = curve;
  const { items } = inputs;
  const mixture = fitMixture(inputs, curve.priors);
  const own = Float64Array.from(items, (item, place) =>
    mixture.score(inputs.figures.human, item * inputs.figures.labels, place),
  );
  const owns = points.map(({ reached }) => own.map((score, place) => reached[place] * score));
  const sums = owns.map((column) => column.reduce((sum, score) => sum + score, 0));
  const { k, bound } = firstCrossing(
    differences(
      (at) => points[at].sum,
      (at) => sums[at],
      (at) => points[at].items,
      points.length,
    ),
  );
  const resampled = new Float64Array(options.resamples);
  const drawnSums = new Float64Array(points.length);
  forEachResample(items.length, options.resamples, resampling, (drawn, resample) => {
    for (const [at, { items: count }] of points.entries()) {
      // Fewer items have more raters: where as many have, they are the same.
      drawnSums[at] = at > 0 && count === points[at - 1].items ? drawnSums[at - 1] : sumOver(drawn, owns[at]);
    }
    resampled[resample] = firstCrossing(
      differences(
        (at) => points[at].resampledSum[resample],
        (at) => drawnSums[at],
        (at) => points[at].resampledItems[resample],
        points.length,
      ),
    ).k;
  });
  const spread = fewRaters(inputs.votes)
    ? spreadOf(withoutEachRater(curve, inputs, own, mixture, options.draws, random), varianceOf(resampled))
    : null;
  const { lo, hi, over } = intervalOf(k, resampled, spread);
  const within = (value: number) => Math.min(Math.max(value, 0), points.length - 1);
  return {
    k,
    lo: within(lo!),
    hi: within(hi!),
    over,
    bound,
    curve: points.map(({ items: count, sum }, at) => ({
      k: at,
      items: count,
      people: sum / count,
      model: sums[at] / count,
    })),
  };
}

/** Means of (raters - model) for k = 0, 1, ..., as far as there are items. */
function differences(
  people: (k: number) => number,
  model: (k: number) => number,
  count: (k: number) => number,
  most: number,
): number[] {
  const means: number[] = [];
  for (let k = 0; k < most && count(k) > 0; k++) means.push((people(k) - model(k)) / count(k));
  return means;
}

/** k with each rater's votes left out in turn: what the rater had a part in is scored anew. */
function withoutEachRater(
  { points, priors }: RaterCurve,
  { votes, figures, items, fold }: WorthInputs,
  own: Float64Array,
  mixture: Mixture,
  draws: number,
  random: Random,
): number[] {
  const { labels } = figures;
  const scores = new Float64Array(points.length);
  return votes.raterIds!.map((_, rater) => {
    const others = withoutRaters(votes, [rater]);
    const people = { labels, human: humanDistributions(others, labels), raters: ratersPerItem(others) };
    const count = points.map((point) => point.items);
    const sum = points.map((point) => point.sum);
    const models = points.map(({ reached }) =>
      reached.reduce((all, one, place) => all + one * own[place], 0),
    );
    for (const [place, item] of items.entries()) {
      const n = people.raters[item];
      if (n === figures.raters[item]) continue;
      const reach = n < 2 ? 0 : Math.min(n, points.length);
      if (reach > 0) raterScores(others, people, item, priors[fold[item]], scores, reach, draws, random);
      const score = reach > 0 ? mixture.score(people.human, item * labels, place) : 0;
      for (const [k, { reached, scored }] of points.entries()) {
        if (reached[place] === 0) continue;
        sum[k] -= scored[place];
        models[k] -= own[place];
        if (k < reach) {
          sum[k] += scores[k];
          models[k] += score;
        } else count[k]--;
      }
    }
    return firstCrossing(
      differences(
        (k) => sum[k],
        (k) => models[k],
        (k) => count[k],
        points.length,
      ),
    ).k;
  });
}

/** What the jackknife's variance adds to that over items, which holds what differs from vote to vote already. */
function spreadOf(without: readonly number[], itemVariance: number): RaterSpread {
  const count = without.length;
  const mean = without.reduce((sum, k) => sum + k, 0) / count;
  const squares = without.reduce((sum, k) => sum + (k - mean) ** 2, 0);
  return { variance: Math.max(((count - 1) / count) * squares - itemVariance, 0), degrees: count - 1 };
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

/** A model mixed with the marginal, fold by fold. */
interface Mixture {
  /** Σ_c p_c log2 of the mixture for the item at `place`, p the row of people's shares from `at`. */
  score(human: Float64Array, at: number, place: number): number;
}

/** Mixes the model with the marginal as is best for the other folds. */
function fitMixture({ figures, items, fold }: WorthInputs, priors: readonly FoldPrior[]): Mixture {
  const { labels, human, used } = figures;
  const chosen = chosenLabels({ human, labels }, items);
  const own = chosenShares(used, labels, items, chosen);
  const folds = items.map((item) => fold[item]);
  const lambdas = priors.map(({ marginal }, out) => fitMarginalWeight(chosen, own, folds, out, marginal));
  return {
    score(people, from, place) {
      const { marginal } = priors[folds[place]];
      const lambda = lambdas[folds[place]];
      let score = 0;
      for (let at = chosen.start[place]; at < chosen.start[place + 1]; at++) {
        const share = people[from + chosen.label[at]];
        if (share > 0)
          score += share * Math.log2((1 - lambda) * own[at] + lambda * marginal[chosen.label[at]]);
      }
      return score;
    },
  };
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

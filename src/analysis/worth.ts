import type { Votes } from '../judgments/votes.ts';
import { forEachResample, percentileInterval } from './bootstrap.ts';
import { fitPriorStrength } from './dirichlet-multinomial.ts';
import { PROBABILITY_FLOOR } from './divergence.ts';
import type { ItemFigures } from './item-figures.ts';
import { fitMixtureWeight } from './mixture-weight.ts';
import type { Random } from './random.ts';
import { foldMarginals } from './reference-annotators.ts';

/** Items that must have a number of raters before the curve goes as far. */
const ENOUGH_ITEMS = 50;

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
 * Scores the held-out rater's votes Σ_c v_c log2(·) by (a) (1 - λ) q + λ marginal and (b) the posterior mean of k other raters
 * under a prior α·marginal. λ, α and the marginal are learnt from the other folds; q and the marginal are floored at 1e-6.
 * The score of (b) is averaged exactly over the held-out rater and the k others; over `draws` random orders of the raters where
 * any of an item's raters chose several labels.
 * @param items items with at least two raters and a prediction; at least one
 */
export function worthInRaters(
  votes: Votes,
  figures: ItemFigures,
  items: Uint32Array,
  fold: Uint8Array,
  folds: number,
  options: { draws: number; resamples: number },
  random: Random,
): Worth {
  const { raters } = figures;
  const most = mostRaters(raters, items);
  const differences = Array.from({ length: most }, () => new Float64Array(items.length));
  const reached = Array.from({ length: most }, () => new Float64Array(items.length));
  const people = new Float64Array(most);
  const model = new Float64Array(most);
  const scores = new Float64Array(most);
  const fits = fitFolds(figures, items, fold, folds);
  for (const [place, item] of items.entries()) {
    const fit = fits[fold[item]];
    const own = modelScore(figures, item, fit);
    const reach = Math.min(raters[item], most);
    raterScores(votes, figures, item, fit, scores, reach, options.draws, random);
    for (let k = 0; k < reach; k++) {
      reached[k][place] = 1;
      differences[k][place] = scores[k] - own;
      people[k] += scores[k];
      model[k] += own;
    }
  }
  const counts = reached.map(sum);
  const { k, bound } = firstCrossing(differences.map((column, k) => sum(column) / counts[k]));
  const resampled = new Float64Array(options.resamples);
  forEachResample(items.length, options.resamples, random, (drawn, resample) => {
    const means: number[] = [];
    for (let at = 0; at < most; at++) {
      const count = dot(drawn, reached[at]);
      if (count === 0) break;
      means.push(dot(drawn, differences[at]) / count);
    }
    resampled[resample] = firstCrossing(means).k;
  });
  return {
    k,
    ...percentileInterval(resampled),
    bound,
    curve: counts.map((count, at) => ({
      k: at,
      items: count,
      people: people[at] / count,
      model: model[at] / count,
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

/** The most raters that enough items have: {@link ENOUGH_ITEMS}, or half the items where those are fewer. */
function mostRaters(raters: Uint32Array, items: Uint32Array): number {
  const sorted = items.map((item) => raters[item]).sort();
  return sorted[sorted.length - Math.max(1, Math.min(ENOUGH_ITEMS, Math.floor(sorted.length / 2)))];
}

interface FoldFit {
  readonly marginal: Float64Array;
  /** Weight of the marginal in the model's answer. */
  readonly lambda: number;
  /** Strength of the raters' prior. */
  readonly alpha: number;
}

function fitFolds(figures: ItemFigures, items: Uint32Array, fold: Uint8Array, folds: number): FoldFit[] {
  const { labels, human, raters } = figures;
  const counts = human.map((share, at) => share * raters[Math.floor(at / labels)]);
  return foldMarginals(figures, items, fold, folds).map((shares, out) => {
    const marginal = floored(shares, 0, labels);
    const others = items.filter((item) => fold[item] !== out);
    const training = others.length > 0 ? others : items;
    return {
      marginal,
      lambda: fitMarginalWeight(figures, training, marginal),
      alpha: fitPriorStrength(counts, labels, training, marginal),
    };
  });
}

function fitMarginalWeight(figures: ItemFigures, training: Uint32Array, marginal: Float64Array): number {
  const { labels, human, model } = figures;
  const weights: number[] = [];
  const own: number[] = [];
  const shared: number[] = [];
  for (const item of training) {
    const q = floored(model, item * labels, labels);
    for (let c = 0; c < labels; c++) {
      if (human[item * labels + c] === 0) continue;
      weights.push(human[item * labels + c]);
      own.push(q[c]);
      shared.push(marginal[c]);
    }
  }
  return fitMixtureWeight(weights, own, shared);
}

function modelScore(
  { labels, human, model }: ItemFigures,
  item: number,
  { lambda, marginal }: FoldFit,
): number {
  const q = floored(model, item * labels, labels);
  let score = 0;
  for (let c = 0; c < labels; c++) {
    const share = human[item * labels + c];
    if (share > 0) score += share * Math.log2((1 - lambda) * q[c] + lambda * marginal[c]);
  }
  return score;
}

/** Mean score of a held-out rater of the item from k others, for k = 0 to `reach` - 1, written to `scores`. */
function raterScores(
  votes: Votes,
  { labels, human, raters }: ItemFigures,
  item: number,
  { alpha, marginal }: FoldFit,
  scores: Float64Array,
  reach: number,
  draws: number,
  random: Random,
): void {
  const n = raters[item];
  const from = votes.voteStart[item];
  scores.fill(0);
  if (votes.labelStart[from + n] - votes.labelStart[from] > n) {
    drawnRaterScores(votes, from, n, alpha, marginal, scores, reach, draws, random);
    scores[0] = marginalScore(human, item * labels, marginal);
    return;
  }
  for (let c = 0; c < labels; c++) {
    const chosen = Math.round(human[item * labels + c] * n);
    if (chosen === 0) continue;
    for (let k = 0; k < reach; k++) {
      // x of the k others chose c too: hypergeometric, from n - 1 others of whom chosen - 1 did.
      for (let x = Math.max(0, k - (n - chosen)); x <= Math.min(k, chosen - 1); x++) {
        const chance = (choose(chosen - 1, x) * choose(n - chosen, k - x)) / choose(n - 1, k);
        scores[k] += (chosen / n) * chance * Math.log2((alpha * marginal[c] + x) / (alpha + k));
      }
    }
  }
}

/** Mean score of a rater's votes by the marginal alone. */
function marginalScore(human: Float64Array, at: number, marginal: Float64Array): number {
  let score = 0;
  for (let c = 0; c < marginal.length; c++) {
    if (human[at + c] > 0) score += human[at + c] * Math.log2(marginal[c]);
  }
  return score;
}

function drawnRaterScores(
  votes: Votes,
  from: number,
  n: number,
  alpha: number,
  marginal: Float64Array,
  scores: Float64Array,
  reach: number,
  draws: number,
  random: Random,
): void {
  const order = Uint32Array.from({ length: n }, (_, rater) => from + rater);
  const others = new Float64Array(marginal.length);
  for (let draw = 0; draw < draws; draw++) {
    // Every rater is held out in turn; only the order of the others is left to chance.
    const held = order.indexOf(from + (draw % n));
    order[held] = order[0];
    order[0] = from + (draw % n);
    random.shuffle(order.subarray(1));
    others.fill(0);
    const start = votes.labelStart[order[0]];
    const end = votes.labelStart[order[0] + 1];
    for (let k = 0; k < reach; k++) {
      if (k > 0) {
        const first = votes.labelStart[order[k]];
        const last = votes.labelStart[order[k] + 1];
        for (let at = first; at < last; at++) others[votes.labels[at]] += 1 / (last - first);
      }
      for (let at = start; at < end; at++) {
        const c = votes.labels[at];
        scores[k] += Math.log2((alpha * marginal[c] + others[c]) / (alpha + k)) / ((end - start) * draws);
      }
    }
  }
}

function floored(row: Float64Array, at: number, size: number): Float64Array {
  const out = row.slice(at, at + size).map((share) => Math.max(share, PROBABILITY_FLOOR));
  const total = sum(out);
  return out.map((share) => share / total);
}

/** Number of ways to choose k of n. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let step = 1; step <= k; step++) ways = (ways * (n - k + step)) / step;
  return ways;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function dot(drawn: Uint16Array, column: Float64Array): number {
  let total = 0;
  for (let row = 0; row < column.length; row++) total += drawn[row] * column[row];
  return total;
}

import type { Votes } from '../judgments/votes.ts';
import { forEachResample, sumOver } from './bootstrap.ts';
import { fitPriorStrength, LEAST_STRENGTH, MOST_STRENGTH } from './dirichlet-multinomial.ts';
import { flooredRow } from './divergence.ts';
import type { ItemPeople } from './item-people.ts';
import { minimise } from './minimise.ts';
import type { Random } from './random.ts';
import { foldMarginals } from './reference-annotators.ts';

/** Items that must have a number of raters before the curve goes as far. */
const ENOUGH_ITEMS = 50;
/** Items and random orders of each item's raters that prior strengths are fitted by where raters choose several labels. */
const MOST_FITTED_ITEMS = 3000;
const FITTED_ORDERS = 12;

/** How well k of an item's raters predict the votes of one more, for k = 0, 1, ...: what any model is measured by. */
export interface RaterCurve {
  /** What each fold's items are foretold by: learnt from the other folds. */
  readonly priors: readonly FoldPrior[];
  readonly points: readonly CurvePoint[];
}

/** k raters, over the items with at least k + 1. */
export interface CurvePoint {
  /** 1 for those items. */
  readonly reached: Float64Array;
  readonly items: number;
  /** Sum over them of the mean log2 score of a held-out rater's votes. */
  readonly sum: number;
  /** `items` and `sum` in each resample of all items. */
  readonly resampledItems: Float64Array;
  readonly resampledSum: Float64Array;
  /** Each item's part of `sum`. */
  readonly scored: Float64Array;
}

export interface FoldPrior {
  /** Floored at 1e-6. */
  readonly marginal: Float64Array;
  /** Strength of the prior of k raters, by k; of none it is not asked. */
  readonly alphas: Float64Array;
}

/**
 * Scores a held-out rater's votes Σ_c v_c log2(·) by the posterior mean of k other raters under a prior α·marginal, exactly over
 * the held-out rater and the k others; over `draws` random orders of the raters where any of an item's raters chose several labels.
 * @param items items with at least two raters; at least one
 * @param resampling stream of the resamples, which a model must be resampled by too
 */
export function raterCurve(
  votes: Votes,
  people: ItemPeople,
  items: Uint32Array,
  fold: Uint8Array,
  folds: number,
  options: { draws: number; resamples: number },
  random: Random,
  resampling: Random,
): RaterCurve {
  const { raters } = people;
  const most = mostRaters(raters, items);
  const column = (length: number) => Array.from({ length: most }, () => new Float64Array(length));
  const reached = column(items.length);
  const scored = column(items.length);
  const scores = new Float64Array(most);
  const priors = fitPriors(votes, people, items, fold, folds, most, random);
  for (const [place, item] of items.entries()) {
    const reach = Math.min(raters[item], most);
    raterScores(votes, people, item, priors[fold[item]], scores, reach, options.draws, random);
    for (let k = 0; k < reach; k++) {
      reached[k][place] = 1;
      scored[k][place] = scores[k];
    }
  }
  const resampledItems = column(options.resamples);
  const resampledSum = column(options.resamples);
  const counts = reached.map(total);
  forEachResample(items.length, options.resamples, resampling, (drawn, resample) => {
    for (let k = 0; k < most; k++) {
      // Fewer items have more raters: where as many have, they are the same.
      resampledItems[k][resample] =
        k > 0 && counts[k] === counts[k - 1] ? resampledItems[k - 1][resample] : sumOver(drawn, reached[k]);
      resampledSum[k][resample] = sumOver(drawn, scored[k]);
    }
  });
  const points = counts.map((count, k) => ({
    reached: reached[k],
    items: count,
    sum: total(scored[k]),
    scored: scored[k],
    resampledItems: resampledItems[k],
    resampledSum: resampledSum[k],
  }));
  return { priors, points };
}

/** The most raters that enough items have: {@link ENOUGH_ITEMS}, or half the items where those are fewer. */
function mostRaters(raters: Uint32Array, items: Uint32Array): number {
  const sorted = items.map((item) => raters[item]).sort();
  return sorted[sorted.length - Math.max(1, Math.min(ENOUGH_ITEMS, Math.floor(sorted.length / 2)))];
}

function fitPriors(
  votes: Votes,
  people: ItemPeople,
  items: Uint32Array,
  fold: Uint8Array,
  folds: number,
  most: number,
  random: Random,
): FoldPrior[] {
  const { labels, human, raters } = people;
  const several = items.some((item) => severalLabels(votes, item));
  const counts = human.map((share, at) => share * raters[Math.floor(at / labels)]);
  return foldMarginals(people, items, fold, folds).map((shares, out) => {
    const marginal = flooredRow(shares, 0, labels);
    const others = othersOf(items, fold, out);
    if (several) return { marginal, alphas: strengthsByScore(votes, people, others, marginal, most, random) };
    const alpha = fitPriorStrength(counts, labels, others, marginal);
    return { marginal, alphas: new Float64Array(most).fill(alpha) };
  });
}

/** Whether any rater of the item chose several labels. */
function severalLabels({ voteStart, labelStart }: Votes, item: number): boolean {
  const from = voteStart[item];
  const to = voteStart[item + 1];
  return labelStart[to] - labelStart[from] > to - from;
}

/**
 * The strength α for each k with the best mean score of a held-out rater's votes. Where raters choose several labels there is no
 * likelihood of counts: half a vote is not half a draw, and a Dirichlet-multinomial takes raters for twice as alike as they are.
 */
function strengthsByScore(
  votes: Votes,
  { raters }: ItemPeople,
  items: Uint32Array,
  marginal: Float64Array,
  most: number,
  random: Random,
): Float64Array {
  const weight = Array.from({ length: most }, (): number[] => []);
  const prior = Array.from({ length: most }, (): number[] => []);
  const given = Array.from({ length: most }, (): number[] => []);
  const step = Math.max(1, Math.floor(items.length / MOST_FITTED_ITEMS));
  for (let place = 0; place < items.length; place += step) {
    const item = items[place];
    const reach = Math.min(raters[item], most);
    forEachOrder(votes, item, marginal.length, FITTED_ORDERS, reach, random, (k, c, share, others) => {
      weight[k].push(share);
      prior[k].push(marginal[c]);
      given[k].push(others);
    });
  }
  return Float64Array.from({ length: most }, (_, k) => {
    if (k === 0) return 1;
    const minusScore = (alpha: number) => {
      let sum = 0;
      for (let at = 0; at < weight[k].length; at++)
        sum -= weight[k][at] * Math.log((alpha * prior[k][at] + given[k][at]) / (alpha + k));
      return sum;
    };
    return Math.exp(
      minimise((log) => minusScore(Math.exp(log)), Math.log(LEAST_STRENGTH), Math.log(MOST_STRENGTH), 1e-5),
    );
  });
}

/** The items of the other folds; all if there are none. */
export function othersOf(items: Uint32Array, fold: Uint8Array, out: number): Uint32Array {
  const others = items.filter((item) => fold[item] !== out);
  return others.length > 0 ? others : items;
}

/** Mean score of a held-out rater of the item from k others, for k = 0 to `reach` - 1, written to `scores`. */
export function raterScores(
  votes: Votes,
  { labels, human, raters }: Pick<ItemPeople, 'labels' | 'human' | 'raters'>,
  item: number,
  { alphas, marginal }: FoldPrior,
  scores: Float64Array,
  reach: number,
  draws: number,
  random: Random,
): void {
  const n = raters[item];
  scores.fill(0);
  if (severalLabels(votes, item)) {
    forEachOrder(votes, item, labels, draws, reach, random, (k, c, share, others) => {
      scores[k] += (share / draws) * Math.log2((alphas[k] * marginal[c] + others) / (alphas[k] + k));
    });
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
        scores[k] += (chosen / n) * chance * Math.log2((alphas[k] * marginal[c] + x) / (alphas[k] + k));
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

/**
 * Holds out the raters of an item in turn, `draws` times in all, and goes through the others in random order.
 * @param use called for every k under `reach` and every label c of the held-out rater's vote, with the label's share of the vote and
 *   how much k others gave it
 */
function forEachOrder(
  { voteStart, labelStart, labels }: Votes,
  item: number,
  size: number,
  draws: number,
  reach: number,
  random: Random,
  use: (k: number, c: number, share: number, others: number) => void,
): void {
  const from = voteStart[item];
  const n = voteStart[item + 1] - from;
  const order = Uint32Array.from({ length: n }, (_, rater) => from + rater);
  const others = new Float64Array(size);
  for (let draw = 0; draw < draws; draw++) {
    // Every rater is held out in turn; only the order of the others is left to chance.
    const held = order.indexOf(from + (draw % n));
    order[held] = order[0];
    order[0] = from + (draw % n);
    random.shuffle(order.subarray(1));
    others.fill(0);
    const start = labelStart[order[0]];
    const end = labelStart[order[0] + 1];
    for (let k = 0; k < reach; k++) {
      if (k > 0) {
        const first = labelStart[order[k]];
        const last = labelStart[order[k] + 1];
        for (let at = first; at < last; at++) others[labels[at]] += 1 / (last - first);
      }
      for (let at = start; at < end; at++) use(k, labels[at], 1 / (end - start), others[labels[at]]);
    }
  }
}

/** Number of ways to choose k of n. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let step = 1; step <= k; step++) ways = (ways * (n - k + step)) / step;
  return ways;
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

import type { LabelledAnswers } from '../judgments/dataset.ts';
import { altTestOf, nearestPoint, PASSING_RATE, RaterTallies } from './alt-test.ts';
import { quantile } from './bootstrap.ts';
import { categoriesOf } from './categories.ts';
import { flooredRow, wasserstein } from './divergence.ts';
import type { ItemFigures } from './item-figures.ts';
import { meanOf } from './intervals.ts';
import type { Random } from './random.ts';
import { RightVotes } from './right-votes.ts';
import { topLabels } from './top-labels.ts';

/** Mean and central 95% over the draws. */
export interface CeilingValue {
  readonly mean: number;
  readonly lo: number;
  readonly hi: number;
}

/** What an exactly right model would get; `null` where a figure cannot be had. */
export interface Ceiling {
  readonly top1: CeilingValue;
  readonly macroF1: CeilingValue;
  readonly crossEntropy: CeilingValue;
  readonly tvd: CeilingValue;
  readonly emd: CeilingValue | null;
  /** By category; `null` where a column is constant in a draw. */
  readonly pearson: readonly (CeilingValue | null)[];
  readonly altTest: {
    readonly advantageProbability: CeilingValue;
    readonly winningRate: CeilingValue;
    /** Share of the draws that pass; `null` with too few raters. */
    readonly passes: number | null;
  } | null;
}

/** An answer as the figures take it, found once where it is the same in every draw. */
interface Answer {
  readonly top: readonly number[];
  /** log2 of the floored probabilities. */
  readonly bits: Float64Array;
  /** Share of each category. */
  readonly shares: Float64Array;
  /** Place of the scale's nearest point; -1 without a scale. */
  readonly nearest: number;
}

/**
 * Draws people's votes, and samples where the answers were sampled, as they would be if the model were exactly right
 * ({@link RightVotes}), and finds the figures of each draw.
 * @param items answered items with a vote; at least one
 */
export function ceilingOf(
  { question, votes }: LabelledAnswers,
  figures: ItemFigures,
  items: Uint32Array,
  draws: number,
  epsilon: number,
  random: Random,
): Ceiling {
  const { labels } = figures;
  const categories = categoriesOf(question);
  const home = homesOf(categories, labels);
  const column = () => new Float64Array(draws);
  const top1 = column();
  const crossEntropy = column();
  const tvd = column();
  const emd = column();
  const actual = new Float64Array(draws * labels);
  const predicted = new Float64Array(draws * labels);
  const both = new Float64Array(draws * labels);
  const moments = categories.map(() => ({
    p: column(),
    pp: column(),
    pq: column(),
    q: column(),
    qq: column(),
  }));
  const tallies = votes.raters
    ? Array.from({ length: draws }, () => new RaterTallies(question, votes))
    : null;
  const right = new RightVotes(votes, figures, items, random);
  /** Σ q and Σ q² over the items whose answer is the same in every draw. */
  const ofModel = categories.map(() => ({ q: 0, qq: 0 }));
  const ofCategory = new Float64Array(categories.length);
  const points = question.kind === 'ordinal' ? question.points : null;
  const answerOf = (model: Float64Array, used: Float64Array, at: number): Answer => {
    const shares = new Float64Array(categories.length);
    for (let c = 0; c < labels; c++) if (home[c] >= 0) shares[home[c]] += used[at + c];
    return {
      top: topLabels(model, at, labels),
      bits: flooredRow(used, at, labels).map(Math.log2),
      shares,
      nearest: points ? nearestPoint(model, at, points) : -1,
    };
  };
  for (const item of items) {
    right.choose(item);
    const fixed = right.sampled ? null : answerOf(figures.model, figures.used, item * labels);
    for (const [index, sums] of fixed ? ofModel.entries() : []) {
      sums.q += fixed!.shares[index];
      sums.qq += fixed!.shares[index] ** 2;
    }
    for (let draw = 0; draw < draws; draw++) {
      right.draw();
      const { shares: p, touched, support, model, used, modelAt } = right;
      const answer = fixed ?? answerOf(model, used, modelAt);
      let most = 0;
      for (let at = 0; at < support; at++) if (p[touched[at]] > most) most = p[touched[at]];
      let cross = 0;
      let distance = 0.5;
      for (let at = 0; at < support; at++) {
        const c = touched[at];
        const share = p[c];
        cross -= share * answer.bits[c];
        distance += (Math.abs(share - model[modelAt + c]) - model[modelAt + c]) / 2;
        if (share >= most - TIE) actual[draw * labels + c]++;
        if (home[c] >= 0) ofCategory[home[c]] += share;
      }
      for (const c of answer.top) {
        predicted[draw * labels + c] += 1 / answer.top.length;
        if (p[c] < most - TIE) continue;
        both[draw * labels + c] += 1 / answer.top.length;
        top1[draw] += 1 / answer.top.length;
      }
      crossEntropy[draw] += cross;
      tvd[draw] += distance;
      if (points) emd[draw] += wasserstein(p, 0, model, modelAt, points);
      for (let at = 0; at < support; at++) {
        const index = home[touched[at]];
        const share = index < 0 ? 0 : ofCategory[index];
        if (share === 0) continue;
        const moment = moments[index];
        moment.p[draw] += share;
        moment.pp[draw] += share * share;
        moment.pq[draw] += share * answer.shares[index];
        ofCategory[index] = 0;
      }
      for (const [index, { q, qq }] of fixed ? [] : moments.entries()) {
        q[draw] += answer.shares[index];
        qq[draw] += answer.shares[index] ** 2;
      }
      tallies?.[draw].add(item, right.sets, points ? [answer.nearest] : answer.top);
    }
  }
  const count = items.length;
  const macroF1 = column();
  for (let draw = 0; draw < draws; draw++)
    macroF1[draw] = f1Of(draw * labels, labels, actual, predicted, both);
  const tests = tallies?.map((one) => altTestOf(one, epsilon)) ?? [];
  const tested = tests.length > 0 && tests.every((test) => test !== null) ? tests : null;
  return {
    top1: centralOf(top1.map((sum) => sum / count)),
    macroF1: centralOf(macroF1),
    crossEntropy: centralOf(crossEntropy.map((sum) => sum / count)),
    tvd: centralOf(tvd.map((sum) => sum / count)),
    emd: points ? centralOf(emd.map((sum) => sum / count)) : null,
    pearson: moments.map(({ p, pp, pq, q, qq }, index) => {
      const values = p.map((_, draw) => {
        const sum = q[draw] + ofModel[index].q;
        const squares = qq[draw] + ofModel[index].qq;
        const ofP = pp[draw] - (p[draw] * p[draw]) / count;
        const ofQ = squares - (sum * sum) / count;
        if (ofP <= 1e-12 * pp[draw] || ofQ <= 1e-12 * squares) return NaN;
        return (pq[draw] - (p[draw] * sum) / count) / Math.sqrt(ofP * ofQ);
      });
      return values.every(Number.isFinite) ? centralOf(values) : null;
    }),
    altTest: tested && {
      advantageProbability: centralOf(Float64Array.from(tested, (test) => test.advantageProbability)),
      winningRate: centralOf(Float64Array.from(tested, (test) => test.winningRate)),
      passes:
        tested[0].passes === null
          ? null
          : meanOf(Float64Array.from(tested, (test) => (test.winningRate >= PASSING_RATE ? 1 : 0))),
    },
  };
}

/** Shares this close are equal. */
const TIE = 1e-9;

function homesOf(categories: readonly { readonly members: readonly number[] }[], labels: number): Int32Array {
  const home = new Int32Array(labels).fill(-1);
  for (const [index, { members }] of categories.entries()) for (const c of members) home[c] = index;
  return home;
}

function f1Of(
  from: number,
  labels: number,
  actual: Float64Array,
  predicted: Float64Array,
  both: Float64Array,
): number {
  let sum = 0;
  let everTrue = 0;
  for (let c = from; c < from + labels; c++) {
    if (actual[c] === 0) continue;
    everTrue++;
    sum += (2 * both[c]) / (predicted[c] + actual[c]);
  }
  return sum / everTrue;
}

function centralOf(values: Float64Array): CeilingValue {
  const sorted = values.slice().sort();
  return { mean: meanOf(values), lo: quantile(sorted, 0.025), hi: quantile(sorted, 0.975) };
}

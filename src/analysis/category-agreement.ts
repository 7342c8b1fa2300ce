import type { Votes } from '../judgments/votes.ts';
import { forEachResample } from './bootstrap.ts';
import { categoryShares } from './categories.ts';
import type { Category } from './categories.ts';
import type { ItemPeople } from './item-people.ts';
import { normalQuantile } from './quantiles.ts';
import type { Random } from './random.ts';

/** Reliability at or under which people do not agree on a category enough to be agreed with. */
export const LEAST_RELIABILITY = 0.05;
/** Share of resamples without a value above which an interval would leave out too much. */
const MOST_UNDEFINED = 0.05;
/** Correlation past which Fisher's z is no more than noise's. */
const MOST_CORRELATION = 0.9999;

/** How well a model follows what people agree on in one category. */
export interface CategoryAgreement {
  /**
   * rel_c = 1 - mean_i(s²_i / n_i) / Var_i(p_i), s²_i the sample variance of an item's votes for c: the share of the variance of p
   * that is not the raters' sampling, whatever their numbers; `null` with one rater per item or a constant category.
   */
  readonly reliability: number | null;
  /** Pearson / √rel_c; `null` where that is at most {@link LEAST_RELIABILITY} or a column is constant. Noise can carry it past 1. */
  readonly agreement: number | null;
  /**
   * By normal quantiles of the bootstrap standard error of Fisher's z, reliability resampled with it; `null` where 5 % of the
   * resamples have no value. Quantiles far out, as intervals for many categories together need, are not among the resamples.
   */
  readonly interval: { lo: number; hi: number } | null;
}

/** What people said of every category over chosen items, as it is and in every resample of them; the same for every model. */
export interface CategoryVotes {
  readonly items: Uint32Array;
  readonly categories: readonly CategoryPeople[];
}

/** One category's votes. */
interface CategoryPeople {
  /** Places of the items where any rater chose it, and p_ic there. */
  readonly chosen: Uint32Array;
  readonly shares: Float64Array;
  readonly observed: PeopleSums;
  readonly resampled: readonly PeopleSums[];
}

interface PeopleSums {
  /** Σ p, and Σ (p - mean)²: 0 where p is constant. */
  readonly p: number;
  readonly variance: number;
  readonly reliability: number | null;
}

/** @param random stream of the resamples, which a model must be resampled by too */
export function categoryVotes(
  votes: Votes,
  people: ItemPeople,
  items: Uint32Array,
  categories: readonly Category[],
  resamples: number,
  random: Random,
): CategoryVotes {
  const noise = samplingNoise(votes, people, items, categories);
  const columns = categories.map((category, index) => {
    const all = categoryShares(people.human, people.labels, items, category);
    const chosen = Uint32Array.from([...all.keys()].filter((place) => all[place] > 0));
    const shares = Float64Array.from(chosen, (place) => all[place]);
    const ofChosen = noise && Float64Array.from(chosen, (place) => noise[index][place]);
    return new VoteColumns(chosen, shares, ofChosen);
  });
  const once = new Uint16Array(items.length).fill(1);
  const observed = columns.map((column) => column.sums(once));
  const resampled = columns.map((): PeopleSums[] => []);
  forEachResample(items.length, resamples, random, (drawn) => {
    for (const [index, column] of columns.entries()) resampled[index].push(column.sums(drawn));
  });
  return {
    items,
    categories: columns.map(({ chosen, shares }, index) => ({
      chosen,
      shares,
      observed: observed[index],
      resampled: resampled[index],
    })),
  };
}

/**
 * s²/n of every category and item: what few raters add to the variance of p. An item with one rater, where such are let in, is
 * given the mean s² of the others; `null` where none has two.
 */
function samplingNoise(
  votes: Votes,
  { raters, human, labels }: ItemPeople,
  items: Uint32Array,
  categories: readonly Category[],
): Float64Array[] | null {
  const paired = [...items.keys()].filter((place) => raters[items[place]] > 1);
  if (paired.length === 0) return null;
  const squares = ownSquares(votes, labels, items, categories);
  return categories.map((category, index) => {
    const shares = categoryShares(human, labels, items, category);
    const variance = new Float64Array(items.length);
    let sum = 0;
    for (const place of paired) {
      const n = raters[items[place]];
      const spread = (squares[index][place] - n * shares[place] * shares[place]) / (n - 1);
      variance[place] = spread;
      sum += spread;
    }
    return variance.map((spread, place) => {
      const n = raters[items[place]];
      return n > 1 ? spread / n : sum / paired.length;
    });
  });
}

/** Σ_r v_rc² of every category and item. */
function ownSquares(
  votes: Votes,
  labels: number,
  items: Uint32Array,
  categories: readonly Category[],
): Float64Array[] {
  const home = new Int32Array(labels).fill(-1);
  for (const [index, { members }] of categories.entries()) for (const c of members) home[c] = index;
  const squares = categories.map(() => new Float64Array(items.length));
  const weights = new Float64Array(categories.length);
  for (const [place, item] of items.entries()) {
    for (let vote = votes.voteStart[item]; vote < votes.voteStart[item + 1]; vote++) {
      const start = votes.labelStart[vote];
      const end = votes.labelStart[vote + 1];
      for (let at = start; at < end; at++) {
        const index = home[votes.labels[at]];
        if (index >= 0) weights[index] += 1 / (end - start);
      }
      for (let at = start; at < end; at++) {
        const index = home[votes.labels[at]];
        if (index < 0 || weights[index] === 0) continue;
        squares[index][place] += weights[index] ** 2;
        weights[index] = 0;
      }
    }
  }
  return squares;
}

/** One category's votes in columns over the items where any rater chose it: elsewhere they add nothing. */
class VoteColumns {
  constructor(
    readonly chosen: Uint32Array,
    readonly shares: Float64Array,
    private readonly noise: Float64Array | null,
  ) {}

  sums(drawn: Uint16Array): PeopleSums {
    const { chosen, shares, noise } = this;
    const items = drawn.length;
    let p = 0;
    let pp = 0;
    let within = 0;
    for (let at = 0; at < chosen.length; at++) {
      const times = drawn[chosen[at]];
      const weighted = times * shares[at];
      p += weighted;
      pp += weighted * shares[at];
      if (noise) within += times * noise[at];
    }
    const spread = pp - (p * p) / items;
    const variance = spread <= 1e-12 * pp ? 0 : spread;
    const known = noise !== null && items > 1 && variance > 0;
    return { p, variance, reliability: known ? 1 - within / items / (variance / (items - 1)) : null };
  }
}

/**
 * Reliability and agreement of every category (disattenuation after Spearman 1904, the model being noiseless).
 * @param model each category's share of the model's distributions, over the same items
 * @param random the stream that the votes were resampled by
 */
export function categoryAgreement(
  { items, categories }: CategoryVotes,
  model: readonly Float64Array[],
  confidence: number,
  random: Random,
): CategoryAgreement[] {
  const columns = categories.map((people, index) => new ModelColumns(people, model[index]));
  const once = new Uint16Array(items.length).fill(1);
  const observed = categories.map((people, index) => columns[index].agreement(once, people.observed));
  const { resampled } = categories[0];
  const found = categories.map(() => new Float64Array(resampled.length).fill(NaN));
  const wanted = [...categories.keys()].filter((index) => observed[index] !== null);
  if (wanted.length > 0) {
    forEachResample(items.length, resampled.length, random, (drawn, resample) => {
      for (const index of wanted) {
        const agreement = columns[index].agreement(drawn, categories[index].resampled[resample]);
        if (agreement !== null) found[index][resample] = agreement;
      }
    });
  }
  return categories.map((people, index) => {
    const values = found[index].filter(Number.isFinite);
    const enough = observed[index] !== null && values.length >= (1 - MOST_UNDEFINED) * found[index].length;
    return {
      reliability: people.observed.reliability,
      agreement: observed[index],
      interval: enough
        ? fisherInterval(observed[index]!, people.observed.reliability!, values, confidence)
        : null,
    };
  });
}

/**
 * The interval of agreement by Fisher's z of the raw correlation that it would be at the observed reliability, which is under 1
 * where agreement itself need not be.
 */
function fisherInterval(
  agreement: number,
  reliability: number,
  resampled: Float64Array,
  confidence: number,
): { lo: number; hi: number } {
  const scale = Math.sqrt(reliability);
  const z = (value: number) =>
    Math.atanh(Math.min(Math.max(value * scale, -MOST_CORRELATION), MOST_CORRELATION));
  const values = resampled.map(z);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const reach = normalQuantile((1 + confidence) / 2) * Math.sqrt(variance);
  const at = (value: number) => Math.tanh(value) / scale;
  return { lo: at(z(agreement) - reach), hi: at(z(agreement) + reach) };
}

/** One category's share of the model's distributions, and its products with the people's where they have any. */
class ModelColumns {
  readonly #model: Float64Array;
  readonly #chosen: Uint32Array;
  readonly #products: Float64Array;

  constructor({ chosen, shares }: CategoryPeople, model: Float64Array) {
    this.#model = model;
    this.#chosen = chosen;
    this.#products = shares.map((share, at) => share * model[chosen[at]]);
  }

  /** Pearson / √reliability; `null` where there is none. */
  agreement(drawn: Uint16Array, { p, variance, reliability }: PeopleSums): number | null {
    if (reliability === null || reliability <= LEAST_RELIABILITY || variance === 0) return null;
    const { q, qq } = this.#moments(drawn);
    const items = drawn.length;
    const varianceOfModel = qq - (q * q) / items;
    if (varianceOfModel <= 1e-12 * qq) return null;
    let pq = 0;
    const chosen = this.#chosen;
    const products = this.#products;
    for (let at = 0; at < chosen.length; at++) pq += drawn[chosen[at]] * products[at];
    const pearson = (pq - (p * q) / items) / Math.sqrt(variance * varianceOfModel);
    return pearson / Math.sqrt(reliability);
  }

  /** Σ q and Σ q², each as two sums so that no addition waits for the one before it. */
  #moments(drawn: Uint16Array): { q: number; qq: number } {
    const model = this.#model;
    let q = 0;
    let other = 0;
    let qq = 0;
    let otherSquare = 0;
    const even = model.length - (model.length % 2);
    for (let place = 0; place < even; place += 2) {
      const first = drawn[place] * model[place];
      const second = drawn[place + 1] * model[place + 1];
      q += first;
      other += second;
      qq += first * model[place];
      otherSquare += second * model[place + 1];
    }
    if (even < model.length) {
      q += drawn[even] * model[even];
      qq += drawn[even] * model[even] * model[even];
    }
    return { q: q + other, qq: qq + otherSquare };
  }
}

import type { Votes } from '../judgments/votes.ts';
import { forEachResample } from './bootstrap.ts';
import { categoryShares } from './categories.ts';
import type { Category } from './categories.ts';
import type { ItemPeople } from './item-people.ts';
import { meanOf, varianceOf } from './intervals.ts';
import { normalQuantile, studentQuantile } from './quantiles.ts';
import type { Random } from './random.ts';
import { fewRaters, raterSpreads } from './rater-spread.ts';
import type { RaterSpread } from './rater-spread.ts';
import type { Over } from './report.ts';

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
   * By normal quantiles of the bootstrap standard error of Fisher's z, reliability resampled with it; `null` where 5% of the
   * resamples have no value. Quantiles far out, as intervals for many categories together need, are not among the resamples.
   */
  readonly interval: { lo: number; hi: number; over: Over } | null;
  /**
   * The unbiased squared gap of this category alone over the variance of what people truly hold of it, 1 - R²: 0 for an exactly
   * right model, 1 for one that knows no more than the right mean. Level and spread count, which a correlation does not see.
   */
  readonly unexplained: { mean: number; lo: number; hi: number } | null;
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
  /** Σ p², and Σ s²/n: 0 where it is not known. */
  readonly squares: number;
  readonly noise: number;
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
    return {
      p,
      variance,
      squares: pp,
      noise: within,
      reliability: known ? 1 - within / items / (variance / (items - 1)) : null,
    };
  }
}

/**
 * Reliability and agreement of every category (disattenuation after Spearman 1904, the model being noiseless).
 * @param model each category's share of the model's distributions, over the same items
 * @param random the stream that the votes were resampled by
 * @param spreads finds what few raters add to the variance of each category's Fisher's z; gives `null` if they are many or unknown
 */
export function categoryAgreement(
  { items, categories }: CategoryVotes,
  model: readonly Float64Array[],
  confidence: number,
  random: Random,
  spreads: (found: readonly (number | null)[]) => (RaterSpread | null)[] | null = () => null,
): CategoryAgreement[] {
  const columns = categories.map((people, index) => new ModelColumns(people, model[index]));
  const once = new Uint16Array(items.length).fill(1);
  const asIs = categories.map((people, index) => columns[index].figures(once, people.observed));
  const observed = asIs.map(({ agreement }) => agreement);
  const { resampled } = categories[0];
  const found = categories.map(() => new Float64Array(resampled.length).fill(NaN));
  const left = categories.map(() => new Float64Array(resampled.length).fill(NaN));
  const wanted = [...categories.keys()].filter((index) => observed[index] !== null);
  if (wanted.length > 0) {
    forEachResample(items.length, resampled.length, random, (drawn, resample) => {
      for (const index of wanted) {
        const people = categories[index].resampled[resample];
        const { agreement, unexplained } = columns[index].figures(drawn, people);
        found[index][resample] = agreement ?? NaN;
        left[index][resample] = unexplained ?? NaN;
      }
    });
  }
  const ofRaters = spreads(observed);
  return categories.map((people, index) => {
    const values = found[index].filter(Number.isFinite);
    const enough = observed[index] !== null && values.length >= (1 - MOST_UNDEFINED) * found[index].length;
    return {
      reliability: people.observed.reliability,
      agreement: observed[index],
      interval: enough
        ? fisherInterval(
            observed[index]!,
            people.observed.reliability!,
            values,
            confidence,
            ofRaters?.[index] ?? null,
          )
        : null,
      unexplained: enough
        ? unexplainedInterval(
            asIs[index].unexplained!,
            left[index].filter(Number.isFinite),
            confidence,
            ofRaters?.[categories.length + index] ?? null,
          )
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
  spread: RaterSpread | null,
): { lo: number; hi: number; over: Over } {
  const scale = Math.sqrt(reliability);
  const z = (value: number) =>
    Math.atanh(Math.min(Math.max(value * scale, -MOST_CORRELATION), MOST_CORRELATION));
  const reach = reachOf(varianceOf(resampled.map(z)), spread, confidence);
  const at = (value: number) => Math.tanh(value) / scale;
  return {
    lo: at(z(agreement) - reach),
    hi: at(z(agreement) + reach),
    over: spread === null ? 'items only' : 'items and raters',
  };
}

/** How far an interval reaches from a figure, given its variance over items and what few raters add to it. */
function reachOf(ofItems: number, spread: RaterSpread | null, confidence: number): number {
  const ofRaters = spread?.variance ?? 0;
  const variance = ofItems + ofRaters;
  const end = (1 + confidence) / 2;
  const quantile =
    ofRaters > 0 ? studentQuantile(end, (variance / ofRaters) ** 2 * spread!.degrees) : normalQuantile(end);
  return quantile * Math.sqrt(variance);
}

function unexplainedInterval(
  mean: number,
  resampled: Float64Array,
  confidence: number,
  spread: RaterSpread | null,
): { mean: number; lo: number; hi: number } {
  const reach = reachOf(varianceOf(resampled), spread, confidence);
  return { mean, lo: mean - reach, hi: mean + reach };
}

/**
 * What few raters add to the variance of Fisher's z of each category, to the first order in the moments that agreement is made of:
 * cov(p, q) / √(var(q) W), W the variance of p without the raters' sampling; after all of them the same of each unexplained share.
 * @param model each category's share of the model's distributions, over `items`
 * @param agreement of each category, as observed; `null` where there is none
 */
export function agreementSpreads(
  votes: Votes,
  people: ItemPeople,
  items: Uint32Array,
  categories: readonly Category[],
  model: readonly Float64Array[],
  agreement: readonly (number | null)[],
): (RaterSpread | null)[] | null {
  if (!fewRaters(votes)) return null;
  const { labels, human, raters } = people;
  const squares = ownSquares(votes, labels, items, categories);
  const moments = categories.map((category, index) => {
    const p = categoryShares(human, labels, items, category);
    const q = model[index];
    // p² without the raters' sampling; of one rater it is not known.
    const product = p.map((share, place) => {
      const n = raters[items[place]];
      return n < 2 ? share * share : (n * n * share * share - squares[index][place]) / (n * (n - 1));
    });
    const meanP = meanOf(p);
    const meanQ = meanOf(q);
    const w = meanOf(product) - meanP * meanP;
    const covariance = meanOf(p.map((share, place) => share * q[place])) - meanP * meanQ;
    const variance = meanOf(p.map((share) => share * share)) - meanP * meanP;
    const found = agreement[index];
    const reliability = w / variance;
    const r = Math.min((found ?? 0) * Math.sqrt(Math.max(reliability, 0)), MOST_CORRELATION);
    const scale = found === null ? NaN : r / (1 - r * r);
    const gap = meanOf(
      product.map((square, place) => square - 2 * p[place] * q[place] + q[place] * q[place]),
    );
    return { q, product, meanP, meanQ, w, covariance, scale, unexplained: gap / w };
  });
  const count = categories.length;
  return raterSpreads(
    votes,
    labels,
    items,
    2 * count,
    (_, { left, raters: n, human: others }, out, place) => {
      for (const [index, { members }] of categories.entries()) {
        const { q, product, meanP, meanQ, w, covariance, scale, unexplained } = moments[index];
        let share = 0;
        for (const c of members) share += others[c];
        let squared = product[place];
        if (n > 1) {
          const own = shareOfVote(votes, left, members);
          squared = (n * n * share * share - (squares[index][place] - own * own)) / (n * (n - 1));
        }
        const ofCovariance = (share * q[place] - meanQ * share) / covariance;
        const ofVariance = (squared - 2 * meanP * share) / (2 * w);
        out[index] = scale * (ofCovariance - ofVariance);
        out[count + index] =
          (squared - 2 * share * q[place] - unexplained * (squared - 2 * meanP * share)) / w;
      }
    },
  );
}

function shareOfVote({ labelStart, labels }: Votes, vote: number, members: readonly number[]): number {
  let count = 0;
  for (let at = labelStart[vote]; at < labelStart[vote + 1]; at++) if (members.includes(labels[at])) count++;
  return count / (labelStart[vote + 1] - labelStart[vote]);
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

  /** Pearson / √reliability, and D of the category over the variance of the truth; `null` where there is none. */
  figures(
    drawn: Uint16Array,
    { p, variance, squares, noise, reliability }: PeopleSums,
  ): { agreement: number | null; unexplained: number | null } {
    if (reliability === null || reliability <= LEAST_RELIABILITY || variance === 0)
      return { agreement: null, unexplained: null };
    const { q, qq } = this.#moments(drawn);
    let pq = 0;
    const chosen = this.#chosen;
    const products = this.#products;
    for (let at = 0; at < chosen.length; at++) pq += drawn[chosen[at]] * products[at];
    const items = drawn.length;
    const unexplained = (squares - 2 * pq + qq - noise) / (reliability * variance);
    const varianceOfModel = qq - (q * q) / items;
    if (varianceOfModel <= 1e-12 * qq) return { agreement: null, unexplained };
    const pearson = (pq - (p * q) / items) / Math.sqrt(variance * varianceOfModel);
    return { agreement: pearson / Math.sqrt(reliability), unexplained };
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

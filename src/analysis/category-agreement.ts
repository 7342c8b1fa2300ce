import type { Votes } from '../judgments/votes.ts';
import { forEachResample, percentileInterval } from './bootstrap.ts';
import { categoryShares } from './categories.ts';
import type { Category } from './categories.ts';
import type { ItemPeople } from './item-people.ts';
import type { Random } from './random.ts';

/** Reliability at or under which people do not agree on a category enough to be agreed with. */
export const LEAST_RELIABILITY = 0.05;
/** Share of resamples without a value above which an interval would leave out too much. */
const MOST_UNDEFINED = 0.05;

/** How well a model follows what people agree on in one category. */
export interface CategoryAgreement {
  /** rel_c = 1 - MS_within / MS_between of the raters' votes; `null` with one rater per item or a constant category. */
  readonly reliability: number | null;
  /** Pearson / √rel_c; `null` where that is at most {@link LEAST_RELIABILITY} or a column is constant. Noise can carry it past 1. */
  readonly agreement: number | null;
  /** Percentile bootstrap interval of `agreement`, reliability resampled with it; `null` where 5 % of resamples have no value. */
  readonly interval: { lo: number; hi: number } | null;
}

/** A category's shares and votes over chosen items, in columns by place; the same for every model. */
export interface CategoryVotes {
  readonly items: Uint32Array;
  /** n_i, and its sum. */
  readonly raters: Float64Array;
  /** Per category: p_ic and Σ_r v_rc². */
  readonly shares: readonly Float64Array[];
  readonly squares: readonly Float64Array[];
}

export function categoryVotes(
  votes: Votes,
  people: ItemPeople,
  items: Uint32Array,
  categories: readonly Category[],
): CategoryVotes {
  const home = new Int32Array(people.labels).fill(-1);
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
  return {
    items,
    raters: Float64Array.from(items, (item) => people.raters[item]),
    shares: categories.map((category) => categoryShares(people.human, people.labels, items, category)),
    squares,
  };
}

/**
 * Reliability and agreement of every category (one-way analysis of variance of the votes, raters nested in items, unequal
 * numbers allowed; disattenuation after Spearman 1904, the model being noiseless).
 * @param model each category's share of the model's distributions, over the same items
 */
export function categoryAgreement(
  votes: CategoryVotes,
  model: readonly Float64Array[],
  resamples: number,
  confidence: number,
  random: Random,
): CategoryAgreement[] {
  const columns = votes.shares.map(
    (p, index) => new CategoryColumns(p, model[index], votes.squares[index], votes.raters),
  );
  const all = new Uint16Array(votes.items.length).fill(1);
  const observed = columns.map((category) => category.figures(all, total(all, votes.raters)));
  const resampled = columns.map(() => new Float64Array(resamples).fill(NaN));
  const wanted = [...columns.keys()].filter((index) => observed[index].agreement !== null);
  if (wanted.length > 0) {
    forEachResample(votes.items.length, resamples, random, (drawn, resample) => {
      const ballots = total(drawn, votes.raters);
      for (const index of wanted) {
        const { agreement } = columns[index].figures(drawn, ballots);
        if (agreement !== null) resampled[index][resample] = agreement;
      }
    });
  }
  return observed.map((figures, index) => {
    const values = resampled[index].filter(Number.isFinite);
    const enough = figures.agreement !== null && values.length >= (1 - MOST_UNDEFINED) * resamples;
    return { ...figures, interval: enough ? percentileInterval(values, confidence) : null };
  });
}

/** One category's columns: the model's dense, the people's only where any rater chose it. */
class CategoryColumns {
  readonly #model: Float64Array;
  readonly #chosen: Uint32Array;
  readonly #people: Float64Array;
  readonly #squares: Float64Array;
  readonly #raters: Float64Array;

  constructor(people: Float64Array, model: Float64Array, squares: Float64Array, raters: Float64Array) {
    this.#model = model;
    this.#people = people;
    this.#squares = squares;
    this.#raters = raters;
    this.#chosen = Uint32Array.from([...people.keys()].filter((place) => people[place] > 0));
  }

  /** @param ballots Σ drawn n_i */
  figures(drawn: Uint16Array, ballots: number): { reliability: number | null; agreement: number | null } {
    const items = drawn.length;
    const model = this.#model;
    let q = 0;
    let qq = 0;
    for (let place = 0; place < items; place++) {
      const weighted = drawn[place] * model[place];
      q += weighted;
      qq += weighted * model[place];
    }
    let p = 0;
    let pp = 0;
    let pq = 0;
    let np = 0;
    let npp = 0;
    let squares = 0;
    for (const place of this.#chosen) {
      const times = drawn[place];
      if (times === 0) continue;
      const share = this.#people[place];
      const raters = this.#raters[place];
      p += times * share;
      pp += times * share * share;
      pq += times * share * model[place];
      np += times * raters * share;
      npp += times * raters * share * share;
      squares += times * this.#squares[place];
    }
    if (ballots === items || items < 2) return { reliability: null, agreement: null };
    const between = (npp - (np * np) / ballots) / (items - 1);
    const within = (squares - npp) / (ballots - items);
    const reliability = between > 1e-15 ? 1 - within / between : null;
    const varianceP = pp - (p * p) / items;
    const varianceQ = qq - (q * q) / items;
    if (
      reliability === null ||
      reliability <= LEAST_RELIABILITY ||
      varianceP <= 1e-12 * pp ||
      varianceQ <= 1e-12 * qq
    ) {
      return { reliability, agreement: null };
    }
    const pearson = (pq - (p * q) / items) / Math.sqrt(varianceP * varianceQ);
    return { reliability, agreement: pearson / Math.sqrt(reliability) };
  }
}

function total(drawn: Uint16Array, values: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < values.length; place++) sum += drawn[place] * values[place];
  return sum;
}

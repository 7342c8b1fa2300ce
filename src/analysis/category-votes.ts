import type { Votes } from '../judgments/votes.ts';
import { forEachResample } from './bootstrap.ts';
import { categoryShares } from './categories.ts';
import type { Category } from './categories.ts';
import type { ItemPeople } from './item-people.ts';
import type { Random } from './random.ts';

/** What people said of every category over chosen items, as it is and in every resample of them; the same for every model. */
export interface CategoryVotes {
  readonly items: Uint32Array;
  readonly categories: readonly CategoryPeople[];
}

/** One category's votes. */
export interface CategoryPeople {
  /** Places of the items where any rater chose it, and p_ic there. */
  readonly chosen: Uint32Array;
  readonly shares: Float64Array;
  readonly observed: PeopleSums;
  readonly resampled: readonly PeopleSums[];
}

export interface PeopleSums {
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
export function ownSquares(
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

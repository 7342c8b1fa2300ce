import type { ModelNumbers } from '../../judgments/predictions.ts';
import type { Votes } from '../../judgments/votes.ts';
import { crpsOfNormal, crpsOfSamples } from './crps.ts';
import { numbersOf, meanOfNumbers, sampleVariance, type ItemNumbers } from './item-numbers.ts';

/** A model's numbers as the figures need them. */
export interface NumberSide {
  /** Mean of every item's numbers; NaN where it was not answered. */
  readonly mean: Float64Array;
  /** Variance within the item: of its samples (K - 1), or the square of the stated spread; NaN of one number alone. */
  readonly variance: Float64Array;
  /** What few samples add to the squared error of the mean: variance / K; 0 of one number, stated spread or not. */
  readonly meanVariance: Float64Array;
  /** CRPS of the item's answer against a number; the item is answered. */
  readonly crps: (item: number, y: number) => number;
}

export function modelNumbers({ start, values, spread }: ModelNumbers): NumberSide {
  const items = start.length - 1;
  const mean = new Float64Array(items).fill(NaN);
  const variance = new Float64Array(items).fill(NaN);
  const meanVariance = new Float64Array(items);
  const sorted = values.slice();
  for (let item = 0; item < items; item++) {
    const own = sorted.subarray(start[item], start[item + 1]).sort();
    if (own.length === 0) continue;
    mean[item] = meanOfNumbers(own);
    const sd = spread?.[item] ?? NaN;
    if (!Number.isNaN(sd)) variance[item] = sd * sd;
    else if (own.length > 1) {
      variance[item] = sampleVariance(own, mean[item]);
      meanVariance[item] = variance[item] / own.length;
    }
  }
  const crps = (item: number, y: number) => {
    const sd = spread?.[item] ?? NaN;
    return Number.isNaN(sd)
      ? crpsOfSamples(sorted.subarray(start[item], start[item + 1]), y)
      : crpsOfNormal(mean[item], sd, y);
  };
  return { mean, variance, meanVariance, crps };
}

/**
 * A model that knows how people rate and nothing of the text: of each item the numbers of all other rated items, and their items'
 * mean.
 */
export function othersNumbers(votes: Votes, people: ItemNumbers, rated: Uint32Array): NumberSide {
  const { voteStart } = votes;
  const numbers = numbersOf(votes);
  const all = new Sums(
    rated.reduce<number[]>((sum, item) => {
      for (let vote = voteStart[item]; vote < voteStart[item + 1]; vote++) sum.push(numbers[vote]);
      return sum;
    }, []),
  );
  const items = voteStart.length - 1;
  const isRated = new Uint8Array(items);
  let sum = 0;
  for (const item of rated) {
    isRated[item] = 1;
    sum += people.mean[item];
  }
  const mean = Float64Array.from({ length: items }, (_, item) =>
    isRated[item] ? (sum - people.mean[item]) / (rated.length - 1) : sum / rated.length,
  );
  const halfDifference = new Float64Array(items);
  const ownOf = (item: number) =>
    isRated[item] ? numbers.subarray(voteStart[item], voteStart[item + 1]) : new Float64Array(0);
  for (let item = 0; item < items; item++) {
    const own = ownOf(item);
    let within = 0;
    let across = 0;
    for (const y of own) {
      const near = distances(own, y);
      within += near / 2;
      across += all.distances(y) - near;
    }
    const others = all.count - own.length;
    const pairs = all.pairs - within - across;
    halfDifference[item] = others < 2 ? 0 : pairs / (others * (others - 1));
  }
  const crps = (item: number, y: number) => {
    const own = ownOf(item);
    return (all.distances(y) - distances(own, y)) / (all.count - own.length) - halfDifference[item];
  };
  const none = new Float64Array(items).fill(NaN);
  return { mean, variance: none, meanVariance: new Float64Array(items), crps };
}

function distances(values: Float64Array, y: number): number {
  let sum = 0;
  for (const value of values) sum += Math.abs(value - y);
  return sum;
}

/** Many numbers, of which the distances to another one are wanted again and again. */
class Sums {
  readonly #sorted: Float64Array;
  /** Sum of the numbers before each. */
  readonly #before: Float64Array;
  /** Σ |x - x'| over pairs. */
  readonly pairs: number;

  constructor(values: readonly number[]) {
    this.#sorted = Float64Array.from(values).sort();
    this.#before = new Float64Array(values.length + 1);
    let pairs = 0;
    for (const [at, value] of this.#sorted.entries()) {
      this.#before[at + 1] = this.#before[at] + value;
      pairs += at * value - this.#before[at];
    }
    this.pairs = pairs;
  }

  get count(): number {
    return this.#sorted.length;
  }

  /** Σ |x - y|. */
  distances(y: number): number {
    let [from, to] = [0, this.count];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#sorted[middle] < y) from = middle + 1;
      else to = middle;
    }
    const below = this.#before[from];
    return y * from - below + (this.#before[this.count] - below) - y * (this.count - from);
  }
}

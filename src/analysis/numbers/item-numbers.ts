import type { Votes } from '../../judgments/votes.ts';

/** People's numbers of every item in short. */
export interface ItemNumbers {
  /** n_i. */
  readonly raters: Uint32Array;
  /** NaN of an item without an answer. */
  readonly mean: Float64Array;
  /** Sample variance; NaN with fewer than two raters. */
  readonly variance: Float64Array;
}

/** The number of each vote. */
export function numbersOf({ numbers }: Votes): Float64Array {
  return numbers ?? new Float64Array(0);
}

export function itemNumbers(votes: Votes): ItemNumbers {
  const { voteStart } = votes;
  const numbers = numbersOf(votes);
  const items = voteStart.length - 1;
  const raters = new Uint32Array(items);
  const mean = new Float64Array(items).fill(NaN);
  const variance = new Float64Array(items).fill(NaN);
  for (let item = 0; item < items; item++) {
    const own = numbers.subarray(voteStart[item], voteStart[item + 1]);
    raters[item] = own.length;
    if (own.length === 0) continue;
    mean[item] = meanOfNumbers(own);
    if (own.length > 1) variance[item] = sampleVariance(own, mean[item]);
  }
  return { raters, mean, variance };
}

export function meanOfNumbers(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** @param values at least two */
export function sampleVariance(values: Float64Array, mean: number): number {
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return squares / (values.length - 1);
}

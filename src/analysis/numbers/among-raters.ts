import type { Votes } from '../../judgments/votes.ts';
import { intraclass, type RatingSums } from './intraclass.ts';
import { meanOfNumbers, numbersOf, sampleVariance } from './item-numbers.ts';

/** Figures of how raters agree, in the order of their intervals. */
export const AMONG = ['icc1', 'iccK', 'alpha', 'withinVariance', 'reliability'] as const;
export type AmongFigure = (typeof AMONG)[number];

/** How the raters of items with two or more agree, over the items or over a resample of them. */
export class AmongRaters {
  readonly #votes: Votes;
  readonly #items: Uint32Array;
  /** n, mean and sample variance of each item's numbers. */
  readonly #raters: Float64Array;
  readonly #mean: Float64Array;
  readonly #variance: Float64Array;
  /** Numbers are taken from here, so that sums of squares keep their digits. */
  readonly #centre: number;
  readonly #byRater: Float64Array;
  readonly #countOfRater: Float64Array;

  /** @param items each with two raters or more */
  constructor(votes: Votes, items: Uint32Array) {
    this.#votes = votes;
    this.#items = items;
    const numbers = numbersOf(votes);
    const own = Array.from(items, (item) =>
      numbers.subarray(votes.voteStart[item], votes.voteStart[item + 1]),
    );
    this.#raters = Float64Array.from(own, ({ length }) => length);
    this.#mean = Float64Array.from(own, meanOfNumbers);
    this.#variance = Float64Array.from(own, (values, at) => sampleVariance(values, this.#mean[at]));
    this.#centre = items.length === 0 ? 0 : meanOfNumbers(this.#mean);
    this.#byRater = new Float64Array(votes.raterIds?.length ?? 0);
    this.#countOfRater = new Float64Array(this.#byRater.length);
  }

  /** Harmonic mean of the items' raters. */
  get k(): number {
    let sum = 0;
    for (const n of this.#raters) sum += 1 / n;
    return this.#raters.length / sum;
  }

  /** Mean of s²/n: the variance of an item's mean about the truth. */
  get noise(): number {
    let sum = 0;
    for (const [at, n] of this.#raters.entries()) sum += this.#variance[at] / n;
    return sum / this.#raters.length;
  }

  /** @param drawn how often each item stands in a resample; `null`: once */
  figures(drawn: Uint16Array | null): Record<AmongFigure, number | null> {
    const none = { icc1: null, iccK: null, alpha: null, withinVariance: null, reliability: null };
    let [items, numbers, within, pooled, noise, sum, squares, means, meanSquares] = new Float64Array(9);
    for (const [at, n] of this.#raters.entries()) {
      const times = drawn?.[at] ?? 1;
      if (times === 0) continue;
      const mean = this.#mean[at] - this.#centre;
      const variance = this.#variance[at];
      items += times;
      numbers += times * n;
      within += times * variance;
      pooled += times * n * variance;
      noise += (times * variance) / n;
      sum += times * n * mean;
      squares += times * ((n - 1) * variance + n * mean * mean);
      means += times * mean;
      meanSquares += times * mean * mean;
    }
    if (items === 0) return none;
    const total = (squares - (sum * sum) / numbers) / (numbers - 1);
    const between = (meanSquares - (means * means) / items) / (items - 1);
    const found = this.#intraclass(drawn);
    return {
      icc1: found?.one ?? null,
      iccK: found?.mean ?? null,
      // Krippendorff 2011 with squared differences: disagreement observed Σ n s² / N, expected the variance of all numbers.
      alpha: total > 0 ? 1 - pooled / numbers / total : null,
      withinVariance: within / items,
      reliability: items > 1 && between > 0 ? 1 - noise / items / between : null,
    };
  }

  #intraclass(drawn: Uint16Array | null) {
    const { voteStart, raters } = this.#votes;
    if (raters === null) return null;
    const numbers = numbersOf(this.#votes);
    const [sums, counts] = [this.#byRater.fill(0), this.#countOfRater.fill(0)];
    let [n, items, squares, byItem, itemCounts, inverseCounts, total] = new Float64Array(7);
    for (const [place, item] of this.#items.entries()) {
      const times = drawn?.[place] ?? 1;
      if (times === 0) continue;
      const own = this.#raters[place];
      const mean = this.#mean[place] - this.#centre;
      n += times * own;
      items += times;
      squares += times * ((own - 1) * this.#variance[place] + own * mean * mean);
      byItem += times * own * mean * mean;
      itemCounts += times * own * own;
      inverseCounts += times / own;
      total += times * own * mean;
      for (let vote = voteStart[item]; vote < voteStart[item + 1]; vote++) {
        sums[raters[vote]] += times * (numbers[vote] - this.#centre);
        counts[raters[vote]] += times;
      }
    }
    let [byRater, raterCounts, raterNumber] = new Float64Array(3);
    for (const [rater, count] of counts.entries()) {
      if (count === 0) continue;
      byRater += sums[rater] ** 2 / count;
      raterCounts += count * count;
      raterNumber++;
    }
    const table: RatingSums = {
      numbers: n,
      items,
      raters: raterNumber,
      squares,
      byItem,
      byRater,
      total: (total * total) / n,
      itemCounts,
      raterCounts,
      inverseCounts,
    };
    return intraclass(table);
  }
}

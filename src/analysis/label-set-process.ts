import { votesOfSizes } from '../judgments/votes.ts';
import type { Votes } from '../judgments/votes.ts';
import type { Random } from './random.ts';

/** Most steps of the fit, and the change at which it has settled. */
const MOST_STEPS = 60;
const SETTLED = 1e-6;
/** Share of one label near enough to all that nothing is left to draw the second from. */
const ALMOST_ALL = 1 - 1e-9;

/**
 * How raters who may choose several labels come to them: one after the other without replacement, in proportion to weights. A
 * second label is not drawn in proportion to the first's chances, so weights are fitted to each distribution q: the mean vote,
 * each label of a set of s worth 1/s, over the sizes that sets have in the data, is then q.
 */
export class LabelSetProcess {
  /** Share of the votes with s labels, at s; 1 at 1 where all choose one. */
  readonly sizes: Float64Array;
  readonly #labels: number;
  readonly #weights: Float64Array;
  readonly #mean: Float64Array;

  /** @param items whose votes' sizes are taken */
  constructor(votes: Votes, items: Uint32Array, labels: number) {
    this.sizes = votesOfSizes(votes, items);
    this.#labels = labels;
    this.#weights = new Float64Array(labels);
    this.#mean = new Float64Array(labels);
  }

  /** Whether all raters choose one label: the weights are then q itself. */
  get single(): boolean {
    return this.sizes.length <= 2;
  }

  /**
   * The weights for the distribution in the row from `at`; the same array each time. Where no weights do, as of a label that
   * every vote would have to hold, they come as near as they can.
   */
  fit(q: Float64Array, at: number): Float64Array {
    const weights = this.#weights;
    for (let c = 0; c < this.#labels; c++) weights[c] = q[at + c];
    for (let step = 0; step < MOST_STEPS && !this.single; step++) {
      this.#meanVote();
      let sum = 0;
      let change = 0;
      for (let c = 0; c < this.#labels; c++) {
        if (weights[c] === 0) continue;
        const ratio = q[at + c] / this.#mean[c];
        change = Math.max(change, q[at + c] * Math.abs(ratio - 1));
        weights[c] = Math.min(weights[c] * ratio, 1e12);
        sum += weights[c];
      }
      for (let c = 0; c < this.#labels; c++) weights[c] /= sum;
      if (change < SETTLED) break;
    }
    return weights;
  }

  /** Mean vote under the weights. */
  #meanVote(): void {
    const mean = this.#mean.fill(0);
    const weights = this.#weights;
    for (let size = 1; size < this.sizes.length; size++) {
      const share = this.sizes[size] / size;
      if (share === 0) continue;
      if (size === 1) for (let c = 0; c < this.#labels; c++) mean[c] += share * weights[c];
      else if (size === 2) this.#addPairs(share);
      else this.#addLarger(size, share);
    }
  }

  /** Chance to be one of two: first, or second after any other. */
  #addPairs(share: number): void {
    const weights = this.#weights;
    let all = 0;
    for (let c = 0; c < this.#labels; c++) {
      const w = Math.min(weights[c], ALMOST_ALL);
      all += w / (1 - w);
    }
    for (let c = 0; c < this.#labels; c++) {
      const w = Math.min(weights[c], ALMOST_ALL);
      this.#mean[c] += share * w * (1 + all - w / (1 - w));
    }
  }

  /**
   * Chance to be one of `size`, nearly 1 - exp(-w t) with t where these add up to it (Rosén 1972): labels arrive at random times
   * with these rates.
   */
  #addLarger(size: number, share: number): void {
    const weights = this.#weights;
    const support = weights.reduce((count, w) => count + (w > 0 ? 1 : 0), 0);
    if (support <= size) {
      for (let c = 0; c < this.#labels; c++) if (weights[c] > 0) this.#mean[c] += share;
      return;
    }
    let low = 0;
    let high = size;
    const expected = (t: number) => weights.reduce((sum, w) => sum + 1 - Math.exp(-w * t), 0);
    while (expected(high) < size && high < 1e9) high *= 2;
    for (let step = 0; step < 40; step++) {
      const middle = (low + high) / 2;
      if (expected(middle) < size) low = middle;
      else high = middle;
    }
    for (let c = 0; c < this.#labels; c++) this.#mean[c] += share * (1 - Math.exp(-weights[c] * high));
  }
}

/** A label not in `chosen`, in proportion to its weight from `at`; uniformly where those left have none. */
export function drawAnother(
  weights: Float64Array,
  at: number,
  labels: number,
  chosen: readonly number[],
  random: Random,
): number {
  let left = 0;
  for (let c = 0; c < labels; c++) if (!chosen.includes(c)) left += weights[at + c];
  const even = left <= 1e-12;
  let ahead = random.uniform() * (even ? labels - chosen.length : left);
  let last = 0;
  for (let c = 0; c < labels; c++) {
    if (chosen.includes(c) || (!even && weights[at + c] === 0)) continue;
    last = c;
    ahead -= even ? 1 : weights[at + c];
    if (ahead < 0) return c;
  }
  return last;
}

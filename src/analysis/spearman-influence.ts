import { ascendingOrder } from './ascending-order.ts';
import { TIE } from './correlation.ts';
import type { Row } from './divergence.ts';

/**
 * How far a pair of values pulls Spearman's rank correlation of two columns: its influence function (Croux & Dehon 2010) with ranks
 * in the middle of ties, up to a constant. Where the values of one of N items change from (x, y) to (x', y'), all ranks drawn
 * up anew, the correlation changes by (at(x', y') - at(x, y)) / N to the first order.
 */
export class SpearmanInfluence {
  readonly #x: Side;
  readonly #y: Side;
  readonly #correlation: number;
  /** Root of the product of both columns' variances of ranks; 0 where one is constant. */
  readonly #scale: number;

  constructor(x: Row, y: Row) {
    const size = x.length;
    this.#x = new Side(x);
    this.#y = new Side(y);
    const [centredX, centredY] = [this.#x.centred, this.#y.centred];
    this.#x.weigh(centredY);
    this.#y.weigh(centredX);
    const covariance = centredX.reduce((sum, rank, item) => sum + rank * centredY[item], 0) / size;
    this.#scale = Math.sqrt(this.#x.variance * this.#y.variance);
    this.#correlation = this.#scale === 0 ? 0 : covariance / this.#scale;
  }

  /** NaN where a column is constant. */
  at(x: number, y: number): number {
    if (this.#scale === 0) return NaN;
    const [ofX, ofY] = [this.#x.at(x), this.#y.at(y)];
    const covariance = ofX.rank * ofY.rank + ofX.others + ofY.others;
    const variances = ofX.variance / this.#x.variance + ofY.variance / this.#y.variance;
    return covariance / this.#scale - (this.#correlation / 2) * variances;
  }
}

/** One column: by its different values, ascending, what a further value among them would change. */
class Side {
  readonly #values: number[] = [];
  /** Places of the items' values among the different ones. */
  readonly #group: Uint32Array;
  /** Share of items below each value, and below the end. */
  readonly #below: number[] = [0];
  /** For each value and the end: mean over items of the other column's ranks, and of this one's, from there on. */
  readonly #others: Float64Array;
  readonly #own: Float64Array;
  /** Middle ranks as shares of the items, less one half. */
  readonly centred: Float64Array;
  readonly variance: number;

  constructor(column: Row) {
    const size = column.length;
    const order = ascendingOrder(Float64Array.from(column));
    this.#group = new Uint32Array(size);
    for (let from = 0; from < size;) {
      let to = from + 1;
      while (to < size && column[order[to]] - column[order[to - 1]] <= TIE) to++;
      for (let at = from; at < to; at++) this.#group[order[at]] = this.#values.length;
      this.#values.push(column[order[from]]);
      this.#below.push(to / size);
      from = to;
    }
    this.centred = Float64Array.from(
      this.#group,
      (group) => (this.#below[group] + this.#below[group + 1] - 1) / 2,
    );
    this.variance = this.centred.reduce((sum, rank) => sum + rank * rank, 0) / size;
    this.#others = new Float64Array(this.#values.length + 1);
    this.#own = this.#fromThereOn(this.centred);
  }

  /** Takes the other column's ranks in. */
  weigh(ranks: Float64Array): void {
    this.#others.set(this.#fromThereOn(ranks));
  }

  /** What a value adds: its own rank, what it does to other items' ranks times the other column's, and to this one's variance. */
  at(value: number): { rank: number; others: number; variance: number } {
    let [from, to] = [0, this.#values.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#values[middle] < value - TIE) from = middle + 1;
      else to = middle;
    }
    // Equal to the value there, or else between it and the one before.
    const next = from < this.#values.length && this.#values[from] <= value + TIE ? from + 1 : from;
    const half = (sums: ArrayLike<number>) => (sums[from] + sums[next]) / 2;
    const rank = half(this.#below) - 0.5;
    return { rank, others: half(this.#others), variance: rank * rank + 2 * half(this.#own) };
  }

  #fromThereOn(ranks: Float64Array): Float64Array {
    const sums = new Float64Array(this.#values.length + 1);
    for (const [item, group] of this.#group.entries()) sums[group] += ranks[item] / ranks.length;
    for (let group = this.#values.length - 1; group >= 0; group--) sums[group] += sums[group + 1];
    return sums;
  }
}

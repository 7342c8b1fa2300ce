import { ascendingOrder } from '../ascending-order.ts';
import type { Row } from '../divergence.ts';

/** Ranks from 1, tied values sharing the mean of their ranks, and how ties weigh. */
export interface TiedRanks {
  readonly ranks: Float64Array;
  /** Σ t³ - t over groups of t tied values. */
  readonly tieTerm: number;
}

/** Ranks as SciPy's `rankdata`: values are tied only where they are the same number to the last bit. */
export function tiedRanks(values: Row): TiedRanks {
  const order = ascendingOrder(Float64Array.from(values));
  const ranks = new Float64Array(values.length);
  let tieTerm = 0;
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let at = from; at < to; at++) ranks[order[at]] = (from + 1 + to) / 2;
    const tied = to - from;
    tieTerm += tied ** 3 - tied;
    from = to;
  }
  return { ranks, tieTerm };
}

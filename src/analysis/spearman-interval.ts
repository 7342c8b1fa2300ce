import { forEachResample } from './bootstrap.ts';
import { ranks, spearman } from './correlation.ts';
import type { Row } from './divergence.ts';
import type { Random } from './random.ts';
import { intervalOf } from './intervals.ts';
import type { RaterSpread } from './rater-spread.ts';
import type { Interval } from './report.ts';

/** Two columns over the same items. */
export type Pair = readonly [Row, Row];

/**
 * The mean over `pairs` of Spearman's rank correlation, with its percentile bootstrap interval over items: each resample draws
 * items, for all pairs the same ones, and ranks them anew.
 * @param pairs all of the same items
 * @param spread what few raters add to the mean; `null` where they are many or unknown, or cannot be left out
 * @returns `null` where in every pair a column is constant; a resample in which that is so is left out
 */
export function spearmanInterval(
  pairs: readonly Pair[],
  resamples: number,
  random: Random,
  spread: RaterSpread | null = null,
): Interval | null {
  const mean = meanKnown(pairs.map(([x, y]) => spearman(x, y)));
  if (mean === null) return null;
  // A column that stands in several pairs is ranked once.
  const columns = new Map([...new Set(pairs.flat())].map((column) => [column, new TiedRanks(column)]));
  const ranked = pairs.map(([x, y]) => [columns.get(x)!, columns.get(y)!] as const);
  const resampled: number[] = [];
  forEachResample(pairs[0][0].length, resamples, random, (drawn) => {
    for (const column of columns.values()) column.rankAgain(drawn);
    const correlation = meanKnown(ranked.map(([x, y]) => correlate(x, y, drawn)));
    if (correlation !== null) resampled.push(correlation);
  });
  if (resampled.length === 0) return { mean, lo: mean, hi: mean, over: 'items only' };
  const { lo, hi, over } = intervalOf(mean, Float64Array.from(resampled), spread);
  return { mean, lo: Math.max(lo!, -1), hi: Math.min(hi!, 1), over };
}

/** A column by its groups of equal values: ranking a resample then takes no sorting. */
class TiedRanks {
  /** Place of each item's value among the different values, ascending. */
  readonly group: Uint32Array;
  /** Items drawn of each group, and their common rank less the mean rank. */
  readonly drawn: Float64Array;
  readonly rank: Float64Array;
  /** Sum of squares of those ranks over the items drawn. */
  squares = 0;

  constructor(column: Row) {
    const rank = ranks(column);
    const places = new Map([...new Set(rank)].sort((a, b) => a - b).map((value, place) => [value, place]));
    this.group = Uint32Array.from(rank, (value) => places.get(value)!);
    this.drawn = new Float64Array(places.size);
    this.rank = new Float64Array(places.size);
  }

  /** Ranks a resample. */
  rankAgain(drawn: Uint16Array): void {
    this.drawn.fill(0);
    for (let item = 0; item < drawn.length; item++) this.drawn[this.group[item]] += drawn[item];
    let below = 0;
    let squares = 0;
    for (let group = 0; group < this.drawn.length; group++) {
      const size = this.drawn[group];
      const centred = below + size / 2 - drawn.length / 2;
      this.rank[group] = centred;
      squares += size * centred * centred;
      below += size;
    }
    this.squares = squares;
  }
}

/** Pearson's correlation of two columns' ranks in the resample that both were ranked for. */
function correlate(x: TiedRanks, y: TiedRanks, drawn: Uint16Array): number | null {
  if (x.squares === 0 || y.squares === 0) return null;
  let xy = 0;
  for (let item = 0; item < drawn.length; item++) {
    if (drawn[item] > 0) xy += drawn[item] * x.rank[x.group[item]] * y.rank[y.group[item]];
  }
  return xy / Math.sqrt(x.squares * y.squares);
}

function meanKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

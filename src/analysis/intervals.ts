import { bootstrapMeans, percentileInterval } from './bootstrap.ts';
import type { Random } from './random.ts';
import type { Interval } from './report.ts';

/** Normal quantile of a 95 % interval. */
const NORMAL_975 = 1.959963984540054;

/** An interval without a figure. */
export const NO_INTERVAL: Interval = { mean: null, lo: null, hi: null, over: 'items only' };

/**
 * The mean of each column with its percentile bootstrap interval over rows, all columns over the same resamples.
 * @param raterErrors each column's delete-one-rater jackknife standard error, where raters are few enough to matter: no interval
 *   is then narrower than ±1.96 of it; NaN where it cannot be had
 */
export function meanIntervals<Name extends string>(
  columns: Readonly<Record<Name, Float64Array>>,
  resamples: number,
  random: Random,
  raterErrors?: Readonly<Record<Name, number>>,
): Record<Name, Interval> {
  const names = Object.keys(columns) as Name[];
  const rows = columns[names[0]].length;
  if (rows === 0) {
    return Object.fromEntries(names.map((name) => [name, NO_INTERVAL])) as Record<Name, Interval>;
  }
  const resampled = bootstrapMeans(
    names.map((name) => columns[name]),
    resamples,
    random,
  );
  return Object.fromEntries(
    names.map((name, index) => {
      const mean = meanOf(columns[name]);
      const { lo, hi } = percentileInterval(resampled[index]);
      if (!raterErrors || Number.isNaN(raterErrors[name]))
        return [name, { mean, lo, hi, over: 'items only' }];
      const reach = NORMAL_975 * raterErrors[name];
      return [
        name,
        { mean, lo: Math.min(lo, mean - reach), hi: Math.max(hi, mean + reach), over: 'items and raters' },
      ];
    }),
  ) as Record<Name, Interval>;
}

/** Arithmetic mean; NaN of nothing. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** The values at `places`, in that order. */
export function pick(values: Float64Array, places: Uint32Array): Float64Array {
  const picked = new Float64Array(places.length);
  for (let place = 0; place < places.length; place++) picked[place] = values[places[place]];
  return picked;
}

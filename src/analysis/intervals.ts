import { bootstrapMeans, percentileInterval } from './bootstrap.ts';
import type { Random } from './random.ts';
import { widened } from './rater-spread.ts';
import type { RaterSpread } from './rater-spread.ts';
import type { Interval } from './report.ts';

/** An interval without a figure. */
export const NO_INTERVAL: Interval = { mean: null, lo: null, hi: null, over: 'items only' };

/**
 * The mean of each column with its percentile bootstrap interval over rows, all columns over the same resamples.
 * @param spreads what few raters add to each column's mean; `null` where they are many, unknown or cannot be left out
 */
export function meanIntervals<Name extends string>(
  columns: Readonly<Record<Name, Float64Array>>,
  resamples: number,
  random: Random,
  spreads: Readonly<Record<Name, RaterSpread | null>> | null = null,
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
    names.map((name, index) => [
      name,
      intervalOf(meanOf(columns[name]), resampled[index], spreads?.[name] ?? null),
    ]),
  ) as Record<Name, Interval>;
}

/** A figure with the percentile interval of its resampled values, wider where raters are few. */
export function intervalOf(mean: number, resampled: Float64Array, spread: RaterSpread | null): Interval {
  const interval = percentileInterval(resampled);
  if (spread === null) return { mean, ...interval, over: 'items only' };
  return { mean, ...widened(interval, mean, varianceOf(resampled), spread), over: 'items and raters' };
}

/** Sample variance; 0 of a single value. */
export function varianceOf(values: Float64Array): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
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

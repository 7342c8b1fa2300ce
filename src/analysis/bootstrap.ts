import type { Row } from './divergence.ts';
import type { Random } from './random.ts';

/** Share of the resamples an interval holds. */
export const CONFIDENCE = 0.95;

/**
 * Resamples `size` rows with replacement and hands each resample to `use` as the number of times every row was drawn: one
 * resample serves any number of columns. The array is the same each time.
 */
export function forEachResample(
  size: number,
  resamples: number,
  random: Random,
  use: (drawn: Uint16Array, resample: number) => void,
): void {
  const drawn = new Uint16Array(size);
  for (let resample = 0; resample < resamples; resample++) {
    drawn.fill(0);
    for (let draw = 0; draw < size; draw++) drawn[random.below(size)]++;
    use(drawn, resample);
  }
}

/** The mean of each column in each of `resamples` bootstrap resamples of the rows, all columns over the same resamples. */
export function bootstrapMeans(
  columns: readonly Float64Array[],
  resamples: number,
  random: Random,
): Float64Array[] {
  const means = columns.map(() => new Float64Array(resamples));
  const size = columns[0].length;
  forEachResample(size, resamples, random, (drawn, resample) => {
    for (const [index, column] of columns.entries()) means[index][resample] = dot(drawn, column) / size;
  });
  return means;
}

function dot(drawn: Uint16Array, column: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < column.length; row++) sum += drawn[row] * column[row];
  return sum;
}

/** Percentile interval (Efron 1979): the central `confidence` of the resampled values. */
export function percentileInterval(
  values: Float64Array,
  confidence = CONFIDENCE,
): { lo: number; hi: number } {
  const sorted = values.slice().sort();
  return { lo: quantile(sorted, (1 - confidence) / 2), hi: quantile(sorted, (1 + confidence) / 2) };
}

/** Quantile of ascending values, linear between neighbours (Hyndman & Fan 1996, type 7, as NumPy). */
export function quantile(sorted: Row, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

import type { Row } from './divergence.ts';
import type { Random } from './random.ts';

/** Share of the resamples an interval holds. */
export const CONFIDENCE = 0.95;

/** Most counts of drawn rows that are kept for the next use: 40 MB. */
const MOST_KEPT = 20_000_000;

/** Resamples that may be wanted again, the latest last: those of every model over as many items are the same. */
const kept: { readonly from: string; readonly drawn: Uint16Array; readonly end: Random }[] = [];

/**
 * Resamples `size` rows with replacement and hands each resample to `use` as the number of times every row was drawn: one
 * resample serves any number of columns. The counts are only good until `use` returns.
 */
export function forEachResample(
  size: number,
  resamples: number,
  random: Random,
  use: (drawn: Uint16Array, resample: number) => void,
): void {
  const from = `${size},${resamples},${random.place}`;
  const known = kept.find((one) => one.from === from);
  if (known) random.goTo(known.end);
  const count = size * resamples;
  const all = known?.drawn ?? (count <= MOST_KEPT ? new Uint16Array(count) : null);
  const numbers = new Uint32Array(size);
  const one = new Uint16Array(all ? 0 : size);
  for (let resample = 0; resample < resamples; resample++) {
    const drawn = all?.subarray(resample * size, (resample + 1) * size) ?? one.fill(0);
    if (!known) draw(drawn, numbers, random);
    use(drawn, resample);
  }
  if (known || !all) return;
  kept.push({ from, drawn: all, end: random.copy() });
  while (kept.reduce((sum, { drawn }) => sum + drawn.length, 0) > MOST_KEPT) kept.shift();
}

function draw(drawn: Uint16Array, numbers: Uint32Array, random: Random): void {
  random.fill(numbers);
  const share = drawn.length / 0x1_0000_0000;
  for (let at = 0; at < numbers.length; at++) drawn[(numbers[at] * share) >>> 0]++;
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
    for (const [index, column] of columns.entries()) means[index][resample] = sumOver(drawn, column) / size;
  });
  return means;
}

/** Σ drawn·column, of a resample. */
export function sumOver(drawn: Uint16Array, column: Float64Array): number {
  // Four sums, so that no addition waits for the one before it.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const whole = column.length - (column.length % 4);
  for (let row = 0; row < whole; row += 4) {
    a += drawn[row] * column[row];
    b += drawn[row + 1] * column[row + 1];
    c += drawn[row + 2] * column[row + 2];
    d += drawn[row + 3] * column[row + 3];
  }
  for (let row = whole; row < column.length; row++) a += drawn[row] * column[row];
  return a + b + (c + d);
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

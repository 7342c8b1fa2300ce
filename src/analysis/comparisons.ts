import { bootstrapMeans, percentileInterval } from './bootstrap.ts';
import { meanOf } from './intervals.ts';
import type { Random } from './random.ts';

/** The mean of paired differences with what chance alone would make of it. */
export interface PairedTest {
  readonly difference: number;
  readonly lo: number;
  readonly hi: number;
  /** Two-sided sign-flip p-value, at least 1 / (flips + 1). */
  readonly p: number;
}

/** Items whose signs are flipped by one table look-up. */
const GROUP = 4;
/** What rounding can make of a sum over many items, relative to its terms. */
const ROUNDING = 1e-12;

/**
 * Tests whether the mean of each column of paired differences is 0: percentile interval over bootstrapped rows, and the share of
 * random sign flips (Fisher's randomisation of pairs) with a mean at least as far from 0. All columns use the same resamples and flips.
 */
export function pairedTests(
  columns: readonly Float64Array[],
  resamples: number,
  flips: number,
  random: Random,
): PairedTest[] {
  const resampled = bootstrapMeans(columns, resamples, random);
  const ps = signFlipPs(columns, flips, random);
  return columns.map((column, index) => ({
    difference: meanOf(column),
    ...percentileInterval(resampled[index]),
    p: ps[index],
  }));
}

function signFlipPs(columns: readonly Float64Array[], flips: number, random: Random): number[] {
  const rows = columns[0].length;
  const groups = Math.ceil(rows / GROUP);
  const width = columns.length;
  const patterns = 1 << GROUP;
  // Sum of each group of rows under each pattern of signs, the columns side by side.
  const sums = new Float64Array(groups * patterns * width);
  const observed = new Float64Array(width);
  const slack = new Float64Array(width);
  for (const [index, column] of columns.entries()) {
    for (let row = 0; row < rows; row++) {
      observed[index] += column[row];
      slack[index] += Math.abs(column[row]) * ROUNDING;
      const group = Math.floor(row / GROUP);
      for (let pattern = 0; pattern < patterns; pattern++) {
        const sign = (pattern >> (row % GROUP)) & 1 ? 1 : -1;
        sums[(group * patterns + pattern) * width + index] += sign * column[row];
      }
    }
  }
  const reached = new Float64Array(width);
  const flipped = new Float64Array(width);
  for (let flip = 0; flip < flips; flip++) {
    flipped.fill(0);
    let bits = 0;
    for (let group = 0; group < groups; group++) {
      bits = group % (32 / GROUP) === 0 ? random.uint32() : bits >>> GROUP;
      const at = (group * patterns + (bits & (patterns - 1))) * width;
      for (let index = 0; index < width; index++) flipped[index] += sums[at + index];
    }
    for (let index = 0; index < width; index++) {
      if (Math.abs(flipped[index]) >= Math.abs(observed[index]) - slack[index]) reached[index]++;
    }
  }
  return [...reached].map((count) => (1 + count) / (1 + flips));
}

/** Holm's adjustment (Holm 1979): p-values that stay valid for all tests together. */
export function holm(ps: readonly number[]): number[] {
  const order = [...ps.keys()].sort((a, b) => ps[a] - ps[b]);
  const adjusted = new Array<number>(ps.length);
  let greatest = 0;
  for (const [place, index] of order.entries()) {
    greatest = Math.max(greatest, Math.min((ps.length - place) * ps[index], 1));
    adjusted[index] = greatest;
  }
  return adjusted;
}

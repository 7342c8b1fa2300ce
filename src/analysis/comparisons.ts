import { bootstrapMeans } from './bootstrap.ts';
import { intervalOf, meanOf } from './intervals.ts';
import type { Random } from './random.ts';
import { drawRaters } from './rater-spread.ts';
import type { TwoWaySpread } from './rater-spread.ts';
import type { Over } from './report.ts';

/** The mean of paired differences with what chance alone would make of it. */
export interface PairedTest {
  readonly difference: number;
  readonly lo: number;
  readonly hi: number;
  /** Two-sided sign-flip p-value, at least 1 / (flips + 1). */
  readonly p: number;
  readonly over: Over;
}

/** Items whose signs are flipped by one table look-up. */
const GROUP = 4;
const PATTERNS = 1 << GROUP;
/** What rounding can make of a sum over many items, relative to its terms. */
const ROUNDING = 1e-12;

/**
 * Tests whether the mean of each column of paired differences is 0: percentile interval over bootstrapped rows, and the share of
 * random sign flips (Fisher's randomisation of pairs) with a mean at least as far from 0. All columns use the same resamples and flips.
 * @param spreads what raters add to each column's mean: the interval is wider by it, and each flip has a draw of it added
 *   in place of what single votes are of the flip
 */
export function pairedTests(
  columns: readonly Float64Array[],
  resamples: number,
  flips: number,
  random: Random,
  spreads: readonly (TwoWaySpread | null)[] | null = null,
): PairedTest[] {
  const resampled = bootstrapMeans(columns, resamples, random);
  const ps = signFlipPs(columns, flips, random, spreads);
  return columns.map((column, index) => {
    const { mean, lo, hi, over } = intervalOf(meanOf(column), resampled[index], spreads?.[index] ?? null);
    return { difference: mean!, lo: lo!, hi: hi!, p: ps[index], over };
  });
}

function signFlipPs(
  columns: readonly Float64Array[],
  flips: number,
  random: Random,
  spreads: readonly (TwoWaySpread | null)[] | null,
): number[] {
  const tables = columns.map(patternSums);
  const observed = columns.map((column) => column.reduce((sum, value) => sum + value, 0));
  const slack = columns.map((column) => column.reduce((sum, value) => sum + Math.abs(value) * ROUNDING, 0));
  const shrunk = columns.map((column, index) => shareWithoutVotes(column, spreads?.[index] ?? null));
  const reached = columns.map(() => 0);
  const signs = new Uint32Array(Math.ceil(columns[0].length / 32));
  for (let flip = 0; flip < flips; flip++) {
    for (let word = 0; word < signs.length; word++) signs[word] = random.uint32();
    for (let index = 0; index < tables.length; index++) {
      const spread = spreads?.[index];
      const raters = spread ? columns[index].length * drawRaters(spread, random) : 0;
      const sum = shrunk[index] * flippedSum(tables[index], signs) + raters;
      if (Math.abs(sum) >= Math.abs(observed[index]) - slack[index]) reached[index]++;
    }
  }
  return reached.map((count) => (1 + count) / (1 + flips));
}

/** How much narrower flipped sums are without what single votes are of them, which is drawn by raters. */
function shareWithoutVotes(column: Float64Array, spread: TwoWaySpread | null): number {
  if (spread === null) return 1;
  const variance = column.reduce((sum, value) => sum + value * value, 0) / column.length ** 2;
  return variance === 0 ? 1 : Math.sqrt(Math.max(1 - spread.ofItems / variance, 0));
}

/** Sum of each group of rows under each pattern of signs; groups fill whole words of 32 signs, rows beyond the last count 0. */
function patternSums(column: Float64Array): Float64Array {
  const groups = Math.ceil(column.length / 32) * (32 / GROUP);
  const sums = new Float64Array(groups * PATTERNS);
  for (let row = 0; row < column.length; row++) {
    const at = Math.floor(row / GROUP) * PATTERNS;
    for (let pattern = 0; pattern < PATTERNS; pattern++) {
      sums[at + pattern] += (pattern >> (row % GROUP)) & 1 ? column[row] : -column[row];
    }
  }
  return sums;
}

function flippedSum(table: Float64Array, signs: Uint32Array): number {
  let even = 0;
  let odd = 0;
  let at = 0;
  for (let word = 0; word < signs.length; word++) {
    for (let bits = signs[word], pair = 0; pair < 32 / GROUP; pair += 2, bits >>>= 2 * GROUP) {
      even += table[at + (bits & (PATTERNS - 1))];
      odd += table[at + PATTERNS + ((bits >>> GROUP) & (PATTERNS - 1))];
      at += 2 * PATTERNS;
    }
  }
  return even + odd;
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

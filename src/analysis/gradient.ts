import { percentileInterval } from './bootstrap.ts';
import { pearson, spearman } from './correlation.ts';
import type { Row } from './divergence.ts';
import type { Random } from './random.ts';

/** Categories from which correlations and slopes are given. */
export const ENOUGH_CATEGORIES = 10;
/** Categories without which nothing is said. */
export const FEWEST_CATEGORIES = 5;
/** Most orders that are all gone through. */
const MOST_ORDERS = 400_000;
/** Groups of categories of like support, within which orders are drawn. */
const STRATA = 3;
const ROUNDING = 1e-12;

/** A category with all its figures. */
export interface GradientPoint {
  readonly label: string;
  readonly transparency: number;
  readonly agreement: number;
  /** Pearson, not corrected for reliability. */
  readonly raw: number;
  readonly reliability: number;
  readonly support: number;
}

/** The lexical-grounding gradient: whether agreement rises with transparency over categories. */
export interface Gradient {
  readonly spearman: number | null;
  readonly pearson: number | null;
  /** Pearson of transparency with raw agreement, which noisy labels lower together. */
  readonly raw: number | null;
  /** Pearson of transparency with agreement given reliability and log support. */
  readonly partial: number | null;
  /** Least-squares slope of agreement on transparency, with a percentile interval over resampled categories. */
  readonly slope: number | null;
  readonly slopeLo: number | null;
  readonly slopeHi: number | null;
  /** Two-sided p-value of the Pearson correlation, by permutation within three strata of support. */
  readonly p: number | null;
}

export function gradient(
  points: readonly GradientPoint[],
  resamples: number,
  permutations: number,
  random: Random,
): Gradient {
  const none: Gradient = {
    spearman: null,
    pearson: null,
    raw: null,
    partial: null,
    slope: null,
    slopeLo: null,
    slopeHi: null,
    p: null,
  };
  if (points.length < FEWEST_CATEGORIES) return none;
  const x = Float64Array.from(points, (point) => point.transparency);
  const y = Float64Array.from(points, (point) => point.agreement);
  const strata = strataOf(points.map((point) => point.support));
  const p = permutationP(x, y, strata, permutations, random);
  if (points.length < ENOUGH_CATEGORIES) return { ...none, p };
  const reliability = points.map((point) => point.reliability);
  const support = points.map((point) => Math.log(point.support));
  const { lo, hi } = slopeInterval(x, y, resamples, random);
  return {
    spearman: spearman(x, y),
    pearson: pearson(x, y),
    raw: pearson(
      x,
      points.map((point) => point.raw),
    ),
    partial: partialCorrelation(x, y, [reliability, support]),
    slope: slopeOf(x, y),
    slopeLo: lo,
    slopeHi: hi,
    p,
  };
}

/** Correlation of x and y with the given columns held fast, by the recursion of Yule (1907); `null` where one of them is no more than those. */
export function partialCorrelation(x: Row, y: Row, given: readonly Row[]): number | null {
  if (given.length === 0) return pearson(x, y);
  const [last, ...others] = given;
  const xy = partialCorrelation(x, y, others);
  const xz = partialCorrelation(x, last, others);
  const yz = partialCorrelation(y, last, others);
  if (xy === null) return null;
  // A constant column explains nothing.
  const a = xz ?? 0;
  const b = yz ?? 0;
  const left = (1 - a * a) * (1 - b * b);
  return left <= ROUNDING ? null : Math.min(Math.max((xy - a * b) / Math.sqrt(left), -1), 1);
}

/** Least-squares slope of y on x; `null` for a constant x. */
function slopeOf(x: Row, y: Row): number | null {
  const n = x.length;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < n; i++) {
    meanX += x[i] / n;
    meanY += y[i] / n;
  }
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < n; i++) {
    xx += (x[i] - meanX) ** 2;
    xy += (x[i] - meanX) * (y[i] - meanY);
  }
  return xx <= ROUNDING ? null : xy / xx;
}

function slopeInterval(
  x: Float64Array,
  y: Float64Array,
  resamples: number,
  random: Random,
): { lo: number | null; hi: number | null } {
  const slopes: number[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    const places = Array.from(x, () => random.below(x.length));
    const slope = slopeOf(
      places.map((place) => x[place]),
      places.map((place) => y[place]),
    );
    if (slope !== null) slopes.push(slope);
  }
  return slopes.length === 0 ? { lo: null, hi: null } : percentileInterval(Float64Array.from(slopes));
}

/**
 * Places in {@link STRATA} groups of nearly equal size, the rarest categories first. Figures of rare categories are noisier, so
 * that only categories of like support can be exchanged for one another where nothing is related.
 */
export function strataOf(support: readonly number[]): number[][] {
  const order = [...support.keys()].sort((a, b) => support[a] - support[b] || a - b);
  const end = (stratum: number) => Math.floor((order.length * stratum) / STRATA);
  return Array.from({ length: STRATA }, (_, stratum) => order.slice(end(stratum), end(stratum + 1)));
}

/**
 * Share of the orders of y within the strata whose correlation with x is at least as far from 0 as observed: all orders where
 * there are few enough, else (1 + reached) / (1 + permutations) over random ones. `null` where a column is constant.
 * @param strata places that may be exchanged for one another, e.g. {@link strataOf}
 */
export function permutationP(
  x: Float64Array,
  y: Float64Array,
  strata: readonly (readonly number[])[],
  permutations: number,
  random: Random,
): number | null {
  if (pearson(x, y) === null) return null;
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const inOrder = strata.flat();
  const ofX = Float64Array.from(inOrder, (place) => x[place]);
  const centred = Float64Array.from(inOrder, (place) => y[place] - mean);
  const sizes = strata.map(({ length }) => length);
  const reach = Math.abs(product(ofX, centred)) * (1 - ROUNDING);
  let reached = 0;
  const look = () => {
    if (Math.abs(product(ofX, centred)) >= reach) reached++;
  };
  const orders = sizes.reduce((ways, size) => ways * factorial(size), 1);
  const parts = sizes.map((size, stratum) => {
    const from = sizes.slice(0, stratum).reduce((sum, one) => sum + one, 0);
    return centred.subarray(from, from + size);
  });
  if (orders <= MOST_ORDERS) {
    forEachOrder(parts, look);
    return reached / orders;
  }
  for (let round = 0; round < permutations; round++) {
    for (const part of parts) random.shuffle(part);
    look();
  }
  return (1 + reached) / (1 + permutations);
}

function factorial(n: number): number {
  let product = 1;
  for (let factor = 2; factor <= n; factor++) product *= factor;
  return product;
}

function product(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

/** Puts each part through all its orders beside all those of the parts after it, one exchange at a time (Heap 1963). */
function forEachOrder([values, ...others]: readonly Float64Array[], use: () => void): void {
  if (values === undefined) {
    use();
    return;
  }
  const turns = new Uint8Array(values.length);
  forEachOrder(others, use);
  for (let place = 1; place < values.length;) {
    if (turns[place] < place) {
      const other = place % 2 === 0 ? 0 : turns[place];
      const value = values[place];
      values[place] = values[other];
      values[other] = value;
      forEachOrder(others, use);
      turns[place]++;
      place = 1;
    } else {
      turns[place] = 0;
      place++;
    }
  }
}

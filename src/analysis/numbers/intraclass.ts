/** Sums of a table of numbers by item and rater, in which each rater rates an item once or not at all. */
export interface RatingSums {
  readonly numbers: number;
  readonly items: number;
  readonly raters: number;
  /** Σ y², Σ over items of (Σ y)²/n, the same over raters, and (Σ y)²/N. */
  readonly squares: number;
  readonly byItem: number;
  readonly byRater: number;
  readonly total: number;
  /** Σ n² over items, and over raters. */
  readonly itemCounts: number;
  readonly raterCounts: number;
  /** Σ 1/n over items. */
  readonly inverseCounts: number;
}

export interface Intraclass {
  /** ICC(2,1): one rater's number. */
  readonly one: number;
  /** ICC(2,k): the mean of an item's raters. */
  readonly mean: number;
  readonly k: number;
}

/** A determinant that is smaller than this beside its terms is one of a design that cannot part items from raters. */
const SINGULAR = 1e-9;

/**
 * Intraclass correlations of absolute agreement with random items and random raters, ICC(2,1) and ICC(2,k) (Shrout & Fleiss 1979;
 * McGraw & Wong 1996, ICC(A,1) and ICC(A,k)). Variance components are those of Henderson's method 1 (Searle, Casella & McCulloch
 * 1992, section 5.3), so that not every rater need rate every item; where all do, it is the mean squares' own. k is the harmonic
 * mean of the items' raters.
 * @returns `null` where the design cannot part items from raters, or nothing varies
 */
export function intraclass(sums: RatingSums): Intraclass | null {
  const { numbers: n, items: a, raters: b } = sums;
  if (a < 2 || b < 2) return null;
  const k1 = sums.itemCounts / n;
  const k2 = sums.raterCounts / n;
  const matrix = [
    [n - k1, a - k2, a - 1],
    [b - k1, n - k2, b - 1],
    [k1 - b, k2 - a, n - a - b + 1],
  ];
  const found = solve(matrix, [
    sums.byItem - sums.total,
    sums.byRater - sums.total,
    sums.squares - sums.byItem - sums.byRater + sums.total,
  ]);
  if (found === null) return null;
  const [ofItems, ofRaters, rest] = found;
  const k = a / sums.inverseCounts;
  const all = ofItems + ofRaters + rest;
  const ofMean = ofItems + (ofRaters + rest) / k;
  if (!(all > 0) || !(ofMean > 0)) return null;
  return { one: ofItems / all, mean: ofItems / ofMean, k };
}

/** Three linear equations, by Cramer's rule. */
function solve(m: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const whole = determinant(m);
  const size = m.flat().reduce((sum, one) => Math.max(sum, Math.abs(one)), 0) ** 3;
  if (!(Math.abs(whole) > SINGULAR * size)) return null;
  return right.map(
    (_, column) =>
      determinant(m.map((row, at) => row.map((one, place) => (place === column ? right[at] : one)))) / whole,
  );
}

function determinant([[a, b, c], [d, e, f], [g, h, i]]: readonly (readonly number[])[]): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

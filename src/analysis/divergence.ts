/**
 * Measures between two distributions, logs to base 2. Distributions are rows of a flat array: `p` from `pAt`, `q` from `qAt`,
 * `size` labels each. Rows must be non-negative and sum to 1; nothing here checks it.
 */

/** Least probability a model is taken to have given any label in KL and cross-entropy, so that one zero is not infinite. */
export const PROBABILITY_FLOOR = 1e-6;

/** Numbers by place: a plain or a typed array. */
export type Row = Readonly<ArrayLike<number>>;

/** Shannon entropy in bits, 0 to log2(size). */
export function entropy(p: Row, at: number, size: number): number {
  let sum = 0;
  for (let c = at; c < at + size; c++) if (p[c] > 0) sum -= p[c] * Math.log(p[c]);
  return Math.max(sum * Math.LOG2E, 0);
}

/** What one label adds to the Jensen-Shannon divergence: ½ [p log2(p/m) + q log2(q/m)], m = (p + q)/2; never negative but by rounding. */
export function jensenShannonTerm(p: number, q: number): number {
  if (p === 0) return q / 2;
  if (q === 0) return p / 2;
  const sum = p + q;
  return ((p * Math.log((2 * p) / sum) + q * Math.log((2 * q) / sum)) * Math.LOG2E) / 2;
}

/** How far a distribution q is from p. */
export interface Distances {
  /** Jensen-Shannon divergence in bits (Lin 1991), in [0, 1]; 0 exactly if the rows are equal. */
  readonly jsd: number;
  /** Total variation distance, in [0, 1]: half the Manhattan distance. */
  readonly tvd: number;
  /** Hellinger distance, in [0, 1]: sqrt(½ Σ (√p - √q)²). */
  readonly hellinger: number;
  /** -Σ p log2 q in bits, with q floored at {@link PROBABILITY_FLOOR} and renormalised; less H(p) it is KL(p‖q). */
  readonly crossEntropy: number;
  /** Σ p q. */
  readonly product: number;
}

/** All distances in one pass over the labels: few raters leave most of them without a vote, and those cost next to nothing. */
export function distances(p: Row, pAt: number, q: Row, qAt: number, size: number): Distances {
  let jsd = 0;
  let tvd = 0;
  let hellinger = 0;
  let cross = 0;
  let product = 0;
  let total = 0;
  let unvoted = 0;
  for (let c = 0; c < size; c++) {
    const mine = p[pAt + c];
    const other = q[qAt + c];
    // A comparison is several times as fast as Math.max.
    const floored = other > PROBABILITY_FLOOR ? other : PROBABILITY_FLOOR;
    total += floored;
    if (mine === 0) {
      unvoted += other;
      continue;
    }
    jsd += jensenShannonTerm(mine, other);
    tvd += Math.abs(mine - other);
    hellinger += (Math.sqrt(mine) - Math.sqrt(other)) ** 2;
    cross -= mine * Math.log(floored);
    product += mine * other;
  }
  return {
    jsd: Math.min(Math.max(jsd + unvoted / 2, 0), 1),
    tvd: (tvd + unvoted) / 2,
    hellinger: Math.sqrt((hellinger + unvoted) / 2),
    crossEntropy: (cross + Math.log(total)) * Math.LOG2E,
    product,
  };
}

/** A row with no probability under {@link PROBABILITY_FLOOR}, renormalised. */
export function flooredRow(p: Row, at: number, size: number): Float64Array {
  const floored = Float64Array.from({ length: size }, (_, c) => Math.max(p[at + c], PROBABILITY_FLOOR));
  const total = floored.reduce((sum, share) => sum + share, 0);
  return floored.map((share) => share / total);
}

/** 1-Wasserstein (earth mover's) distance between distributions over the scale's points, in scale units. */
export function wasserstein(p: Row, pAt: number, q: Row, qAt: number, points: readonly number[]): number {
  let ahead = 0;
  let sum = 0;
  for (let c = 0; c < points.length - 1; c++) {
    ahead += p[pAt + c] - q[qAt + c];
    sum += Math.abs(ahead) * (points[c + 1] - points[c]);
  }
  return sum;
}

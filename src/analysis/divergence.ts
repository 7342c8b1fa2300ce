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

/** Jensen-Shannon divergence (Lin 1991), in [0, 1]; 0 exactly if the rows are equal. */
export function jensenShannon(p: Row, pAt: number, q: Row, qAt: number, size: number): number {
  let sum = 0;
  for (let c = 0; c < size; c++) sum += jensenShannonTerm(p[pAt + c], q[qAt + c]);
  return Math.min(Math.max(sum, 0), 1);
}

/** Total variation distance, in [0, 1]: half the Manhattan distance. */
export function totalVariation(p: Row, pAt: number, q: Row, qAt: number, size: number): number {
  let sum = 0;
  for (let c = 0; c < size; c++) sum += Math.abs(p[pAt + c] - q[qAt + c]);
  return sum / 2;
}

/** Hellinger distance, in [0, 1]: sqrt(½ Σ (√p - √q)²). */
export function hellinger(p: Row, pAt: number, q: Row, qAt: number, size: number): number {
  let sum = 0;
  for (let c = 0; c < size; c++) {
    const share = p[pAt + c];
    sum += share === 0 ? q[qAt + c] : (Math.sqrt(share) - Math.sqrt(q[qAt + c])) ** 2;
  }
  return Math.sqrt(sum / 2);
}

/** Cross-entropy -Σ p log2 q in bits, with q floored at {@link PROBABILITY_FLOOR} and renormalised. */
export function crossEntropy(p: Row, pAt: number, q: Row, qAt: number, size: number): number {
  let total = 0;
  for (let c = 0; c < size; c++) total += Math.max(q[qAt + c], PROBABILITY_FLOOR);
  let sum = 0;
  for (let c = 0; c < size; c++) {
    const share = p[pAt + c];
    if (share > 0) sum -= share * Math.log2(Math.max(q[qAt + c], PROBABILITY_FLOOR) / total);
  }
  return sum;
}

/** A row with no probability under {@link PROBABILITY_FLOOR}, renormalised. */
export function flooredRow(p: Row, at: number, size: number): Float64Array {
  const floored = Float64Array.from({ length: size }, (_, c) => Math.max(p[at + c], PROBABILITY_FLOOR));
  const total = floored.reduce((sum, share) => sum + share, 0);
  return floored.map((share) => share / total);
}

/** Kullback-Leibler divergence KL(p‖q) in bits, with q floored as in {@link crossEntropy}. */
export function kullbackLeibler(p: Row, pAt: number, q: Row, qAt: number, size: number): number {
  return Math.max(crossEntropy(p, pAt, q, qAt, size) - entropy(p, pAt, size), 0);
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

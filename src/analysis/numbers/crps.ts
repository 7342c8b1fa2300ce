import { normalTail } from '../paper/tail-probabilities.ts';

/**
 * Continuous ranked probability score of K samples against a number, the fair estimator (Ferro 2014): mean |x - y| less half the
 * mean |x - x'| over different samples. Its expectation is the score of the distribution that the samples are from, whatever K. Of a
 * single sample it is |x - y|.
 * @param sorted ascending, at least one
 */
export function crpsOfSamples(sorted: ArrayLike<number>, y: number): number {
  const count = sorted.length;
  let distance = 0;
  for (let at = 0; at < count; at++) distance += Math.abs(sorted[at] - y);
  return count < 2 ? distance : distance / count - meanDifference(sorted) / 2;
}

/** Mean |x - x'| over different samples (Gini's mean difference). @param sorted ascending, at least two */
export function meanDifference(sorted: ArrayLike<number>): number {
  const count = sorted.length;
  let sum = 0;
  for (let at = 0; at < count; at++) sum += (2 * at - count + 1) * sorted[at];
  return (2 * sum) / (count * (count - 1));
}

/** The same score of a normal distribution (Gneiting & Raftery 2007, eq. 21); |mean - y| where the spread is 0. */
export function crpsOfNormal(mean: number, sd: number, y: number): number {
  if (sd === 0) return Math.abs(mean - y);
  const z = (y - mean) / sd;
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  return sd * (z * (1 - 2 * normalTail(z)) + 2 * density - 1 / Math.sqrt(Math.PI));
}

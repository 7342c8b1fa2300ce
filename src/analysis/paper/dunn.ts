import type { Row } from '../divergence.ts';
import { pooled } from './pooled.ts';
import { normalTail } from './tail-probabilities.ts';
import { tiedRanks } from './tied-ranks.ts';

/** Two groups compared. */
interface DunnPair {
  readonly first: number;
  readonly second: number;
  /** The absolute difference of mean ranks in standard errors. */
  readonly value: number;
  /** Two-sided, times the number of pairs, at most 1 (Bonferroni). */
  readonly p: number;
}

/**
 * Dunn's test of every pair of groups on the ranks of all of them (Dunn 1964), with its correction for ties, adjusted by Bonferroni;
 * p as scikit-posthocs' `posthoc_dunn`.
 * @param groups none of them empty
 */
export function dunn(groups: readonly Row[]): readonly DunnPair[] {
  const all = pooled(groups);
  const { ranks, tieTerm } = tiedRanks(all);
  const n = all.length;
  let at = 0;
  const means = groups.map(({ length }) => {
    const own = ranks.subarray(at, at + length);
    at += length;
    return own.reduce((sum, rank) => sum + rank, 0) / length;
  });
  const variance = (n * (n + 1)) / 12 - tieTerm / (12 * (n - 1));
  const pairs = (groups.length * (groups.length - 1)) / 2;
  return groups.flatMap((_, first) =>
    groups.slice(first + 1).map((_, place) => {
      const second = first + 1 + place;
      const error = Math.sqrt(variance * (1 / groups[first].length + 1 / groups[second].length));
      const value = error === 0 ? 0 : Math.abs(means[first] - means[second]) / error;
      return { first, second, value, p: Math.min(2 * normalTail(value) * pairs, 1) };
    }),
  );
}

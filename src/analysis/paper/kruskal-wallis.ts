import type { Row } from '../divergence.ts';
import { isConstant } from './correlation-tests.ts';
import { chiSquaredTail } from './tail-probabilities.ts';
import type { Tested } from './tested.ts';
import { pooled } from './pooled.ts';
import { tiedRanks } from './tied-ranks.ts';

/**
 * Whether groups differ in rank: H with the correction for ties, p by chi-squared (Kruskal & Wallis 1952; as SciPy's `kruskal`).
 * @param groups none of them empty
 * @returns `null` with fewer than two groups, or if all values are the same
 */
export function kruskalWallis(groups: readonly Row[]): Tested | null {
  const all = pooled(groups);
  if (groups.length < 2 || isConstant(all)) return null;
  const { ranks, tieTerm } = tiedRanks(all);
  const n = all.length;
  let at = 0;
  let sum = 0;
  for (const { length } of groups) {
    let of = 0;
    for (let place = at; place < at + length; place++) of += ranks[place];
    sum += of ** 2 / length;
    at += length;
  }
  const value = ((12 / (n * (n + 1))) * sum - 3 * (n + 1)) / (1 - tieTerm / (n ** 3 - n));
  return { value, p: chiSquaredTail(value, groups.length - 1) };
}

import type { Row } from '../divergence.ts';
import { pooled } from './pooled.ts';
import { normalTail } from './tail-probabilities.ts';
import type { Tested } from './tested.ts';
import { tiedRanks } from './tied-ranks.ts';

/** Values of a side up to which p is exact where nothing is tied (SciPy's `auto`). */
const EXACT_UP_TO = 8;

/**
 * Mann-Whitney's U of the first side and its two-sided p, as SciPy's `mannwhitneyu`: by the normal distribution with corrections for
 * ties and continuity, exact where a side has at most eight values and none are tied.
 * @param x not empty
 * @param y not empty
 * @returns p is `null` where all values are the same
 */
export function mannWhitney(x: Row, y: Row): Tested {
  const [n, m] = [x.length, y.length];
  const { u: value, tieTerm } = uStatistic(x, y);
  const greater = Math.max(value, n * m - value);
  if (tieTerm === 0 && Math.min(n, m) <= EXACT_UP_TO)
    return { value, p: Math.min(2 * exactTail(greater, n, m), 1) };
  const all = n + m;
  const spread = Math.sqrt(((n * m) / 12) * (all + 1 - tieTerm / (all * (all - 1))));
  if (spread === 0) return { value, p: null };
  return { value, p: Math.min(2 * normalTail((greater - (n * m) / 2 - 0.5) / spread), 1) };
}

/** U of the first side, the pairs in which its value is the greater one, a tie counting half; and how ties weigh ({@link tiedRanks}). */
export function uStatistic(x: Row, y: Row): { readonly u: number; readonly tieTerm: number } {
  const { ranks, tieTerm } = tiedRanks(pooled([x, y]));
  let sum = 0;
  for (let place = 0; place < x.length; place++) sum += ranks[place];
  return { u: sum - (x.length * (x.length + 1)) / 2, tieTerm };
}

/** P(U >= u): orders of n and m values counted by their U, one value after the other (Mann & Whitney 1947). */
function exactTail(u: number, n: number, m: number): number {
  const [few, many] = [Math.min(n, m), Math.max(n, m)];
  // Shares of the ways to choose `taken` of the values so far, by U.
  const ways = Array.from({ length: few + 1 }, () => new Float64Array(few * many + 1));
  ways[0][0] = 1;
  for (let value = 0; value < few + many; value++) {
    for (let taken = Math.min(few, value + 1); taken > 0; taken--) {
      const passed = value - (taken - 1);
      if (passed > many) continue;
      for (let at = few * many; at >= passed; at--) ways[taken][at] += ways[taken - 1][at - passed];
    }
  }
  const total = ways[few].reduce((sum, count) => sum + count, 0);
  return ways[few].subarray(u).reduce((sum, count) => sum + count, 0) / total;
}

import type { Row } from '../divergence.ts';
import { normalTail } from './tail-probabilities.ts';
import type { Tested } from './tested.ts';
import { tiedRanks } from './tied-ranks.ts';

/** Pairs up to which p is exact where nothing is tied or zero, and with ties or zeros (SciPy's `auto`). */
const EXACT_UP_TO = 50;
const EXACT_WITH_TIES_UP_TO = 13;

/**
 * Wilcoxon's signed-rank test of pairs: the lesser rank sum W and its two-sided p, zero differences left out, as SciPy's `wilcoxon`.
 * @returns `null` if all differences are zero
 */
export function wilcoxon(x: Row, y: Row): Tested | null {
  const differences = Float64Array.from(x, (value, place) => value - y[place]).filter((value) => value !== 0);
  const n = differences.length;
  if (n === 0) return null;
  const { ranks, tieTerm } = tiedRanks(differences.map(Math.abs));
  let plus = 0;
  for (let place = 0; place < n; place++) if (differences[place] > 0) plus += ranks[place];
  const value = Math.min(plus, (n * (n + 1)) / 2 - plus);
  const isWhole = tieTerm === 0 && n === x.length;
  if (x.length <= (isWhole ? EXACT_UP_TO : EXACT_WITH_TIES_UP_TO))
    return { value, p: Math.min(2 * exactTail(value, ranks), 1) };
  const spread = Math.sqrt((n * (n + 1) * (2 * n + 1) - tieTerm / 2) / 24);
  return { value, p: Math.min(2 * normalTail(Math.abs(plus - (n * (n + 1)) / 4) / spread), 1) };
}

/** P(W <= w) over all signs of the ranks; ranks are whole or half numbers. */
function exactTail(w: number, ranks: Float64Array): number {
  const most = ranks.reduce((sum, rank) => sum + 2 * rank, 0);
  const chance = new Float64Array(most + 1);
  chance[0] = 1;
  for (const rank of ranks)
    for (let twice = most; twice >= 0; twice--)
      chance[twice] = (chance[twice] + (twice >= 2 * rank ? chance[twice - 2 * rank] : 0)) / 2;
  return chance.subarray(0, 2 * w + 1).reduce((sum, share) => sum + share, 0);
}

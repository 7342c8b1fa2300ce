import type { Row } from '../divergence.ts';
import { numpyMean } from './numpy-sum.ts';
import { correlationTails } from './tail-probabilities.ts';
import type { Tested } from './tested.ts';
import { tiedRanks } from './tied-ranks.ts';

/** Pearson's correlation with its two-sided p, as SciPy's `pearsonr`; `null` where a side is constant or there are fewer than two pairs. */
export function pearsonTest(x: Row, y: Row): Tested | null {
  const r = correlation(x, y);
  return r === null ? null : { value: r, p: correlationTails(r, x.length) };
}

/** Spearman's rank correlation with its two-sided p, as SciPy's `spearmanr`; `null` as in {@link pearsonTest}. */
export function spearmanTest(x: Row, y: Row): Tested | null {
  return pearsonTest(tiedRanks(x).ranks, tiedRanks(y).ranks);
}

/** Pearson's correlation; `null` where a side is constant or there are fewer than two pairs. */
export function correlation(x: Row, y: Row): number | null {
  if (x.length < 2 || isConstant(x) || isConstant(y)) return null;
  const meanX = numpyMean(x);
  const meanY = numpyMean(y);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let place = 0; place < x.length; place++) {
    const dx = x[place] - meanX;
    const dy = y[place] - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return Math.min(Math.max(xy / (Math.sqrt(xx) * Math.sqrt(yy)), -1), 1);
}

/** Whether all values of a row are the same number. */
export function isConstant(values: Row): boolean {
  for (let place = 1; place < values.length; place++) if (values[place] !== values[0]) return false;
  return true;
}

import type { Row } from '../divergence.ts';
import { uStatistic } from './mann-whitney.ts';
import { numpyMean } from './numpy-sum.ts';

/** Cohen's d: the difference of means over the pooled standard deviation (n - 1); 0 where nothing varies, `null` where a side has fewer than two values. */
export function cohensD(x: Row, y: Row): number | null {
  if (x.length < 2 || y.length < 2) return null;
  const spread = Math.sqrt((squares(x) + squares(y)) / (x.length + y.length - 2));
  return spread === 0 ? 0 : (numpyMean(x) - numpyMean(y)) / spread;
}

/** Cliff's delta: P(x > y) - P(x < y) over all pairs, from the rank sum (2 U / nm - 1). */
export function cliffsDelta(x: Row, y: Row): number {
  return (2 * uStatistic(x, y).u) / (x.length * y.length) - 1;
}

/** Σ (x - mean)². */
export function squares(values: Row): number {
  const mean = numpyMean(values);
  let sum = 0;
  for (let place = 0; place < values.length; place++) sum += (values[place] - mean) ** 2;
  return sum;
}

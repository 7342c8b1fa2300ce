import { quantile } from '../bootstrap.ts';
import type { Row } from '../divergence.ts';
import { squares } from './effect-sizes.ts';
import { numpyMean } from './numpy-sum.ts';

/** Mean; `null` of nothing. */
export function mean(values: Row): number | null {
  return values.length === 0 ? null : numpyMean(values);
}

/** Standard deviation (n - 1, as pandas); `null` with fewer than two values. */
export function deviation(values: Row): number | null {
  return values.length < 2 ? null : Math.sqrt(squares(values) / (values.length - 1));
}

/** Quantile, linear between neighbours; `null` of nothing. */
export function quantileOf(values: Row, share: number): number | null {
  return values.length === 0 ? null : quantile(Float64Array.from(values).sort(), share);
}

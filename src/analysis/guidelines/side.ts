import type { Range } from '../report.ts';

/** Where an interval lies beside a line that it should be under. */
export type Side = 'near enough' | 'too far' | 'cannot tell';

/** The upper end of the interval, about a mean of zero where it is less. */
export function highest({ mean, hi }: Range): number {
  return Math.max(mean, 0) + hi - mean;
}

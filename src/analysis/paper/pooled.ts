import type { Row } from '../divergence.ts';

/** The values of several groups in one row, group after group. */
export function pooled(groups: readonly Row[]): Float64Array {
  const all = new Float64Array(groups.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const group of groups) {
    all.set(group, at);
    at += group.length;
  }
  return all;
}

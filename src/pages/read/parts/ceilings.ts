import type { CeilingFigure, Figure } from '../../../analysis/report.ts';

/**
 * A figure with what an exactly right model would get on these data, in the mean: `0.63 of at most 0.66`. One that is better by chance,
 * or by the votes having been seen, is not said to be at most less than it is.
 * @param end whether the best is the most, as for agreement, or the least, as for distances
 */
export function withCeiling(
  value: Figure | undefined,
  ceiling: Pick<CeilingFigure, 'mean'> | undefined,
  written: (value: number) => string,
  end: 'most' | 'least' = 'most',
): string {
  if (value === null || value === undefined) return '–';
  const best = ceiling?.mean ?? null;
  if (best === null) return written(value);
  return isBeyond(value, best, end)
    ? `${written(value)} (an exactly right model: ${written(best)})`
    : `${written(value)} of at ${end} ${written(best)}`;
}

/** Whether a figure is better than what an exactly right model would get. */
export function isBeyond(value: number, best: number, end: 'most' | 'least'): boolean {
  return end === 'most' ? value > best : value < best;
}

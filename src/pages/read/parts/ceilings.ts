import type { CeilingFigure, Figure } from '../../../analysis/report.ts';

/**
 * A figure with what an exactly right model would get on these data: `0.63 of at most 0.66`.
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
  return best === null ? written(value) : `${written(value)} of at ${end} ${written(best)}`;
}

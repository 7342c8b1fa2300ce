import { format } from '../../numerals/number-form.ts';
import { isBeyond } from '../read/parts/ceilings.ts';
import type { Figure } from '../../analysis/report.ts';
import type { FigureParts } from '../read/models/figure-parts.ts';

/** A figure in a table, and what stands behind it: its interval, or what it would be at best. */
export type ReportCell = FigureParts;

const NONE: ReportCell = { value: '–' };

/** A figure with its interval, to a number of decimals; a dash where there is none. */
export function intervalCell(
  interval: { readonly mean: Figure; readonly lo: Figure; readonly hi: Figure } | undefined,
  decimals = 3,
): ReportCell {
  if (!interval || interval.mean === null) return NONE;
  const written = format(`.${decimals}f`);
  const { mean, lo, hi } = interval;
  return {
    value: written(mean),
    ...(lo !== null && hi !== null && { beside: `(${written(lo)} to ${written(hi)})` }),
  };
}

/** A figure with what an exactly right model would get on these data. */
export function ceilingCell(
  value: Figure | undefined,
  best: Figure | undefined,
  written: (value: number) => string,
  end: 'most' | 'least' = 'most',
): ReportCell {
  if (value === null || value === undefined) return NONE;
  return {
    value: written(value),
    ...(best !== null &&
      best !== undefined && {
        beside: isBeyond(value, best, end) ? `(if right ${written(best)})` : `(at ${end} ${written(best)})`,
      }),
  };
}

/** A figure alone. */
export function figureCell(value: Figure | undefined, written: (value: number) => string): ReportCell {
  return value === null || value === undefined ? NONE : { value: written(value) };
}

import type { NumberQuestionReport } from '../../../analysis/report.ts';

/** A scale's ends with its unit: `0 to 100 mm`. */
export function scaleWords({ range, unit }: Pick<NumberQuestionReport, 'range' | 'unit'>): string {
  return `${range.lowest} to ${range.highest}${unit ? ` ${unit}` : ''}`;
}

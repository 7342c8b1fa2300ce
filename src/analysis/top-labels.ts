import type { Row } from './divergence.ts';

/** Shares this close are equal: vote shares such as 1/3 + 1/3 and 2/3 differ by rounding. */
const TIE = 1e-9;

/** The labels with the greatest share in the row from `at`, ascending: more than one where they tie. */
export function topLabels(row: Row, at: number, size: number): number[] {
  let greatest = 0;
  for (let c = 0; c < size; c++) greatest = Math.max(greatest, row[at + c]);
  const top: number[] = [];
  for (let c = 0; c < size; c++) if (row[at + c] >= greatest - TIE) top.push(c);
  return top;
}

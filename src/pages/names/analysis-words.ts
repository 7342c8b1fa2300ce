import { foundHere as foundWithPoints } from '../../analysis/paper/found-here.ts';
import type { PaperRow, PaperTable } from '../../analysis/paper/paper-row.ts';
import { reasonFor as reasonWithPoints } from '../../analysis/reasons.ts';
import type { Reasons, ReportSlice } from '../../analysis/report.ts';
import { sliceWords as sliceWithPoints } from '../../analysis/slice-words.ts';
import { sentence } from '../../numerals/number-form.ts';

/** Why a figure is `null`, as the analysis says it, its numbers in the chosen form. */
export function reasonFor(reasons: Reasons, path: string): string | undefined {
  const reason = reasonWithPoints(reasons, path);
  return reason === undefined ? undefined : sentence(reason);
}

/** A third of a figure's range, which the analysis names by its ends: `lowest third, 12.5 to 20`. */
const THIRD = /^(?:lowest|middle|highest) third, /;

/** A value of a slice: the ends of a third are numbers, and any other value is a name. */
export function sliceValue(value: string): string {
  return THIRD.test(value) ? sentence(value) : value;
}

/** A slice in words, its numbers in the chosen form. */
export function sliceWords(slice: ReportSlice): string {
  const { attribute, value } = slice;
  return sentence(sliceWithPoints(slice), THIRD.test(value) ? [attribute] : [attribute, value]);
}

/** What a table of the paper says on these data, its numbers in the chosen form. */
export function foundHere(table: PaperTable, rows: readonly PaperRow[]): string | null {
  const found = foundWithPoints(table, rows);
  const names = new Set(rows.flatMap(({ model, category }) => [model, category]));
  return found === null ? null : sentence(found, [...names]);
}

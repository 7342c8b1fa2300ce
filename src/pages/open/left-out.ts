import { REFUSED } from '../../readers/predictions/refused.ts';
import { whole } from '../ui/amounts.ts';
import type { SkippedRow, SourceFile } from '../../judgments/source-file.ts';
import { writeCell } from '../../files/csv-cell.ts';

/** What was not used of some files, of one sort. */
export interface LeftOut {
  /** `row`: a row that was rejected. `answer`: a model's answer that says no label. `id`: an id that no text has. */
  readonly what: 'row' | 'answer' | 'id';
  readonly count: number;
  /** Those that are known one by one. */
  readonly rows: readonly { readonly file: string; readonly row: SkippedRow }[];
}

/** What was not used of the files, sort by sort; sorts of which there is none are absent. */
export function leftOut(sources: readonly SourceFile[]): LeftOut[] {
  const all = sources.flatMap(({ name, skipped }) => skipped.map((row) => ({ file: name, row })));
  return (['row', 'answer', 'id'] as const).flatMap((what) => {
    const rows = all.filter(({ row }) => (row.lost ?? 'row') === what);
    const count = rows.reduce((sum, { row }) => sum + (row.times ?? 1), 0);
    return count === 0 ? [] : [{ what, count, rows }];
  });
}

/** How many of the answers that say no label are refusals, as far as they are known one by one; none: the empty text. */
export function refusals({ rows, count }: LeftOut): string {
  const refused = rows.filter(({ row }) => row.reason.startsWith(REFUSED)).length;
  if (refused === 0) return '';
  if (refused === count) return count === 1 ? ', a refusal' : ', all of them refusals';
  if (rows.length < count) return `, ${whole(refused)} or more of them refusals`;
  return refused === 1 ? ', 1 of them a refusal' : `, ${whole(refused)} of them refusals`;
}

/** The rows as a CSV file: file, line, reason, content. */
export function leftOutCsv({ rows }: LeftOut): string {
  const cells = rows.map(({ file, row }) => [file, String(row.line || ''), row.reason, row.content]);
  return [['file', 'line', 'reason', 'content'], ...cells]
    .map((row) => row.map(writeCell).join(','))
    .join('\r\n');
}

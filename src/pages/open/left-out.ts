import { isAnotherText } from '../../readers/another-text.ts';
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

/** A file of people's answers or texts of which nothing is used, or less than half. */
export interface FileLeftOut {
  readonly name: string;
  /** Rows that are left out, of all that were read. */
  readonly rows: number;
  readonly of: number;
  /** Whether it is because their ids are here with other texts, as they are in two studies that number their texts alike. */
  readonly otherTexts: boolean;
  /** Why the first of them is left out, and its line. */
  readonly first: SkippedRow;
}

/** Files that are left out whole, or mostly because their ids are those of other texts in files before them. */
export function filesLeftOut(sources: readonly SourceFile[]): FileLeftOut[] {
  const people = sources.filter(({ kind }) => kind === 'people' || kind === 'texts');
  return people.flatMap(({ name, rowsRead: of, skipped }, place) => {
    const others = place === 0 ? [] : skipped.filter(({ reason }) => isAnotherText(reason));
    const otherTexts = others.length * 2 > of;
    const rows = otherTexts ? others : skipped;
    if (rows.length === 0 || (!otherTexts && rows.length < of)) return [];
    return [{ name, rows: rows.length, of, otherTexts, first: rows[0] }];
  });
}

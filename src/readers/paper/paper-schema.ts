import type { SourceRecord } from '../source-record.ts';
import type { FileHead } from '../tables/file-head.ts';
import type { OpenFile } from '../tables/open-file.ts';
import type { Row } from '../tables/row.ts';
import type { PaperReading } from './paper-reading.ts';

/** One kind of file of the paper's protocol, known by the names of its columns. */
export interface PaperSchema {
  /** In words, as the account of a file puts it. */
  readonly name: string;
  recognise(head: FileHead): boolean;
  /** Takes the rows in; those that cannot be used are left out of the record's count with a reason. */
  read(open: OpenFile, into: PaperReading, record: SourceRecord): Promise<void>;
}

const RATE = '_dist';
const FLAG = '_pred';

/** The labels that a file has a rate of: its columns `<label>_dist`. */
export function rateLabels({ columns }: FileHead): readonly string[] {
  return columns.filter((column) => column.endsWith(RATE)).map((column) => column.slice(0, -RATE.length));
}

/** The labels that a file has a flag of: its columns `<label>_pred`; V, A and D are no labels. */
export function flagLabels({ columns }: FileHead): readonly string[] {
  return columns
    .filter((column) => column.endsWith(FLAG) && !['V_pred', 'A_pred', 'D_pred'].includes(column))
    .map((column) => column.slice(0, -FLAG.length));
}

export function rateColumn(label: string): string {
  return `${label}${RATE}`;
}

export function flagColumn(label: string): string {
  return `${label}${FLAG}`;
}

/** Whether a file has all of these columns. */
export function has({ columns }: FileHead, ...names: readonly string[]): boolean {
  return names.every((name) => columns.includes(name));
}

/** A cell of a row by the name of its column; empty where the file has no such column. */
export type CellOf = (column: string) => string;

/**
 * Every row of a file that its format lets be read.
 * @param wanted columns that are looked at, those that the file lacks among them
 * @param use takes a row, or says why it cannot be used
 */
export async function eachRow(
  open: OpenFile,
  record: SourceRecord,
  wanted: readonly string[],
  use: (cell: CellOf, row: Row) => string | null,
): Promise<void> {
  const { columns } = open.head;
  const places = new Map(wanted.map((name) => [name, columns.indexOf(name)]));
  let row: Row;
  const cell: CellOf = (column) => row.cells[places.get(column) ?? -1] ?? '';
  for await (const batch of open.rows([...places.values()].filter((place) => place >= 0))) {
    for (row of batch) {
      record.rowsRead++;
      const reason = row.problem ?? use(cell, row);
      if (reason !== null) record.skip(row, reason);
    }
  }
}

/** A cell with a number, or `null` where it holds none. */
export function numberIn(cell: string): number | null {
  const value = cell.trim() === '' ? NaN : Number(cell);
  return Number.isFinite(value) ? value : null;
}

/** Whether a cell says yes: `true`, `True`, `1`. */
export function isTrue(cell: string): boolean {
  return /^(true|1(\.0)?)$/i.test(cell.trim());
}

/** The word of an agreement level without what the files put behind it: `full_agreement` is `full`. */
export function levelIn(cell: string): string | null {
  if (cell.startsWith('full_disagreement')) return 'disagreement';
  return /^(full|partial|high|moderate|low)_agreement$/.exec(cell)?.[1] ?? null;
}

import { writeCell } from '../files/csv-cell.ts';

/** What a chart shows, as a table: its text alternative, and the data that a person may take along. */
export interface ChartTable {
  readonly columns: readonly string[];
  /** A cell is `null` where there is no such figure. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The table as CSV (RFC 4180), numbers in full, texts guarded against being run as formulas. */
export function chartCsv({ columns, rows }: ChartTable): string {
  const cell = (value: string | number | null) =>
    value === null ? '' : typeof value === 'number' ? String(value) : writeCell(value);
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

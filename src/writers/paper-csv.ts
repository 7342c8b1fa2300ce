import { PAPER_COLUMNS, type PaperRow } from '../analysis/paper/paper-row.ts';
import { writeCell } from '../files/csv-cell.ts';

/** Figures of the paper's tables as CSV, numbers in full precision, empty where something does not apply or cannot be had. */
export function paperCsv(rows: readonly PaperRow[]): string {
  const lines = rows.map((row) =>
    PAPER_COLUMNS.map((column) => {
      const value = row[column];
      return typeof value === 'string' ? writeCell(value) : value === null ? '' : String(value);
    }).join(','),
  );
  return `${[PAPER_COLUMNS.join(','), ...lines].join('\n')}\n`;
}

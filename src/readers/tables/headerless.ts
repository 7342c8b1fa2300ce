import type { Row } from './row.ts';

/**
 * Whether the first row of a table holds data as the rows below do, so that nothing names its columns: one of its cells is a
 * text as long as those below it, and another says what comes again in its column.
 */
export function isHeaderless(header: Row, below: readonly Row[]): boolean {
  const rows = below.filter(({ cells, problem }) => problem === null && cells.length === header.cells.length);
  if (header.cells.length < 2 || rows.length < 2 || rows.length < below.length * 0.8) return false;
  const text = header.cells.findIndex(
    (cell, at) => isText(cell) && rows.filter(({ cells }) => isText(cells[at])).length > 0.8 * rows.length,
  );
  if (text < 0) return false;
  return header.cells.some((cell, at) => {
    if (at === text || cell.trim() === '') return false;
    const column = rows.map(({ cells }) => cells[at]);
    const again = column.filter((one) => one.trim() === cell.trim()).length;
    return again > 0 && new Set(column).size <= Math.max(12, column.length / 4);
  });
}

/** Names of columns that have none. */
export function numberedColumns(count: number): string[] {
  return Array.from({ length: count }, (_, place) => `column ${place + 1}`);
}

/** Four words and more, as names of columns seldom have. */
function isText(cell: string): boolean {
  return cell.trim().split(/\s+/).length >= 4;
}

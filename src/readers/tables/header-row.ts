import type { Row } from './row.ts';

/** Where the header of a table stands among its first rows. */
export interface HeaderPlace {
  /** Place of the header among the rows; -1 if there are only blank ones. */
  readonly header: number;
  /** What stands above it, in words, or `null`. */
  readonly above: string | null;
}

const MOST_LOOKED_AT = 40;
const SEPARATOR_LINE = /^sep=(.)\s*$/i;

/** The delimiter that Excel's first line `sep=;` names, or `null`. */
export function namedDelimiter(line: string | undefined): string | null {
  return line === undefined ? null : (SEPARATOR_LINE.exec(line)?.[1] ?? null);
}

/**
 * The row that names the columns: the first that is not blank, unless it is Excel's `sep=;`, comments after `#`, or a title:
 * a line with one filled cell above rows that agree in having several.
 */
export function headerPlace(rows: readonly Row[]): HeaderPlace {
  const filled = filledPlaces(rows);
  let at = 0;
  const above: string[] = [];
  const isAbove = (place: number) => {
    const { raw } = rows[place];
    const rest = filled.slice(filled.indexOf(place) + 1).map((below) => rows[below]);
    if (rest.length === 0) return null;
    if (namedDelimiter(raw) !== null) return 'the line that names the delimiter';
    if (/^\s*#/.test(raw) && isTable(rest.filter((row) => !/^\s*#/.test(row.raw)))) return 'comments';
    return filledCells(rows[place]) === 1 && isTable(rest) ? 'a title' : null;
  };
  for (; at < filled.length && at < 10; at++) {
    const what = isAbove(filled[at]);
    if (what === null) break;
    if (!above.includes(what)) above.push(what);
  }
  return { header: filled[at] ?? -1, above: above.length === 0 ? null : above.join(' and ') };
}

/** Places of the first rows that are not blank: as many as tell a header from what stands above it. */
function filledPlaces(rows: readonly Row[]): number[] {
  const places: number[] = [];
  for (let place = 0; place < rows.length && places.length < MOST_LOOKED_AT; place++)
    if (rows[place].raw.trim() !== '') places.push(place);
  return places;
}

/** Whether rows agree in having several cells, the first of them all filled and without a number. */
function isTable(rows: readonly Row[]): boolean {
  const first = rows.find((row) => filledCells(row) > 1) ?? rows[0];
  if (first === undefined) return false;
  const width = first.cells.length;
  if (width < 2 || filledCells(first) < width) return false;
  if (first.cells.some((cell) => cell.trim() === '' || Number.isFinite(Number(cell)))) return false;
  const below = rows.slice(rows.indexOf(first) + 1, rows.indexOf(first) + 21);
  return below.length > 1 && below.every((row) => row.cells.length === width);
}

function filledCells({ cells }: Row): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** Marks a row that is the header again, as where files were put end to end: its names are no answers. */
export function withoutHeaderAgain(row: Row, columns: readonly string[]): Row {
  const { cells, problem } = row;
  if (problem !== null || cells.length !== columns.length || columns.length < 2) return row;
  const same = columns.every(
    (name, place) => (place === 0 ? cells[0].replace(/^\uFEFF/, '') : cells[place]) === name,
  );
  return same ? { ...row, problem: 'The row repeats the header.' } : row;
}

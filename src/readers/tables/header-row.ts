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

/**
 * The names of columns whose header has two rows: a name above several columns stands over the first of them alone, and the row
 * below has their own (`How does it sound?` above `We sang.` and `It rained.`). `null` if the row below is no header.
 */
export function headerOfTwoRows({ cells }: Row, below: Row | undefined): readonly string[] | null {
  if (below?.problem !== null || below.cells.length !== cells.length) return null;
  const names = cells.map((cell) => cell.trim());
  const parts = below.cells.map((cell) => cell.trim());
  const isUnder = names.map((name, place) => place > 0 && (name === '' || names[place + 1] === ''));
  const under = names.flatMap((_, place) => (isUnder[place] ? [place] : []));
  const isWhole = parts.every((part, place) => (part !== '') === isUnder[place] || part === 'Response');
  if (names[0] === '' || parts[0] !== '' || under.length < 2 || !isWhole) return null;
  if (under.some((place) => parts[place] === '' || Number.isFinite(Number(parts[place])))) return null;
  const isText = under.some((place) => parts[place].includes(' '));
  let above = '';
  return cells.map((cell, place) => {
    if (names[place] !== '') above = names[place];
    if (!isUnder[place]) return cell;
    return isText ? `${above} [${parts[place]}]` : `${above}_${parts[place]}`;
  });
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
  // Spreadsheets write an empty column at the end.
  const names = first.cells.slice(0, first.cells.findLastIndex((cell) => cell.trim() !== '') + 1);
  if (names.length < 2 || names.length < width - 1) return false;
  if (names.some((cell) => cell.trim() === '' || Number.isFinite(Number(cell)))) return false;
  const below = rows.slice(rows.indexOf(first) + 1, rows.indexOf(first) + 21);
  return below.length > 1 && below.every((row) => row.cells.length === width);
}

function filledCells({ cells }: Row): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** The names of columns with `row` before them where each row has a cell more, as R writes the names of rows and none for them. */
export function withRowNames(columns: readonly string[], below: readonly Row[]): readonly string[] {
  const rows = below
    .filter(({ raw, problem }) => raw.trim() !== '' && problem === null)
    .slice(0, MOST_LOOKED_AT);
  const isLonger = rows.length > 1 && rows.every(({ cells }) => cells.length === columns.length + 1);
  const names = new Set(rows.map(({ cells }) => cells[0]));
  return isLonger && columns.length > 1 && names.size === rows.length ? ['row', ...columns] : columns;
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

import { max } from 'd3';
import type { CellObject, WorkSheet } from '@e965/xlsx';
import type { NamedBlob } from '../named-blob.ts';
import { UnreadableFileError } from '../unreadable-file.ts';

const LARGEST_WORKBOOK = 100 * 2 ** 20;
/** Cells of the smallest table that holds what a sheet holds: ten times what a large study has. */
const MOST_CELLS = 20_000_000;

/** The name of the workbook that a sheet of that name is from; of another file its own. */
export function workbookOf(name: string): string {
  return name.replace(/^(.+\.(?:xls[bmx]?|ods))\/[^/]*\.csv$/i, '$1');
}

/**
 * The sheets of a workbook that hold anything, as CSV with the values as they are, unformatted.
 * @throws UnreadableFileError if it is damaged or too large, or no sheet holds a table
 */
export async function workbookSheets(file: NamedBlob): Promise<NamedBlob[]> {
  if (file.blob.size > LARGEST_WORKBOOK)
    throw new UnreadableFileError(
      file.name,
      'This workbook is larger than 100 MB. Save the sheet as CSV, which is read row by row.',
    );
  const { read } = await import('@e965/xlsx');
  let workbook;
  try {
    workbook = read(new Uint8Array(await file.blob.arrayBuffer()), { dense: true, cellDates: true });
  } catch {
    throw new UnreadableFileError(
      file.name,
      'It begins like a workbook and could not be read. Save the sheet as CSV.',
    );
  }
  const found = workbook.SheetNames.flatMap((name) => {
    const rows = filledRows(workbook.Sheets[name]);
    if (rows.length < 2) return [];
    const width = max(rows, (row) => row.length)!;
    if (rows.length * width > MOST_CELLS)
      throw new UnreadableFileError(
        file.name,
        `The sheet "${name}" has ${rows.length.toLocaleString('en')} rows of up to ${width.toLocaleString('en')} columns, ` +
          `more than ${MOST_CELLS.toLocaleString('en')} cells. Save what is needed as CSV.`,
      );
    const lines = rows.map((row) =>
      Array.from({ length: width }, (_, at) => csvCell(row[at] ?? '')).join(','),
    );
    return [{ name: `${file.name}/${name}.csv`, blob: new Blob([`${lines.join('\n')}\n`]) }];
  });
  if (found.length === 0)
    throw new UnreadableFileError(file.name, 'No sheet of this workbook holds a table.');
  return found;
}

/** In LibreOffice's sheets: a row, or a cell that holds something, with how often each stands there. */
const ROW_OR_CELL = /<(?:[\w-]+:)?(table-row|table-cell|covered-table-cell)\b([^<>]*)>/g;

/**
 * LibreOffice writes cells that repeat once, with their number, and reading makes as many of them.
 * @param entries of the archive, its `content.xml` among them where LibreOffice wrote it
 * @throws UnreadableFileError if they come to more cells than there is room for
 */
export function requireFewRepeats(file: string, entries: Readonly<Record<string, Uint8Array>>): void {
  let rows = 1;
  let cells = 0;
  for (const content of Object.values(entries))
    for (const [, tag, attributes] of new TextDecoder().decode(content).matchAll(ROW_OR_CELL)) {
      const times = Number(/number-(?:rows|columns)-repeated\s*=\s*["'](\d+)/.exec(attributes)?.[1] ?? 1);
      if (tag === 'table-row') rows = times;
      else if (!attributes.endsWith('/') || attributes.includes('value')) cells += rows * times;
    }
  if (cells > MOST_CELLS)
    throw new UnreadableFileError(
      file,
      `Its cells are repeated to more than ${MOST_CELLS.toLocaleString('en')}. Save what is needed as CSV.`,
    );
}

/** Rows with anything in them. Only cells that are there are visited: a sheet may say that it has a thousand million. */
function filledRows(sheet: WorkSheet): string[][] {
  const rows: string[][] = [];
  // Rows and cells that the file leaves out are holes, which forEach passes over.
  (sheet['!data'] ?? []).forEach((cells) => {
    const row: string[] = [];
    cells.forEach((cell, column) => {
      const text = cellText(cell);
      if (text.trim() !== '') row[column] = text;
    });
    if (row.length > 0) rows.push(row);
  });
  return rows;
}

function cellText({ t, v, w }: CellObject): string {
  if (t === 'e' || t === 'z' || v === undefined) return '';
  // A date that is none has what the file shows for it.
  if (v instanceof Date) return Number.isNaN(v.getTime()) ? (w ?? '') : v.toISOString();
  return typeof v === 'boolean' ? String(v).toUpperCase() : String(v);
}

function csvCell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

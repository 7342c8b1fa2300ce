import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { writeCell } from '../files/csv-cell.ts';
import type { ItemColumn, ItemTable } from '../judgments/item-table.ts';
import { textBlob } from './text-blob.ts';

export type TableFormat = 'csv' | 'xlsx' | 'parquet' | 'jsonl';

/** Rows of a Parquet row group: bounds what is in memory at once. */
const ROW_GROUP = 16_384;
/** What a sheet can hold, and how many cells the library that writes it has memory for. */
const MOST_SHEET_ROWS = 2 ** 20 - 1;
const MOST_CELLS = 2_000_000;
/** Characters in a cell of a sheet. */
const LONGEST_CELL = 32_767;
/** Excel takes a CSV file for UTF-8 by this mark alone; others pass over it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A table cannot be written in a format; the message says which can hold it. */
export class TableTooLargeError extends Error {
  override readonly name = 'TableTooLargeError';
}

/**
 * A table as a file that other programs read: CSV (RFC 4180, UTF-8, one line of names), XLSX, Parquet or JSON Lines.
 * Numbers have six significant digits in CSV and JSON Lines. What has no value is empty, or null.
 * @throws TableTooLargeError if a sheet cannot hold it
 */
export async function writeTable(format: TableFormat, table: ItemTable): Promise<Blob> {
  switch (format) {
    case 'csv':
      return csv(table);
    case 'jsonl':
      return jsonLines(table);
    case 'parquet':
      return await parquet(table);
    case 'xlsx':
      return await xlsx(table);
  }
}

function csv({ items, columns }: ItemTable): Blob {
  function* lines() {
    yield `${BYTE_ORDER_MARK}${columns.map(({ name }) => writeCell(name)).join(',')}\n`;
    for (let item = 0; item < items; item++)
      yield `${columns.map((column) => csvCell(column, item)).join(',')}\n`;
  }
  return textBlob(lines(), 'text/csv');
}

function csvCell(column: ItemColumn, item: number): string {
  const value = column.at(item);
  if (value === null) return '';
  return typeof value === 'number' ? String(rounded(value)) : writeCell(value);
}

function jsonLines({ items, columns }: ItemTable): Blob {
  const names = columns.map(({ name }) => JSON.stringify(name));
  function* lines() {
    for (let item = 0; item < items; item++) {
      // Written piece by piece: an object with a key called __proto__ would lose it.
      const cells = columns.map((column, place) => {
        const value = column.at(item);
        return `${names[place]}:${JSON.stringify(typeof value === 'number' ? rounded(value) : value)}`;
      });
      yield `{${cells.join(',')}}\n`;
    }
  }
  return textBlob(lines(), 'application/jsonl');
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

async function parquet({ items, columns }: ItemTable): Promise<Blob> {
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, kind }) =>
        kind === 'text'
          ? ({ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const)
          : ({ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' } as const),
      ),
    ],
  });
  for (let start = 0; start < items || start === 0; start += ROW_GROUP) {
    const length = Math.min(ROW_GROUP, items - start);
    const columnData = columns.map((column) => ({
      name: column.name,
      data: Array.from({ length }, (_, row) => column.at(start + row)),
    }));
    await file.write({ columnData, rowGroupSize: ROW_GROUP });
  }
  await file.finish();
  return new Blob([writer.getBuffer()], { type: 'application/vnd.apache.parquet' });
}

async function xlsx({ items, columns }: ItemTable): Promise<Blob> {
  if (items > MOST_SHEET_ROWS || items * columns.length > MOST_CELLS)
    throw new TableTooLargeError(
      `${items.toLocaleString('en')} rows of ${columns.length} columns are too many for an XLSX file made here. Choose CSV or Parquet.`,
    );
  const { utils, write } = await import('@e965/xlsx');
  const cells: (string | number | null)[][] = [columns.map(({ name }) => name)];
  for (let item = 0; item < items; item++) {
    cells.push(
      columns.map((column) => {
        const value = column.at(item);
        if (typeof value === 'string' && value.length > LONGEST_CELL)
          throw new TableTooLargeError(
            `Row ${(item + 1).toLocaleString('en')} has ${value.length.toLocaleString('en')} characters in the column “${column.name}”; a sheet’s cell holds ` +
              `${LONGEST_CELL.toLocaleString('en')}. Choose CSV or Parquet, or leave the texts out.`,
          );
        return value;
      }),
    );
  }
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(cells), 'table');
  const bytes = write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer;
  return new Blob([bytes], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
}

import { createSHA256 } from 'hash-wasm';
import type { ReadingProgress } from '../reading-progress.ts';
import { delimitedRows, type Delimiter } from './delimited-rows.ts';
import { unguarded, type DelimitedHead, type FileHead } from './file-head.ts';
import { jsonDocumentRows } from './json-document.ts';
import { jsonRows } from './json-rows.ts';
import { withoutHeaderAgain } from './header-row.ts';
import { lineRows } from './line-rows.ts';
import { parquetRows } from './parquet-table.ts';
import type { Row } from './row.ts';
import { textBlocks, type TextBlock } from './text-blocks.ts';

/** A file about to be read: its rows can be had once, by whichever reader knows its layout, and after them its hash. */
export interface OpenFile {
  readonly head: FileHead;
  /**
   * The rows below the header, cells in the order of `head.columns`.
   * @param wanted places of the columns that will be looked at; in Parquet the others stay empty
   */
  rows(wanted: readonly number[]): AsyncIterable<readonly Row[]>;
  /** Every line, header included, as a row of one cell. Not for Parquet. */
  lines(): AsyncIterable<readonly Row[]>;
  /** Every row from the first line on, without a look at the number of cells. Not for Parquet. */
  rawRows(delimiter: Delimiter): AsyncIterable<readonly Row[]>;
  /** SHA-256 of the file's bytes, hexadecimal; after the rows have been read to their end. */
  sha256(): string;
}

const ENTRIES_PER_BATCH = 1024;

export async function openFile(head: FileHead, progress: ReadingProgress): Promise<OpenFile> {
  const hash = await createSHA256();
  hash.init();
  const { name, blob } = head.file;

  async function* counted(batches: AsyncIterable<Row[]>): AsyncGenerator<Row[]> {
    for await (const batch of batches) {
      progress.add(name, 0, batch.length);
      yield batch;
    }
  }

  function blocks(): AsyncIterable<TextBlock> {
    if (head.format === 'Parquet') throw new Error('Parquet has no lines');
    return textBlocks(head.file, head.encoding, (bytes) => {
      hash.update(bytes);
      progress.add(name, bytes.length, 0);
    });
  }

  /** A pass over the bytes of a file whose rows are not read from its stream. */
  async function hashWhole(): Promise<void> {
    const reader = blob.stream().getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      hash.update(next.value);
      progress.add(name, 0, 0);
    }
  }

  async function* document(): AsyncGenerator<Row[]> {
    if (head.format !== 'JSON') return;
    await hashWhole();
    const total = head.document.entries.length;
    for (let start = 0; start < total; start += ENTRIES_PER_BATCH) {
      const batch = jsonDocumentRows(head.document, start, start + ENTRIES_PER_BATCH);
      progress.add(name, (batch.length / total) * blob.size, batch.length);
      yield batch;
    }
  }

  async function* parquet(wanted: readonly number[]): AsyncGenerator<Row[]> {
    if (head.format !== 'Parquet') return;
    await hashWhole();
    const total = Number(head.parquet.metadata.num_rows);
    for await (const batch of parquetRows(head.file, head.parquet, wanted)) {
      progress.add(name, (batch.length / total) * blob.size, batch.length);
      yield batch;
    }
  }

  return {
    head,
    rows(wanted) {
      if (head.format === 'Parquet') return parquet(wanted);
      if (head.format === 'JSON') return document();
      if (head.format === 'JSONL') return counted(jsonRows(lineRows(blocks()), head.columns));
      return counted(rowsBelow(delimitedRows(blocks(), head.delimiter), head));
    },
    lines: () => counted(lineRows(blocks())),
    rawRows: (delimiter) => counted(delimitedRows(blocks(), delimiter)),
    sha256: () => hash.digest('hex'),
  };
}

async function* rowsBelow(
  batches: AsyncIterable<Row[]>,
  { headerLine, columns, unnamed, guarded, delimiter, sample }: DelimitedHead,
): AsyncGenerator<Row[]> {
  const textFirst = isLonger(sample, 0, 1);
  for await (const batch of batches)
    yield batch
      .filter((row) => row.line > headerLine)
      .map((row) =>
        unnamed
          ? withCellCount(joinedText(row, columns.length, delimiter, textFirst), columns.length)
          : withoutHeaderAgain(withCellCount(row, columns.length), columns),
      )
      .map((row) => (guarded ? unguarded(row) : row));
}

/** In lines such as `text;label`, which quote nothing, the text may have the delimiter in it. */
function joinedText(row: Row, columns: number, delimiter: string, textFirst: boolean): Row {
  const more = row.cells.length - columns;
  if (row.problem !== null || more <= 0 || columns !== 2) return row;
  const { cells } = row;
  const joined = textFirst
    ? [cells.slice(0, more + 1).join(delimiter), cells[more + 1]]
    : [cells[0], cells.slice(1).join(delimiter)];
  return { ...row, cells: joined };
}

function isLonger(rows: readonly Row[], place: number, than: number): boolean {
  const length = (at: number) => rows.reduce((sum, { cells }) => sum + (cells[at]?.length ?? 0), 0);
  return length(place) > length(than);
}

/** Marks a row that has more or fewer cells than the header. */
function withCellCount(row: Row, columns: number): Row {
  if (row.problem !== null || row.cells.length === columns) return row;
  const problem =
    row.raw.trim() === ''
      ? 'The line is empty.'
      : `The row has ${row.cells.length} ${row.cells.length === 1 ? 'cell' : 'cells'}; the header has ${columns}.`;
  return { ...row, problem };
}

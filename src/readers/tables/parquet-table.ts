import {
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
  type AsyncBuffer,
  type DecodedArray,
  type FileMetaData,
  type RowGroup,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { NamedBlob } from '../named-blob.ts';
import { excerpt, UnreadableFileError } from '../unreadable-file.ts';
import { cellText } from './cell-text.ts';
import { isTooDeep, MOST_LEVELS } from './nesting.ts';
import { boundedCompressors, checkFooter, checkPages, chunkRange, TooLargeError } from './parquet-bounds.ts';
import type { Row } from './row.ts';

/** What stands in a Parquet file besides its rows. */
export interface ParquetHead {
  readonly columns: readonly string[];
  /** The file's key-value metadata. */
  readonly notes: ReadonlyMap<string, string>;
  readonly metadata: FileMetaData;
}

const ROWS_PER_BATCH = 4096;
const FOOTER_END_BYTES = 8;
/** Rows of a file: several times what a browser has room to analyse. */
const MOST_ROWS = 10_000_000;
/** Parts that the rows stand in: each is looked at by itself, some hundred a second. */
const MOST_GROUPS = 20_000;
/** Characters that all cells of a file may hold together; a few bytes can spell any number by pointing at one text. */
const MOST_CHARACTERS = 2 ** 29;

/** @throws UnreadableFileError if the file begins like Parquet and is not, or says that it holds too many rows */
export async function parquetHead(file: NamedBlob): Promise<ParquetHead> {
  try {
    const end = new DataView(await file.blob.slice(-FOOTER_END_BYTES).arrayBuffer());
    const footer = file.blob.slice(
      Math.max(0, file.blob.size - FOOTER_END_BYTES - end.getUint32(0, true)),
      -FOOTER_END_BYTES,
    );
    checkFooter(new Uint8Array(await footer.arrayBuffer()));
    const metadata = await parquetMetadataAsync(asyncBuffer(file.blob));
    const rows = metadata.row_groups.map(({ num_rows }) => Number(num_rows));
    if (rows.some((count) => count < 0) || rows.reduce((a, b) => a + b, 0) !== Number(metadata.num_rows))
      throw new Error('its row groups do not add up to its rows');
    if (metadata.num_rows > MOST_ROWS)
      throw new TooLargeError(
        `It says it holds ${metadata.num_rows.toLocaleString('en')} rows; ${MOST_ROWS.toLocaleString('en')} is the most that is read. Save it as several files.`,
      );
    if (metadata.row_groups.length > MOST_GROUPS)
      throw new TooLargeError(
        `Its rows are in ${metadata.row_groups.length.toLocaleString('en')} row groups; ${MOST_GROUPS.toLocaleString('en')} is the most that is read. ` +
          'Save it with larger row groups.',
      );
    return {
      columns: parquetSchema(metadata).children.map(({ element }) => element.name),
      notes: new Map(metadata.key_value_metadata?.map(({ key, value }) => [key, value ?? ''])),
      metadata,
    };
  } catch (error) {
    throw damaged(file, error);
  }
}

/**
 * The rows of a Parquet file, read one row group at a time; nested columns come as JSON.
 * @param wanted places of the columns to decode; the others' cells are empty
 * @param most rows to read, from the first
 * @throws UnreadableFileError if the file is damaged, or would take more room than there is
 */
export async function* parquetRows(
  file: NamedBlob,
  head: ParquetHead,
  wanted: readonly number[],
  most = Infinity,
): AsyncGenerator<Row[]> {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const parsers = {
    // Bytes that are no text stay bytes, so that the row can be told from one that holds U+FFFD.
    stringFromBytes(bytes: Uint8Array | undefined): unknown {
      try {
        return bytes && strict.decode(bytes);
      } catch {
        return bytes;
      }
    },
  };
  const { columns, metadata } = head;
  let characters = 0;
  try {
    const scan = await parquetScan({
      file: asyncBuffer(file.blob),
      metadata,
      compressors: boundedCompressors(compressors),
      parsers,
      // The index could point at pages that nobody has looked at.
      useOffsetIndex: false,
    });
    const groups = metadata.row_groups.filter(({ num_rows }) => num_rows > 0n);
    for (const [place, range] of scan.ranges.entries()) {
      await checkGroup(file, groups[place], columns, wanted);
      const { rowStart } = range;
      const rowEnd = Math.min(range.rowEnd, most);
      if (rowStart >= rowEnd) break;
      const data = new Map<number, DecodedArray>();
      for (const place of wanted)
        data.set(place, await scan.readColumn({ column: columns[place], rowStart, rowEnd }));
      for (const [place, values] of data)
        if (values.length !== rowEnd - rowStart)
          throw new Error(
            `the column "${columns[place]}" has ${values.length} values in ${rowEnd - rowStart} rows`,
          );
      for (let start = rowStart; start < rowEnd; start += ROWS_PER_BATCH) {
        const rows: Row[] = [];
        for (let row = start; row < Math.min(rowEnd, start + ROWS_PER_BATCH); row++) {
          const next = parquetRow(columns, data, row - rowStart, row + 1);
          for (const cell of next.cells) characters += cell.length;
          rows.push(next);
        }
        if (characters > MOST_CHARACTERS)
          throw new TooLargeError(
            `Its rows unpack to more than ${MOST_CHARACTERS / 2 ** 20} million characters. Save it as several files.`,
          );
        yield rows;
      }
    }
  } catch (error) {
    throw damaged(file, error);
  }
}

/** @throws TooLargeError if a row group holds more than can be held */
async function checkGroup(
  file: NamedBlob,
  group: RowGroup,
  columns: readonly string[],
  wanted: readonly number[],
): Promise<void> {
  for (const place of wanted) {
    for (const { meta_data: about } of group.columns) {
      if (about?.path_in_schema[0] !== columns[place]) continue;
      const [start, end] = chunkRange(about);
      checkPages(new Uint8Array(await file.blob.slice(start, end).arrayBuffer()), columns[place]);
    }
  }
}

function parquetRow(
  columns: readonly string[],
  data: ReadonlyMap<number, DecodedArray>,
  index: number,
  line: number,
): Row {
  let problem: string | null = null;
  const cells: string[] = [];
  for (let place = 0; place < columns.length; place++) {
    const value: unknown = data.get(place)?.[index];
    if (value instanceof Uint8Array) {
      problem ??= `The column "${columns[place]}" holds bytes that are not text.`;
      cells.push('');
    } else if (isTooDeep(value)) {
      problem ??= `The column "${columns[place]}" has lists and objects of more than ${MOST_LEVELS} levels.`;
      cells.push('');
    } else cells.push(cellText(value));
  }
  return {
    line,
    cells,
    problem,
    get raw() {
      return cells.join(',');
    },
  };
}

function asyncBuffer(blob: Blob): AsyncBuffer {
  return {
    byteLength: blob.size,
    slice: (start, end) => blob.slice(start, end).arrayBuffer(),
  };
}

function damaged(file: NamedBlob, error: unknown): UnreadableFileError {
  if (error instanceof TooLargeError) return new UnreadableFileError(file.name, error.message);
  const reason = excerpt(error instanceof Error ? error.message : String(error), 200);
  return new UnreadableFileError(
    file.name,
    `It begins like a Parquet file and could not be read to its end (${reason}). Is the download complete?`,
  );
}

import {
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
  type AsyncBuffer,
  type DecodedArray,
  type FileMetaData,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { NamedBlob } from '../named-blob.ts';
import { excerpt, UnreadableFileError } from '../unreadable-file.ts';
import { cellText } from './cell-text.ts';
import type { Row } from './row.ts';

/** What stands in a Parquet file besides its rows. */
export interface ParquetHead {
  readonly columns: readonly string[];
  /** The file's key-value metadata. */
  readonly notes: ReadonlyMap<string, string>;
  readonly metadata: FileMetaData;
}

const ROWS_PER_BATCH = 4096;

/** @throws UnreadableFileError if the file begins like Parquet and is not */
export async function parquetHead(file: NamedBlob): Promise<ParquetHead> {
  try {
    const metadata = await parquetMetadataAsync(asyncBuffer(file.blob));
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
  try {
    const scan = await parquetScan({ file: asyncBuffer(file.blob), metadata, compressors, parsers });
    for (const range of scan.ranges) {
      const { rowStart } = range;
      const rowEnd = Math.min(range.rowEnd, most);
      if (rowStart >= rowEnd) break;
      const data = new Map<number, DecodedArray>();
      for (const place of wanted)
        data.set(place, await scan.readColumn({ column: columns[place], rowStart, rowEnd }));
      for (let start = rowStart; start < rowEnd; start += ROWS_PER_BATCH) {
        const rows: Row[] = [];
        for (let row = start; row < Math.min(rowEnd, start + ROWS_PER_BATCH); row++)
          rows.push(parquetRow(columns, data, row - rowStart, row + 1));
        yield rows;
      }
    }
  } catch (error) {
    throw damaged(file, error);
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
  const reason = excerpt(error instanceof Error ? error.message : String(error), 200);
  return new UnreadableFileError(
    file.name,
    `It begins like a Parquet file and could not be read to its end (${reason}). Is the download complete?`,
  );
}

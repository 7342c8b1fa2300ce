import type { NamedBlob } from '../named-blob.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import { DelimitedRowScanner, type Delimiter } from './delimited-rows.ts';
import { binaryKind, isParquet, textEncoding } from './first-bytes.ts';
import { parseObject } from './json-rows.ts';
import { parquetHead, type ParquetHead } from './parquet-table.ts';
import type { Row } from './row.ts';
import { blockDecoder, type TextEncoding } from './text-blocks.ts';

/** What can be seen of a file before it is read: enough to recognise its layout by. */
export type FileHead = DelimitedHead | JsonLinesHead | ParquetFileHead;

/** Text of any kind: it may be a table, or lines. */
export interface DelimitedHead {
  readonly format: 'delimited';
  readonly file: NamedBlob;
  readonly encoding: TextEncoding;
  /** The first lines. */
  readonly lines: readonly string[];
  /** The delimiter that splits the first line into most cells. */
  readonly delimiter: Delimiter;
  /** The cells of the first row that is not blank, and its line. */
  readonly columns: readonly string[];
  readonly headerLine: number;
  /** Rows after that one, as far as the head of the file goes. */
  readonly sample: readonly Row[];
}

export interface JsonLinesHead {
  readonly format: 'JSONL';
  readonly file: NamedBlob;
  readonly encoding: TextEncoding;
  readonly lines: readonly string[];
  /** Keys of the first objects, in order of appearance. */
  readonly columns: readonly string[];
}

export interface ParquetFileHead {
  readonly format: 'Parquet';
  readonly file: NamedBlob;
  readonly columns: readonly string[];
  readonly parquet: ParquetHead;
}

const HEAD_BYTES = 2 ** 20;
const HEAD_LINES = 50;
const DELIMITERS: readonly Delimiter[] = [',', '\t', ';'];

/**
 * Looks at the beginning of a file.
 * @throws UnreadableFileError if it is empty, binary, a web page or a JSON document
 */
export async function fileHead(file: NamedBlob): Promise<FileHead> {
  if (file.blob.size === 0) throw new UnreadableFileError(file.name, 'The file is empty.');
  const bytes = new Uint8Array(await file.blob.slice(0, HEAD_BYTES).arrayBuffer());
  if (isParquet(bytes)) {
    const parquet = await parquetHead(file);
    return { format: 'Parquet', file, columns: parquet.columns, parquet };
  }
  const encoding = textEncoding(bytes);
  const { text } = blockDecoder(encoding)(bytes, 1);
  const kind = binaryKind(bytes, encoding);
  if (kind !== null && !text.startsWith('#')) throw new UnreadableFileError(file.name, `This is ${kind}.`);

  const lines = wholeLines(text, bytes.length < file.blob.size).slice(0, HEAD_LINES);
  const first = lines.find((line) => line.trim() !== '')?.trim();
  if (first === undefined && bytes.length === file.blob.size)
    throw new UnreadableFileError(file.name, 'The file holds blank lines only.');
  refuseDocuments(file.name, first ?? '');
  if (parseObject(first ?? '') !== null) {
    const keys = lines.flatMap((line) => Object.keys(parseObject(line) ?? {}));
    return { format: 'JSONL', file, encoding, lines, columns: [...new Set(keys)] };
  }
  return { format: 'delimited', file, encoding, lines, ...delimitedHead(lines) };
}

function wholeLines(text: string, cut: boolean): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '' || (cut && lines.length > 1)) lines.pop();
  return lines;
}

function refuseDocuments(name: string, first: string): void {
  if (/^<(!doctype html|html|\?xml)/i.test(first))
    throw new UnreadableFileError(name, 'This is a web page or an XML document, not a file of texts.', 1);
  if (/^(\{|\[|\[\s*\{.*)$/.test(first))
    throw new UnreadableFileError(
      name,
      'This is a JSON document. JSON Lines is read: one object on each line, with a key "text".',
      1,
    );
}

/** Splits the first lines with the delimiter that makes most cells of the first row. */
function delimitedHead(lines: readonly string[]) {
  const block = { text: lines.map((line) => `${line}\n`).join(''), line: 1, brokenLines: [] };
  const candidates = DELIMITERS.map((delimiter) => {
    const scanner = new DelimitedRowScanner(delimiter);
    const rows = [...scanner.push(block), ...scanner.end()];
    const header = rows.findIndex((row) => row.raw.trim() !== '');
    return {
      delimiter,
      columns: rows[header]?.cells ?? [],
      headerLine: rows[header]?.line ?? 1,
      sample: rows.slice(header + 1),
    };
  });
  return candidates.reduce((best, next) => (next.columns.length > best.columns.length ? next : best));
}

import { ANSWER_COLUMNS } from '../../files/answer-columns.ts';
import { readCell } from '../../files/csv-cell.ts';
import type { NamedBlob } from '../named-blob.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import { DelimitedRowScanner, type Delimiter } from './delimited-rows.ts';
import { isHeaderless, numberedColumns } from './headerless.ts';
import {
  headerOfTwoRows,
  headerPlace,
  namedDelimiter,
  withoutHeaderAgain,
  withRowNames,
} from './header-row.ts';
import { binaryKind, isParquet, textEncoding } from './first-bytes.ts';
import { jsonDocument, jsonDocumentRows, type JsonDocument } from './json-document.ts';
import { jsonRow, parseObject } from './json-rows.ts';
import { parquetHead, parquetRows, type ParquetHead } from './parquet-table.ts';
import type { Row } from './row.ts';
import { blockDecoder, type TextEncoding } from './text-blocks.ts';

/** What can be seen of a file before it is read: enough to recognise its layout by. */
export type FileHead = DelimitedHead | JsonLinesHead | JsonDocumentHead | ParquetFileHead;

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
  /** What stands above the header and is not read, in words; `null` if nothing does. */
  readonly above: string | null;
  /** Whether no row names the columns; they are then called `column 1` and so on, and the header's line is 0. */
  readonly unnamed: boolean;
  /** Whether the table is one that we wrote, whose cells are guarded as `writeCell` says. */
  readonly guarded: boolean;
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
  readonly sample: readonly Row[];
}

/** One JSON value that holds all rows; it is in memory whole. */
export interface JsonDocumentHead {
  readonly format: 'JSON';
  readonly file: NamedBlob;
  readonly encoding: TextEncoding;
  readonly columns: readonly string[];
  readonly sample: readonly Row[];
  readonly document: JsonDocument;
}

export interface ParquetFileHead {
  readonly format: 'Parquet';
  readonly file: NamedBlob;
  readonly columns: readonly string[];
  readonly sample: readonly Row[];
  readonly parquet: ParquetHead;
}

const HEAD_BYTES = 2 ** 20;
const LINE_FEED = 10;
/** For files whose first row is longer than that: one text of 200,000 characters may be, as JSON spells it. */
const LONG_HEAD_BYTES = 2 ** 24;
/** Enough to see whether ids and texts come again. */
const SAMPLE_ROWS = 2000;
/** A row for each of as many people with a column for each text, or the other way round; finding out what columns hold compares them. */
const MOST_COLUMNS = 10_000;
const DELIMITERS: readonly Delimiter[] = [',', '\t', ';', '|'];

/**
 * Looks at the beginning of a file.
 * @throws UnreadableFileError if it is empty, binary, a web page, a JSON document that holds no rows, or wider than what is read
 */
export async function fileHead(file: NamedBlob): Promise<FileHead> {
  const head = await beginningOf(file);
  const { length } = head.columns;
  if (length > MOST_COLUMNS)
    throw new UnreadableFileError(
      file.name,
      `It has ${length.toLocaleString('en')} columns; ${MOST_COLUMNS.toLocaleString('en')} are the most that are read. ` +
        'Save it with a row for each answer, or as several files.',
    );
  return head;
}

async function beginningOf(file: NamedBlob): Promise<FileHead> {
  if (file.blob.size === 0) throw new UnreadableFileError(file.name, 'The file is empty.');
  const bytes = new Uint8Array(await file.blob.slice(0, HEAD_BYTES).arrayBuffer());
  const short = bytes.length < file.blob.size && !isParquet(bytes);
  const head = short && !/[\r\n]/.test(new TextDecoder().decode(bytes)) ? null : await headIn(file, bytes);
  if (head !== null && !(short && head.format === 'delimited' && head.sample.length === 0)) return head;
  return headIn(file, new Uint8Array(await file.blob.slice(0, LONG_HEAD_BYTES).arrayBuffer()));
}

/** The head of a file as far as its first bytes show it. */
async function headIn(file: NamedBlob, bytes: Uint8Array): Promise<FileHead> {
  if (isParquet(bytes)) {
    const parquet = await parquetHead(file);
    return {
      format: 'Parquet',
      file,
      columns: parquet.columns,
      sample: await parquetSample(file, parquet),
      parquet,
    };
  }
  const cut = bytes.length < file.blob.size;
  // A character at the cut may be half there.
  const encoding = textEncoding(
    cut ? bytes.subarray(0, bytes.lastIndexOf(LINE_FEED) + 1 || undefined) : bytes,
  );
  const { text } = blockDecoder(encoding)(bytes, 1);
  const kind = binaryKind(bytes, encoding);
  if (kind !== null && !text.startsWith('#'))
    throw new UnreadableFileError(
      file.name,
      `This is ${kind}${/\.xls[xmb]?$/i.test(file.name) ? ', and not the workbook that its name says: it is damaged' : ''}. Open a CSV, TSV, Excel (.xlsx), JSON, JSONL, Parquet or plain text file.`,
    );

  const lines = wholeLines(text, cut).slice(0, SAMPLE_ROWS);
  const first = lines.find((line) => line.trim() !== '')?.trim();
  if (first === undefined && bytes.length === file.blob.size)
    throw new UnreadableFileError(file.name, 'The file holds blank lines only.');
  if (/^<(!doctype html|html|\?xml)/i.test(first ?? ''))
    throw new UnreadableFileError(
      file.name,
      'This is a web page or an XML document, not a file of texts.',
      1,
    );
  const document = await jsonDocument(file, encoding, lines);
  if (document !== null) {
    const sample = jsonDocumentRows(document, 0, SAMPLE_ROWS);
    return { format: 'JSON', file, encoding, columns: document.columns, sample, document };
  }
  if (parseObject(first ?? '') !== null) {
    const columns = [...new Set(lines.flatMap((line) => Object.keys(parseObject(line) ?? {})))];
    const sample = lines.map((raw, index) =>
      jsonRow({ line: index + 1, cells: [raw], raw, problem: null }, columns),
    );
    return { format: 'JSONL', file, encoding, lines, columns, sample };
  }
  return { format: 'delimited', file, encoding, lines, ...delimitedHead(file.name, text, cut) };
}

async function parquetSample(file: NamedBlob, parquet: ParquetHead): Promise<readonly Row[]> {
  for await (const batch of parquetRows(
    file,
    parquet,
    parquet.columns.map((_, place) => place),
    SAMPLE_ROWS,
  ))
    return batch;
  return [];
}

function wholeLines(text: string, cut: boolean): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '' || (cut && lines.length > 1)) lines.pop();
  return lines;
}

/** Splits the first rows with the delimiter that makes most cells of the header. */
function delimitedHead(name: string, text: string, cut: boolean) {
  const first = firstLines(text);
  if (first.length === text.length) return headOf(name, text, cut);
  const head = headOf(name, first, true);
  // A quoted text may have thousands of lines of its own.
  return head.sample.length === SAMPLE_ROWS ? head : headOf(name, text, cut);
}

function headOf(name: string, text: string, cut: boolean) {
  // Whole rows may be longer than many lines: a quoted text has line breaks of its own.
  const whole = cut ? text.slice(0, text.lastIndexOf('\n') + 1) || text : text;
  const blank = {
    delimiter: ',' as const,
    columns: [],
    headerLine: 1,
    above: null,
    unnamed: false,
    guarded: false,
    sample: [],
  };
  if (whole.trim() === '') return blank;
  const block = { text: whole, line: 1, brokenLines: [] };
  const named = namedDelimiter(/^.*/.exec(whole)?.[0]);
  const possible = DELIMITERS.filter((delimiter) =>
    named === null ? delimiter === ',' || whole.includes(delimiter) : named === delimiter,
  );
  const candidates = (possible.length === 0 ? DELIMITERS : possible).map((delimiter) => {
    const scanner = new DelimitedRowScanner(delimiter);
    const rows = scanner.push(block);
    // What the end of the head cuts in two is no row.
    if (!cut || rows.length === 0) for (const row of scanner.end()) rows.push(row);
    const place = headerPlace(rows);
    const { above } = place;
    const names =
      place.header < 0
        ? null
        : headerOfTwoRows(rows[place.header], rows[place.header + 1] as Row | undefined);
    const header = names === null ? place.header : place.header + 1;
    const columns = names ?? withRowNames(rows[header]?.cells ?? [], rows.slice(header + 1));
    const guarded = ANSWER_COLUMNS.every((name, at) => columns[at] === name);
    return {
      delimiter,
      header: rows[header] as Row | undefined,
      columns: guarded ? columns.map(readCell) : columns,
      headerLine: rows[header]?.line ?? 1,
      above,
      unnamed: false,
      guarded,
      sample: rows
        .slice(header + 1, header + 1 + SAMPLE_ROWS)
        .map((row) => withoutHeaderAgain(row, rows[header]?.cells ?? []))
        .map((row) => (guarded ? unguarded(row) : row)),
    };
  });
  const best = candidates.reduce((one, next) =>
    next.columns.length > one.columns.length && believable(next) ? next : one,
  );
  return best.header === undefined
    ? withoutRow(best)
    : withoutRow(
        headerless(candidates.filter(({ delimiter }) => delimiter !== ',' || /\.csv$/i.test(name))) ?? best,
      );
}

/**
 * Of the ways to split a table whose first row holds data, the one with most columns; `null` if there is none. Commas stand
 * in prose too, and are believed to delimit in a file of that name alone.
 */
function headerless<
  Candidate extends {
    readonly header?: Row;
    readonly sample: readonly Row[];
    readonly columns: readonly string[];
  },
>(
  candidates: readonly Candidate[],
): (Candidate & { readonly unnamed: boolean; readonly headerLine: number }) | null {
  const found = candidates.filter(
    ({ header, sample }) => header !== undefined && isHeaderless(header, sample),
  );
  const [widest] = found.sort((a, b) => b.columns.length - a.columns.length);
  if (widest === undefined) return null;
  const sample = [widest.header!, ...widest.sample];
  return { ...widest, columns: numberedColumns(widest.columns.length), headerLine: 0, unnamed: true, sample };
}

/** A row as it was before its cells were guarded. */
export function unguarded(row: Row): Row {
  return { ...row, cells: row.cells.map(readCell) };
}

function withoutRow<Candidate extends { readonly header?: Row }>({
  header: _,
  ...rest
}: Candidate): Omit<Candidate, 'header'> {
  return rest;
}

/** As many lines as the sample can need, where a quoted text has some of its own. */
function firstLines(text: string): string {
  let end = -1;
  for (let line = 0; line < 10 * SAMPLE_ROWS; line++) {
    end = text.indexOf('\n', end + 1);
    if (end < 0) return text;
  }
  return text.slice(0, end + 1);
}

/** A vertical bar stands in texts and answers too: it delimits cells where rows agree on their number. */
function believable({
  delimiter,
  columns,
  sample,
}: {
  delimiter: Delimiter;
  columns: readonly string[];
  sample: readonly Row[];
}): boolean {
  const rows = sample.filter(({ raw }) => raw.trim() !== '');
  return delimiter !== '|' || (rows.length > 0 && rows.every(({ cells }) => cells.length === columns.length));
}

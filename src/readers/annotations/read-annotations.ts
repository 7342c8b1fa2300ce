import { SourceRecord } from '../source-record.ts';
import type { FileHead } from '../tables/file-head.ts';
import { jsonRow, parseObject } from '../tables/json-rows.ts';
import type { OpenFile } from '../tables/open-file.ts';
import type { Row } from '../tables/row.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import { AnnotationRows } from './annotation-rows.ts';
import { CSV_MARK, HEADER_KEY, parseHeader, type AnnotationsHeader } from './annotations-header.ts';
import { readCell } from '../../files/csv-cell.ts';
import type { ImportedAnnotations } from './imported-annotations.ts';

const LAYOUT = 'annotations downloaded from this page';

/** Whether the file is one that `writeAnnotations` made. */
export function isAnnotations(head: FileHead): boolean {
  if (head.format === 'Parquet') return head.parquet.notes.has(HEADER_KEY);
  if (head.format === 'JSON') return false;
  if (head.format === 'JSONL') return parseObject(head.lines[0])?.[HEADER_KEY] !== undefined;
  return head.lines[0]?.startsWith(CSV_MARK) ?? false;
}

/**
 * Reads annotations back, each annotator and question apart, values as they were written.
 * @throws UnreadableFileError if the header is damaged or a column of it is missing
 */
export async function readAnnotations(open: OpenFile): Promise<ImportedAnnotations[]> {
  const { head } = open;
  const { name, blob } = head.file;
  const record = new SourceRecord(name, blob.size, LAYOUT);
  const read = head.format === 'Parquet' ? readParquet : head.format === 'JSONL' ? readJsonLines : readCsv;
  const rows = await read(open, record);
  return rows.finish(open.sha256());
}

async function readParquet(open: OpenFile, record: SourceRecord): Promise<AnnotationRows> {
  const { head } = open;
  if (head.format !== 'Parquet') throw new Error('not Parquet');
  const header = checkedHeader(record.name, head.parquet.notes.get(HEADER_KEY)!);
  const rows = new AnnotationRows(header, head.columns, record);
  for await (const batch of open.rows(head.columns.map((_, place) => place)))
    for (const row of batch) rows.add(row);
  return rows;
}

async function readJsonLines(open: OpenFile, record: SourceRecord): Promise<AnnotationRows> {
  let rows: AnnotationRows | null = null;
  let columns: readonly string[] = [];
  for await (const batch of open.lines()) {
    for (const line of batch) {
      if (rows === null) {
        const header = checkedHeader(record.name, JSON.stringify(parseObject(line.raw)?.[HEADER_KEY]));
        columns = header.columns;
        rows = new AnnotationRows(header, columns, record);
      } else rows.add(jsonRow(line, columns));
    }
  }
  return rows!;
}

async function readCsv(open: OpenFile, record: SourceRecord): Promise<AnnotationRows> {
  let header: AnnotationsHeader | null = null;
  let rows: AnnotationRows | null = null;
  let width = 0;
  for await (const batch of open.rawRows(',')) {
    for (const row of batch) {
      if (header === null) header = checkedHeader(record.name, row.raw.slice(CSV_MARK.length));
      else if (rows === null) {
        width = row.cells.length;
        rows = new AnnotationRows(header, row.cells.map(readCell), record);
      } else rows.add(csvRow(row, width));
    }
  }
  if (rows === null)
    throw new UnreadableFileError(record.name, 'The row with the names of the columns is missing.', 2);
  return rows;
}

function csvRow(row: Row, width: number): Row {
  if (row.problem !== null) return row;
  const problem =
    row.cells.length === width ? null : `The row has ${row.cells.length} cells; the header has ${width}.`;
  return { ...row, cells: row.cells.map(readCell), problem };
}

function checkedHeader(file: string, json: string): AnnotationsHeader {
  const header = parseHeader(json);
  if (typeof header === 'string')
    throw new UnreadableFileError(file, `${header} Download the annotations again.`, 1);
  return header;
}

import type { Dataset } from '../judgments/dataset.ts';
import { SourceRecord } from './source-record.ts';
import type { FileHead } from './tables/file-head.ts';
import type { OpenFile } from './tables/open-file.ts';
import { UnreadableFileError } from './unreadable-file.ts';

/** A data set's layouts: how to recognise its files by their content, and how to make one data set of them. */
export interface DatasetFamily {
  /** What its files look like, as a message about an unknown file puts it. */
  readonly lookedFor: string;
  /** The layout of this file in words, e.g. `GoEmotions raw (one row per rater)`; `null` if it is none of this family's. */
  recognise(head: FileHead): string | null;
  /** @throws UnreadableFileError if no row can be used, or a file that belongs to these is missing */
  read(files: readonly RecognisedFile[]): Promise<Dataset>;
}

export interface RecognisedFile {
  readonly open: OpenFile;
  readonly layout: string;
}

export function sourceRecord({ open, layout }: RecognisedFile): SourceRecord {
  const { name, blob } = open.head.file;
  return new SourceRecord(name, blob.size, layout);
}

/** @throws UnreadableFileError if nothing of the files could be used, with the first reason */
export function requireItems(count: number, records: readonly SourceRecord[]): void {
  if (count > 0) return;
  const record = records.find((one) => one.firstSkipped) ?? records[0];
  const first = record.firstSkipped;
  throw new UnreadableFileError(
    record.name,
    first
      ? `It was read as ${record.layout} and no row of it could be used. ${first.reason}`
      : `It was read as ${record.layout} and holds no rows below its header.`,
    first?.line ?? null,
  );
}

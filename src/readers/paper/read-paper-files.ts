import { unpackFiles } from '../archives/unpack-files.ts';
import type { NamedBlob } from '../named-blob.ts';
import { ReadingProgress, type ReadOptions } from '../reading-progress.ts';
import { SourceRecord } from '../source-record.ts';
import { fileHead, type FileHead } from '../tables/file-head.ts';
import { openFile } from '../tables/open-file.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import type { PaperFiles, Unreadable } from './paper-files.ts';
import { PaperReading } from './paper-reading.ts';
import { PAPER_SCHEMAS } from './paper-schemas.ts';

/**
 * Reads files in the form in which the paper's authors write them, each known by its columns.
 * @throws UnreadableFileError if a file is none of them, or holds other labels than those before it
 */
export async function readPaperFiles(
  given: readonly NamedBlob[],
  { unreadable, ...options }: ReadOptions & { readonly unreadable: Unreadable },
): Promise<PaperFiles> {
  const files = await unpackFiles(given);
  const progress = new ReadingProgress(files, options);
  const reading = new PaperReading(unreadable);
  for (const file of files) {
    options.signal?.throwIfAborted();
    const head = await fileHead(file);
    const schema = PAPER_SCHEMAS.find((one) => one.recognise(head));
    if (!schema)
      throw new UnreadableFileError(
        file.name,
        `It is none of the paper's files: ${PAPER_SCHEMAS.map(({ name }) => name).join('; ')}. Its columns are ${head.columns.slice(0, 10).join(', ')}.`,
      );
    const open = await openFile(head, progress);
    const record = new SourceRecord(file.name, file.blob.size, schema.name);
    reading.addIdColumn(hasNumberIds(head));
    await schema.read(open, reading, record);
    reading.addSource(record.finish(open.sha256()));
  }
  progress.report();
  return reading.finish();
}

/** Whether ids are whole numbers: in Parquet by the type of their column, elsewhere by what stands in the first rows. */
function hasNumberIds(head: FileHead): boolean {
  if (head.format === 'Parquet')
    return /^INT(32|64)$/.test(head.parquet.metadata.schema.find(({ name }) => name === 'id')?.type ?? '');
  const place = head.columns.indexOf('id');
  return head.sample.every(({ problem, cells }) => problem !== null || /^-?(0|[1-9]\d*)$/.test(cells[place]));
}

import type { Dataset } from '../judgments/dataset.ts';
import type { ImportedAnnotations } from './annotations/imported-annotations.ts';
import { isAnnotations, readAnnotations } from './annotations/read-annotations.ts';
import type { DatasetFamily, RecognisedFile } from './dataset-family.ts';
import { emoBank } from './emobank.ts';
import { goEmotionsConsensus } from './goemotions-consensus.ts';
import { goEmotionsRaters } from './goemotions-raters.ts';
import type { NamedBlob } from './named-blob.ts';
import { ReadingProgress, type ReadOptions } from './reading-progress.ts';
import { fileHead, type FileHead } from './tables/file-head.ts';
import { openFile } from './tables/open-file.ts';
import { texts } from './texts.ts';
import { excerpt, UnreadableFileError } from './unreadable-file.ts';

/** What the files hold, taken together. */
export interface ReadOutcome {
  /** `null` if they hold annotations only. */
  readonly dataset: Dataset | null;
  /** Model annotations that were downloaded from here before, one for each annotator and question. */
  readonly annotations: readonly ImportedAnnotations[];
}

/** In the order in which they are tried: the last takes any text. */
const FAMILIES: readonly DatasetFamily[] = [goEmotionsRaters, goEmotionsConsensus, emoBank, texts];

/**
 * Reads files of texts, of people's judgments and of downloaded annotations, each recognised by its content. Streams:
 * besides the result it holds a block or a row group of one file at a time.
 * @throws UnreadableFileError if a file fits no layout or cannot be used; the signal's reason if cancelled
 */
export async function readFiles(
  files: readonly NamedBlob[],
  options: ReadOptions = {},
): Promise<ReadOutcome> {
  const progress = new ReadingProgress(files, options);
  const annotations: ImportedAnnotations[] = [];
  let family: DatasetFamily | null = null;
  const recognised: RecognisedFile[] = [];
  for (const file of files) {
    options.signal?.throwIfAborted();
    const head = await fileHead(file);
    const open = await openFile(head, progress);
    if (isAnnotations(head)) {
      annotations.push(...(await readAnnotations(open)));
      continue;
    }
    const [found, layout] = recognise(head);
    if (family !== null && family !== found)
      throw new UnreadableFileError(
        file.name,
        `This is ${layout}, and ${recognised[0].open.head.file.name} is ${recognised[0].layout}. ` +
          'Open the files of one data set at a time.',
      );
    family = found;
    recognised.push({ open, layout });
  }
  const dataset = family === null ? null : await family.read(recognised);
  progress.report();
  return { dataset, annotations };
}

function recognise(head: FileHead): [DatasetFamily, string] {
  for (const family of FAMILIES) {
    const layout = family.recognise(head);
    if (layout !== null) return [family, layout];
  }
  const cells = head.columns.slice(0, 12).map((cell) => `"${excerpt(cell, 40)}"`);
  const more = head.columns.length - cells.length;
  const found = more > 0 ? `${cells.join(', ')} and ${more} more` : cells.join(', ');
  throw new UnreadableFileError(
    head.file.name,
    `The file fits no known layout. Looked for: ${FAMILIES.map(({ lookedFor }) => lookedFor).join('; ')}; ` +
      `or annotations downloaded from this page. Found a table with the columns ${found}. ` +
      'If one of them holds the texts, name it "text" and open the file again.',
    head.format === 'delimited' ? head.headerLine : null,
  );
}

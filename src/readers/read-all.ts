import type { Dataset } from '../judgments/dataset.ts';
import { textsOfAnnotations } from './annotations/texts-of-annotations.ts';
import type { NamedBlob } from './named-blob.ts';
import { readPredictions } from './predictions/read-predictions.ts';
import { readFiles, type ReadFilesOptions } from './read-files.ts';
import { UndecidedReadingError, type ReadingAsk } from './reading-ask.ts';
import { EMPTY_DOCUMENT, readingDocument, type ReadingDocument } from './reading-document.ts';

/** What files were read as. */
export interface WholeReading {
  /** `null` if people's files may be read in two ways, and so are not read. */
  readonly dataset: Dataset | null;
  readonly document: ReadingDocument;
}

/**
 * Reads people's files and models' files and says how. What may be read in two ways is not read, and asked about in the
 * document.
 * @throws UnreadableFileError if a file cannot be used; the signal's reason if cancelled
 */
export async function readAll(
  people: readonly NamedBlob[],
  models: readonly NamedBlob[],
  options: ReadFilesOptions = {},
): Promise<WholeReading> {
  const outcome = await orAsks(() => readFiles(people, { ...options, explain: true }));
  if (outcome instanceof UndecidedReadingError)
    return { dataset: null, document: { ...EMPTY_DOCUMENT, asks: outcome.asks } };
  const dataset = outcome.dataset ?? textsOfAnnotations(outcome.annotations);
  const imported = outcome.predictions === null ? [] : [outcome.predictions];
  let open: readonly ReadingAsk[] = [];
  if (models.length > 0) {
    const { signal, predictions, onProgress } = options;
    const elsewhere = await orAsks(() =>
      readPredictions(models, dataset, { ...predictions, signal, onProgress }),
    );
    if (elsewhere instanceof UndecidedReadingError) open = elsewhere.asks;
    else imported.push(elsewhere);
  }
  const asks = [...outcome.asks, ...open, ...imported.flatMap((one) => one.asks)];
  return { dataset, document: readingDocument(dataset, imported, asks, outcome.mappings, outcome.columns) };
}

async function orAsks<Result>(work: () => Promise<Result>): Promise<Result | UndecidedReadingError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UndecidedReadingError) return error;
    throw error;
  }
}

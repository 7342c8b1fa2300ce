import type { Dataset } from '../judgments/dataset.ts';
import { textsOfAnnotations } from './annotations/texts-of-annotations.ts';
import type { NamedBlob } from './named-blob.ts';
import { readPredictions } from './predictions/read-predictions.ts';
import { readFiles, type ReadFilesOptions } from './read-files.ts';
import { UndecidedReadingError } from './reading-ask.ts';
import { EMPTY_DOCUMENT, readingDocument, type ReadingDocument } from './reading-document.ts';

/**
 * Reads people's files and models' files and says how. What may be read in two ways is not read, and asked about in the
 * document.
 * @throws UnreadableFileError if a file cannot be used; the signal's reason if cancelled
 */
export async function readAll(
  people: readonly NamedBlob[],
  models: readonly NamedBlob[],
  options: ReadFilesOptions = {},
): Promise<ReadingDocument> {
  const outcome = await orAsks(() => readFiles(people, options));
  if (outcome instanceof UndecidedReadingError) return { ...EMPTY_DOCUMENT, asks: outcome.asks };
  const dataset: Dataset = outcome.dataset ?? textsOfAnnotations(outcome.annotations);
  const imported = outcome.predictions === null ? [] : [outcome.predictions];
  const { signal, predictions, onProgress } = options;
  const elsewhere =
    models.length === 0 ? null : await orAsks(() => readPredictions(models, dataset, { ...predictions, signal, onProgress }));
  if (elsewhere instanceof UndecidedReadingError)
    return readingDocument(dataset, imported, [...outcome.asks, ...elsewhere.asks]);
  if (elsewhere !== null) imported.push(elsewhere);
  return readingDocument(dataset, imported, [...outcome.asks, ...imported.flatMap(({ asks }) => asks)]);
}

async function orAsks<Result>(work: () => Promise<Result>): Promise<Result | UndecidedReadingError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UndecidedReadingError) return error;
    throw error;
  }
}

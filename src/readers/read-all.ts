import type { Dataset } from '../judgments/dataset.ts';
import { textsOfAnnotations } from './annotations/texts-of-annotations.ts';
import type { NamedBlob } from './named-blob.ts';
import { readPredictions } from './predictions/read-predictions.ts';
import { readFiles, type ReadFilesOptions } from './read-files.ts';
import { readingDocument, type ReadingDocument } from './reading-document.ts';

/**
 * Reads people's files and models' files and says how.
 * @throws UnreadableFileError if a file cannot be used; the signal's reason if cancelled
 */
export async function readAll(
  people: readonly NamedBlob[],
  models: readonly NamedBlob[],
  options: ReadFilesOptions = {},
): Promise<ReadingDocument> {
  const outcome = await readFiles(people, options);
  const dataset: Dataset = outcome.dataset ?? textsOfAnnotations(outcome.annotations);
  const imported = outcome.predictions === null ? [] : [outcome.predictions];
  if (models.length > 0)
    imported.push(await readPredictions(models, dataset, { ...options.predictions, signal: options.signal }));
  return readingDocument(dataset, imported, outcome.asks);
}

import type { Annotator } from '../judgments/annotator.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Predictions } from '../judgments/predictions.ts';
import { once, type ReadModelFile } from './model-files.ts';
import type { OutputStore } from './output-store.ts';
import { seenItems } from './seen-items.ts';
import { loadPredictions } from './stored-predictions.ts';

/**
 * What annotators said about a data set's items, one for each question that they were asked about any of them, with the items that
 * they were trained or tuned on. One whose every answer failed is among them.
 * @param read reads a file of what the page serves, by its path from there; each is read once
 */
export async function storedJudgments(
  dataset: Pick<Dataset, 'ids' | 'texts' | 'withoutText'>,
  annotators: readonly Annotator[],
  store: OutputStore,
  read: ReadModelFile,
): Promise<(Predictions & { readonly seen: Uint8Array })[]> {
  const readOnce = once(read);
  const judgments = [];
  for (const annotator of annotators)
    for (const answer of await loadPredictions(dataset, annotator, store))
      if (answer.missing?.includes(0) ?? true)
        judgments.push({
          ...answer,
          seen: await seenItems(annotator, answer.question.id, dataset.ids, readOnce),
        });
  return judgments;
}

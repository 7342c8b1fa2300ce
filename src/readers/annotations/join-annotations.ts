import type { Dataset } from '../../judgments/dataset.ts';
import type { Predictions } from '../../judgments/predictions.ts';
import type { ImportedAnnotations } from './imported-annotations.ts';

export interface JoinedAnnotations {
  /** Row i belongs to item i of the data set; items that the file does not have are missing, like those not asked about. */
  readonly predictions: Predictions;
  /** Ids in the file that no item has, or whose item has another text: an id alone may be no more than a row number. */
  readonly unmatched: readonly string[];
}

/** Brings imported annotations into the order of a data set's items, by id. */
export function joinAnnotations(
  dataset: Pick<Dataset, 'ids' | 'texts'>,
  imported: ImportedAnnotations,
): JoinedAnnotations {
  const { annotator, question, ids, texts } = imported;
  const labels = question.labels.length;
  const items = new Map(dataset.ids.map((id, item) => [id, item]));
  const answered = new Uint8Array(dataset.ids.length);
  const distributions = new Float32Array(dataset.ids.length * labels);
  const samples = imported.samples && new Uint32Array(dataset.ids.length);
  const missing = new Uint8Array(dataset.ids.length).fill(1);
  const unmatched: string[] = [];
  for (const [row, id] of ids.entries()) {
    const item = items.get(id);
    if (item === undefined || (texts !== null && texts[row] !== dataset.texts[item])) {
      unmatched.push(id);
      continue;
    }
    missing[item] = imported.missing?.[row] ?? 0;
    answered[item] = imported.answered[row];
    if (samples) samples[item] = imported.samples![row];
    distributions.set(imported.distributions.subarray(row * labels, (row + 1) * labels), item * labels);
  }
  const predictions = { annotator, question, answered, missing, distributions, ...(samples && { samples }) };
  return { predictions, unmatched };
}

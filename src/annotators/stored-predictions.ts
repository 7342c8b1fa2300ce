import type { Annotator } from '../judgments/annotator.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Predictions } from '../judgments/predictions.ts';
import { loadTextHash } from '../judgments/text-hash.ts';
import { fromHalf } from './half-precision.ts';
import { textHashes } from './output-chunk.ts';
import type { OutputStore } from './output-store.ts';

/**
 * The stored outputs of an annotator for a data set's texts, one {@link Predictions} per question of the annotator.
 * Items whose text has no output yet are not answered. Rows are the stored 16-bit values, so they sum to 1 within their
 * rounding (below 0.001).
 */
export async function loadPredictions(
  dataset: Pick<Dataset, 'texts'>,
  annotator: Annotator,
  store: OutputStore,
): Promise<Predictions[]> {
  const hash = await loadTextHash();
  const itemsOf = new Map<string, number[]>();
  for (const [item, text] of dataset.texts.entries()) {
    const key = hash(text);
    const items = itemsOf.get(key);
    if (items) items.push(item);
    else itemsOf.set(key, [item]);
  }
  const items = dataset.texts.length;
  const predictions = annotator.questions.map((question) => ({
    annotator,
    question,
    answered: new Uint8Array(items),
    distributions: new Float32Array(items * question.labels.length),
  }));
  for await (const chunk of store.chunks(annotator)) {
    for (const [row, key] of textHashes(chunk).entries()) {
      for (const item of itemsOf.get(key) ?? []) {
        for (const [at, { question, answered, distributions }] of predictions.entries()) {
          const labels = question.labels.length;
          fromHalf(chunk.rows[at].subarray(row * labels, (row + 1) * labels), distributions, item * labels);
          answered[item] = 1;
        }
      }
    }
  }
  return predictions;
}

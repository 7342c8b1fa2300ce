import type { Dataset } from '../judgments/dataset.ts';
import { numbersOfItems, type Predictions } from '../judgments/predictions.ts';
import type { Question } from '../judgments/question.ts';
import { itemTextHashes } from '../judgments/text-hash.ts';

/**
 * What was made here of a project's answers, calibrated or in other labels, in the order of its items after it was read again: no
 * file brings it anew. What was made of a file's answers goes with that file, and what is in a question's labels with the question.
 * @param before the project's data set and all predictions in its order
 */
export async function derivedAgain(
  before: { readonly dataset: Dataset; readonly predictions: readonly Predictions[] },
  dataset: Dataset,
): Promise<Predictions[]> {
  const here = new Set(dataset.sources.map(({ sha256 }) => sha256.slice(0, 16)));
  const kept = before.predictions.filter(({ annotator: { method, revision }, question }) => {
    const { calibrators, mappedTo } = method.parameters ?? {};
    if (calibrators === undefined && mappedTo === undefined) return false;
    if (mappedTo !== undefined && !dataset.questions.some((one) => isSame(one.question, question)))
      return false;
    return method.name !== 'imported' || revision.split('+').every((file) => here.has(file));
  });
  if (kept.length === 0) return [];
  const places = new Map<string, number>();
  for (const [item, hash] of (await itemTextHashes(before.dataset)).entries()) places.set(hash, item);
  const from = (await itemTextHashes(dataset)).map((hash) => places.get(hash) ?? -1);
  return kept.map((one) => inOrder(one, from)).filter(({ answered }) => answered.includes(1));
}

function isSame(one: Question, other: Question): boolean {
  return one.id === other.id && one.labels.join('\n') === other.labels.join('\n');
}

/** @param from the row of each item, -1 where it has none */
function inOrder(one: Predictions, from: readonly number[]): Predictions {
  const width = one.question.labels.length;
  const distributions = new Float32Array(from.length * width);
  for (const [item, row] of from.entries())
    if (row >= 0) distributions.set(one.distributions.subarray(row * width, (row + 1) * width), item * width);
  const missing = Uint8Array.from(from, (row) => (row < 0 ? 1 : (one.missing?.[row] ?? 0)));
  const { missing: _, ...rest } = one;
  return {
    ...rest,
    answered: Uint8Array.from(from, (row) => (row < 0 ? 0 : one.answered[row])),
    ...(missing.includes(1) && { missing }),
    distributions,
    ...(one.numbers && { numbers: numbersOfItems(one.numbers, from) }),
    ...(one.samples && { samples: Uint32Array.from(from, (row) => (row < 0 ? 0 : one.samples![row])) }),
  };
}

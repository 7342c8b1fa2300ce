import { f16round } from '@petamoriken/float16';
import type { OutputStore } from '../annotators/output-store.ts';
import { loadPredictions } from '../annotators/stored-predictions.ts';
import { annotatorKey, readFrom } from '../judgments/annotator.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Predictions } from '../judgments/predictions.ts';
import { setsOf } from '../judgments/votes.ts';
import { byAnnotator } from './keep-predictions.ts';

/**
 * Answers that were read from a file, as a project keeps them: they say which file, so that they never pass for what the model they
 * name answered here. What is here already, bit for bit, is left out: it needs no file to vouch for it.
 * @param predictions rows in the order of the data set's items
 * @param file its name
 */
export async function answersFromFile(
  outputs: Pick<OutputStore, 'chunks'>,
  dataset: Pick<Dataset, 'texts' | 'withoutText'>,
  predictions: readonly Predictions[],
  file: string,
): Promise<Predictions[]> {
  const kept: Predictions[] = [];
  const computed = new Map<string, Predictions[]>();
  for (const { annotator, answers } of byAnnotator(predictions)) {
    for (const answer of answers) {
      // Its file may lack some of the questions that the model answered here.
      const whole = annotatorKey(answer.annotator);
      const here = computed.get(whole) ?? (await loadPredictions(dataset, answer.annotator, outputs));
      computed.set(whole, here);
      const rounded = asStored(answer);
      if (!here.some((own) => own.question.id === answer.question.id && holds(own, rounded)))
        kept.push({ ...rounded, annotator: readFrom(annotator, file) });
    }
  }
  return kept;
}

/** Answers with the distributions rounded as the storage of outputs rounds them, so that the same answers give the same figures. */
export function asStored(predictions: Predictions): Predictions {
  return { ...predictions, distributions: Float32Array.from(predictions.distributions, f16round) };
}

/** Whether every answer of `others` is among ours, and the same. */
function holds(own: Predictions, others: Predictions): boolean {
  const labels = own.question.labels.length;
  if (others.question.labels.length !== labels) return false;
  return others.answered.every((answered, item) => {
    if (answered === 0 && others.missing?.[item] !== 0) return true;
    if (own.missing?.[item] === 1 || own.answered[item] !== answered) return false;
    // A file that could not tell samples of several labels has no number of them.
    const counted = [own, others].map(({ samples }) => samples?.[item] ?? 0);
    if (counted.every((count) => count > 0) && (counted[0] !== counted[1] || !sameSets(own, others, item)))
      return false;
    for (let at = item * labels; at < (item + 1) * labels; at++)
      if (own.distributions[at] !== others.distributions[at]) return false;
    return true;
  });
}

/** Whether the samples that named several labels are the same, in whatever order. */
function sameSets(own: Predictions, others: Predictions, item: number): boolean {
  const [ours, theirs] = [own, others].map(({ several }) =>
    (several ? setsOf(several, item) : []).map(String).toSorted().join(' '),
  );
  return ours === theirs;
}

import { OutputChunkBuilder, textHashes, type OutputChunk } from '../annotators/output-chunk.ts';
import type { OutputStore } from '../annotators/output-store.ts';
import { keepsSets, setsAsNumbers } from '../files/answer-sets.ts';
import { answersPerText } from '../annotators/worded-answers.ts';
import { annotatorKey, type Annotator } from '../judgments/annotator.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Predictions } from '../judgments/predictions.ts';
import { itemTextHashes } from '../judgments/text-hash.ts';
import { setsOf } from '../judgments/votes.ts';

/** Outputs of one annotator that are not here yet, and how far the project has them with these. */
export interface MissingOutputs {
  readonly annotator: Annotator;
  readonly chunk: OutputChunk;
  /** Texts are counted once however many items have them. */
  readonly total: number;
  readonly done: number;
}

/**
 * Keeps predictions that came with the page as outputs of their annotators, for every project, except for texts whose output is here
 * already. What was read from anybody's file is no such thing: see answers-from-file.ts.
 * An annotator of which some questions are lacking is kept as one that answers the others only. A failed answer is kept as one, a
 * row of zeros, where the predictions tell it from an answer that is missing.
 * @param predictions rows in the order of the data set's items
 */
export async function keepPredictions(
  outputs: OutputStore,
  project: number,
  dataset: Pick<Dataset, 'texts' | 'withoutText'>,
  predictions: readonly Predictions[],
): Promise<void> {
  for (const { annotator, chunk, ...counts } of await missingOutputs(outputs, dataset, predictions))
    await outputs.append(annotator, chunk, { project, ...counts });
}

/** What {@link keepPredictions} would add to the store. */
export async function missingOutputs(
  outputs: Pick<OutputStore, 'chunks'>,
  dataset: Pick<Dataset, 'texts' | 'withoutText'>,
  predictions: readonly Predictions[],
): Promise<MissingOutputs[]> {
  const hashes = await itemTextHashes(dataset);
  const total = new Set(hashes).size;
  const missing: MissingOutputs[] = [];
  for (const { annotator, answers } of byAnnotator(predictions)) {
    const rows = answers.map((each) => storedRows(each, annotator));
    const known = new Set<string>();
    for await (const chunk of outputs.chunks(annotator))
      for (const text of textHashes(chunk)) known.add(text);
    const builder = new OutputChunkBuilder(annotator);
    const done = new Set<string>();
    for (const [item, text] of hashes.entries()) {
      if (!answers.every(({ answered, missing: absent }) => answered[item] || absent?.[item] === 0)) continue;
      done.add(text);
      if (known.has(text)) continue;
      known.add(text);
      builder.add(text, false, rows, item);
    }
    missing.push({ annotator, chunk: builder.take(), total, done: done.size });
  }
  return missing;
}

/** Rows as a run of the annotator would have stored them: of samples the shares of all answers, failed ones included, or their sets. */
function storedRows(predictions: Predictions, annotator: Annotator): Float64Array {
  const { distributions, samples, question } = predictions;
  if (keepsSets(annotator)) return storedSets(predictions, annotator);
  const rows = Float64Array.from(distributions);
  const asked = answersPerText(annotator);
  if (asked === null || !samples) return rows;
  const labels = question.labels.length;
  for (let at = 0; at < rows.length; at++)
    rows[at] = Math.round(rows[at] * samples[Math.floor(at / labels)]) / asked;
  return rows;
}

/** The sets of every item's answers, those of one label after those of several, and failed ones last: their order tells nothing. */
function storedSets(
  { distributions, samples, several, question, answered }: Predictions,
  annotator: Annotator,
): Float64Array {
  const labels = question.labels.length;
  const asked = answersPerText(annotator)!;
  const rows = Array.from(answered, (_, item) => {
    const sets = several ? setsOf(several, item) : [];
    const count = samples?.[item] ?? 0;
    if (answered[item] === 1 && count === 0)
      throw new RangeError(
        `The number of samples of ${annotator.model} is missing, which its sets of labels are made of.`,
      );
    for (let label = 0; label < labels; label++) {
      const shared = sets.reduce((sum, set) => sum + (set.includes(label) ? 1 / set.length : 0), 0);
      const alone = Math.round(distributions[item * labels + label] * count - shared);
      for (let time = 0; time < alone; time++) sets.push([label]);
    }
    while (sets.length < asked) sets.push([]);
    return setsAsNumbers(sets, labels);
  });
  return Float64Array.from(rows.flatMap((row) => [...row]));
}

/** Predictions by who made them, each annotator with the questions that it answers there. */
export function byAnnotator(
  predictions: readonly Predictions[],
): { readonly annotator: Annotator; readonly answers: readonly Predictions[] }[] {
  const groups = new Map<string, Predictions[]>();
  for (const one of predictions) {
    const key = annotatorKey(one.annotator);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((answers) => ({
    annotator: { ...answers[0].annotator, questions: answers.map(({ question }) => question) },
    answers,
  }));
}

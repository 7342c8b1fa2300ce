import { f16round } from '@petamoriken/float16';
import type { Annotator } from '../judgments/annotator.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Predictions } from '../judgments/predictions.ts';
import { VotesBuilder } from '../judgments/votes.ts';
import { itemTextHashes } from '../judgments/text-hash.ts';
import { fromHalf } from '../files/half-precision.ts';
import { keepsSets, rowWidth, setsFromNumbers } from '../files/answer-sets.ts';
import { textHashes } from './output-chunk.ts';
import type { OutputStore } from './output-store.ts';
import { answersPerText } from './worded-answers.ts';

/**
 * The stored outputs of an annotator for a data set's texts, one {@link Predictions} per question of the annotator.
 * Items whose text has no output yet are missing. Rows are the stored 16-bit values, so they sum to 1 within their
 * rounding (below 0.001).
 * Of a model that was asked for samples the shares of all its answers are stored; here they are divided by the share of
 * those that gave a label, whose number is `samples`. Percentages are stored as stated and divided by their sum here. Where
 * no answer gave a label, the item is not answered, which is a failed answer. Answers with all labels that apply are stored as sets and
 * counted here; ratings with decimals are shares of the points, a mean of distributions and no counts.
 */
export async function loadPredictions(
  dataset: Pick<Dataset, 'texts' | 'withoutText'>,
  annotator: Annotator,
  store: Pick<OutputStore, 'chunks'>,
): Promise<Predictions[]> {
  const itemsOf = new Map<string, number[]>();
  for (const [item, key] of (await itemTextHashes(dataset)).entries()) {
    const items = itemsOf.get(key);
    if (items) items.push(item);
    else itemsOf.set(key, [item]);
  }
  const items = dataset.texts.length;
  const predictions = annotator.questions.map((question) => ({
    annotator,
    question,
    answered: new Uint8Array(items),
    missing: new Uint8Array(items).fill(1),
    distributions: new Float32Array(items * question.labels.length),
  }));
  const sets = keepsSets(annotator) ? new Array<readonly number[][]>(items) : null;
  for await (const chunk of store.chunks(annotator)) {
    for (const [row, key] of textHashes(chunk).entries()) {
      for (const item of itemsOf.get(key) ?? []) {
        for (const [at, { question, answered, missing, distributions }] of predictions.entries()) {
          const width = rowWidth(annotator, question);
          const stored = chunk.rows[at].subarray(row * width, (row + 1) * width);
          missing[item] = 0;
          answered[item] = stored.some((bits) => bits !== 0) ? 1 : 0;
          if (sets) sets[item] = setsOfRow(stored, question.labels.length);
          else fromHalf(stored, distributions, item * width);
        }
      }
    }
  }
  if (sets) return [ofSets(predictions[0], sets)];
  const asked = answersPerText(annotator);
  return asked === null ? predictions : predictions.map((one) => ofAnswers(one, asked));
}

function ofAnswers(prediction: Predictions, asked: number): Predictions {
  const { question, answered, distributions } = prediction;
  const labels = question.labels.length;
  const samples = new Uint32Array(answered.length);
  for (let item = 0; item < answered.length; item++) {
    const row = distributions.subarray(item * labels, (item + 1) * labels);
    const share = row.reduce((sum, value) => sum + value, 0);
    samples[item] = Math.round(share * asked);
    if (share === 0) answered[item] = 0;
    else for (let label = 0; label < labels; label++) row[label] = f16round(row[label] / share);
  }
  const { name, parameters } = prediction.annotator.method;
  const counts = name === 'samples' && parameters?.answers === undefined;
  return counts ? { ...prediction, samples } : prediction;
}

function setsOfRow(stored: Uint16Array, labels: number): number[][] {
  const numbers = new Float32Array(stored.length);
  fromHalf(stored, numbers, 0);
  return setsFromNumbers(numbers, labels).filter(({ length }) => length > 0);
}

/** @param sets by item, those of failed answers left out */
function ofSets(prediction: Predictions, sets: readonly (readonly number[][])[]): Predictions {
  const labels = prediction.question.labels.length;
  const { distributions, answered } = prediction;
  const samples = new Uint32Array(answered.length);
  const several = new VotesBuilder();
  for (const [item, own = []] of sets.entries()) {
    samples[item] = own.length;
    const row = new Float64Array(labels);
    for (const set of own) {
      for (const label of set) row[label] += 1 / set.length / own.length;
      if (set.length > 1) several.add(item, null, set);
    }
    for (const [label, share] of row.entries()) distributions[item * labels + label] = f16round(share);
  }
  const votes = several.build(answered.length);
  return { ...prediction, samples, ...(votes.labels.length > 0 && { several: votes }) };
}

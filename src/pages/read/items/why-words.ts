import { toDistribution } from '../../../annotators/label-distribution.ts';
import type { AskingMethod } from '../../../annotators/language-model/asked-annotator.ts';
import type { ModelReport } from '../../../analysis/report.ts';
import { annotatorOfKey } from '../../names/annotator-of-key.ts';
import type { SampledAnswer } from '../../../annotators/language-model/ask-samples.ts';

const ASKED: readonly string[] = ['label likelihood', 'samples', 'verbalised'] satisfies AskingMethod[];

/** Whose answers are shown, if it is a language model that was asked by Dissensus, here or where a file was made; `null` otherwise. */
export function whyOf(
  { annotator }: Pick<ModelReport, 'annotator'>,
  running: boolean,
): { annotator: string; running: boolean } | null {
  if (annotator === undefined) return null;
  const method = annotatorOfKey(annotator)?.method.name;
  return method !== undefined && ASKED.includes(method) ? { annotator, running } : null;
}

/** One label's share of an answer. */
export interface LabelBar {
  readonly label: string;
  /** Of all labels together. */
  readonly share: number;
  /** Natural logarithm of the label's probability before it was divided by the sum over labels. */
  readonly logarithm?: number;
}

/** Likeliest label first. */
export function labelBars(logProbabilities: Float64Array, labels: readonly string[]): LabelBar[] {
  const shares = logProbabilities.slice();
  toDistribution(shares, 'softmax');
  return labels
    .map((label, place) => ({ label, share: shares[place], logarithm: logProbabilities[place] }))
    .sort((a, b) => b.share - a.share);
}

/** Highest percentage first, without the labels that got none. */
export function statedBars(stated: Float64Array, labels: readonly string[]): LabelBar[] {
  const sum = stated.reduce((total, share) => total + share, 0);
  return labels
    .map((label, place) => ({ label, share: stated[place] / sum }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
}

/** Answers of the same words, and how often they were given. */
export interface AnswerGroup {
  readonly text: string;
  readonly times: number;
  /** Labels that were read from it, with their parts of it; none where it failed. */
  readonly given: readonly { readonly label: string; readonly share: number }[];
  readonly failure: string | null;
}

/** Most frequent first. */
export function toldApart(answers: readonly SampledAnswer[], labels: readonly string[]): AnswerGroup[] {
  const groups = new Map<string, AnswerGroup>();
  for (const { text, given, failure } of answers) {
    const times = (groups.get(text)?.times ?? 0) + 1;
    groups.set(text, {
      text,
      times,
      given: given.map(({ label, share }) => ({ label: labels[label], share })),
      failure,
    });
  }
  return [...groups.values()].sort((a, b) => b.times - a.times);
}

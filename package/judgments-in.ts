import type { Dataset } from '../src/judgments/dataset.ts';
import type { Predictions } from '../src/judgments/predictions.ts';
import { joinAnnotations } from '../src/readers/annotations/join-annotations.ts';
import { textsOfAnnotations } from '../src/readers/annotations/texts-of-annotations.ts';
import type { ReadOutcome } from '../src/readers/read-files.ts';

/** People's and models' answers to the same texts. */
export interface JudgmentsInFiles {
  readonly dataset: Dataset;
  /** Row i belongs to item i of the data set. */
  readonly judgments: readonly Predictions[];
  /** Ids of models' answers that no item of the data set has, each once. */
  readonly unmatched: readonly string[];
}

/**
 * Brings the models' answers among files that were read into the order of the data set's items.
 * @throws UnreadableFileError if there are annotations without their texts and no other file
 */
export function judgmentsIn({ dataset: people, annotations, predictions }: ReadOutcome): JudgmentsInFiles {
  const dataset = people ?? textsOfAnnotations(annotations);
  const joined = annotations.map((one) => joinAnnotations(dataset, one));
  const unmatched = [...joined.flatMap((one) => one.unmatched), ...(predictions?.unmatched ?? [])];
  return {
    dataset,
    judgments: [...joined.map((one) => one.predictions), ...(predictions?.judgments ?? [])],
    unmatched: [...new Set(unmatched)],
  };
}

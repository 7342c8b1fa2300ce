import type { Annotator } from '../judgments/annotator.ts';
import { keepsSets, setsFromNumbers } from '../files/answer-sets.ts';

/** How far the percentages of an answer may miss 100% before it counts as divided by its sum; 16-bit floats miss by less. */
const SUM_TOLERANCE = 0.004;

/**
 * Answers in words that an annotator gives about each text, each of which may fail: its samples, or one that states
 * percentages. `null` where it is scored instead, its answers were read elsewhere, or they were calibrated: those are distributions
 * and no counts.
 *
 * What is stored of such an annotator says how many failed: of samples the shares of *all* answers, of percentages the
 * shares as stated, and zeros where it failed; of samples with all labels that apply their sets, an empty one where an answer failed.
 */
export function answersPerText({ method }: Annotator): number | null {
  if (method.parameters?.calibratedTo !== undefined) return null;
  if (method.name === 'verbalised') return 1;
  const asked = method.parameters?.samples;
  return method.name !== 'imported' && typeof asked === 'number' ? asked : null;
}

/** What became of the answers in words about one text. */
export interface AnswerOutcome {
  /** Answers that gave no label. */
  readonly failed: number;
  /** Whether stated percentages did not sum to 100 and were divided by their sum. */
  readonly renormalised: boolean;
}

/**
 * @param answers {@link answersPerText}
 * @param row of the text, as it is stored
 */
export function answerOutcome(annotator: Annotator, answers: number, row: ArrayLike<number>): AnswerOutcome {
  if (keepsSets(annotator)) {
    const sets = setsFromNumbers(row, annotator.questions[0].labels.length);
    return { failed: sets.filter(({ length }) => length === 0).length, renormalised: false };
  }
  let sum = 0;
  for (let label = 0; label < row.length; label++) sum += row[label];
  return annotator.method.name === 'verbalised'
    ? { failed: sum === 0 ? 1 : 0, renormalised: sum > 0 && Math.abs(sum - 1) > SUM_TOLERANCE }
    : { failed: answers - Math.round(sum * answers), renormalised: false };
}

import type { Predictions } from '../../judgments/predictions.ts';

/** What became of asking a model about an item, in the words that stand in files. */
export const ANSWER_STATES = ['answered', 'failed', 'not asked'] as const;

export type AnswerState = (typeof ANSWER_STATES)[number];

/**
 * What became of asking about an item: a failed answer counts against the model, and an item that it was not asked about is left out
 * of its figures.
 */
export function answerState(
  { answered, missing }: Pick<Predictions, 'answered' | 'missing'>,
  item: number,
): AnswerState {
  if (answered[item] === 1) return 'answered';
  return missing?.[item] === 1 ? 'not asked' : 'failed';
}

/** Whether the model was asked about any item, with or without success. */
export function isAsked(predictions: Pick<Predictions, 'answered' | 'missing'>): boolean {
  return predictions.answered.some((_, item) => answerState(predictions, item) !== 'not asked');
}

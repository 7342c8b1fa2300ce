import type { AvailableModel } from '../../annotators/available-model.ts';
import { isAdded } from '../../annotators/available-model.ts';
import {
  questionsAnswered,
  type LabelledQuestion,
  type OrdinalQuestion,
  type Question,
} from '../../judgments/question.ts';
import { emotionQuestion } from '../../readers/goemotions-labels.ts';

/** What the classifiers that ship with the page answer: GoEmotions' question, and three ratings from 1 to 5. */
export const EMBEDDED_QUESTIONS: readonly LabelledQuestion[] = [
  emotionQuestion,
  ...['valence', 'arousal', 'dominance'].map((name): OrdinalQuestion => ({
    id: name,
    name,
    kind: 'ordinal',
    labels: ['1', '2', '3', '4', '5'],
    points: [1, 2, 3, 4, 5],
  })),
];

/**
 * Whether a model's answers can be compared with people's to at least one question. A language model is asked with people's labels;
 * what a classifier from elsewhere knows shows when it is loaded.
 */
export function knowsAQuestion(model: AvailableModel, asked: readonly Question[]): boolean {
  if (isAdded(model) || model.kind === 'language model') return true;
  return EMBEDDED_QUESTIONS.some((one) => questionsAnswered(one, asked, { questions: EMBEDDED_QUESTIONS }).length > 0);
}

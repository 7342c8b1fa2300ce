import type { CategoricalQuestion, Question } from '../judgments/question.ts';

/** GoEmotions' question (Demszky et al. 2020): its 28 labels, in the order of its label numbers. */
export const emotionQuestion: CategoricalQuestion = {
  kind: 'categorical',
  id: 'emotion',
  name: 'emotion',
  labels: (
    'admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval ' +
    'disgust embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief ' +
    'remorse sadness surprise neutral'
  ).split(' '),
};

/** Whether a question has GoEmotions' labels, in any order. */
export function isGoEmotions({ labels }: Question): boolean {
  const given = new Set(labels);
  return (
    labels.length === emotionQuestion.labels.length && emotionQuestion.labels.every((one) => given.has(one))
  );
}

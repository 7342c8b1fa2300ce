import type { Dataset } from '../judgments/dataset.ts';
import type { CategoricalQuestion } from '../judgments/question.ts';

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

/** Whether a data set was read from GoEmotions' own files. */
export function isGoEmotions({ sources }: Dataset): boolean {
  return sources.some(({ layout }) => layout.startsWith('GoEmotions'));
}

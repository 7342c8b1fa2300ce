import type { Dataset } from '../judgments/dataset.ts';
import { VotesBuilder } from '../judgments/votes.ts';
import texts from './examples.json' with { type: 'json' };
import { emotionQuestion } from './goemotions-labels.ts';

/**
 * The project's own example texts with the labels that their author meant: plain ones and ambiguous ones, every label at
 * least once. One author is no distribution of raters, so the votes' origin is `intended`.
 */
export function exampleTexts(): Dataset {
  const votes = new VotesBuilder();
  for (const [item, { intended }] of texts.entries()) {
    const labels = intended.map((label) => emotionQuestion.labels.indexOf(label));
    votes.add(item, null, labels);
  }
  return {
    name: 'Example texts',
    ids: texts.map((_, index) => `example-${index + 1}`),
    texts: texts.map(({ text }) => text),
    questions: [{ question: emotionQuestion, votes: votes.build(texts.length), origin: 'intended' }],
    sources: [],
  };
}

import type { ModelJudgments } from '../../src/analysis/model-judgments.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { ContinuousQuestion } from '../../src/judgments/question.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';

/** Items x raters; `null` where nothing was said. */
export type Ratings = readonly (readonly (number | null)[])[];

export const QUESTION: ContinuousQuestion = {
  kind: 'continuous',
  id: 'valence',
  name: 'valence',
  labels: [],
  range: { lowest: 0, highest: 100 },
};

export function numberDataset(ratings: Ratings, named = true): Dataset {
  const votes = new VotesBuilder();
  for (const [item, row] of ratings.entries())
    for (const [rater, number] of row.entries())
      if (number !== null) votes.addNumber(item, named ? `r${rater}` : null, number);
  const texts = ratings.map((_, item) => `text ${item}`);
  return {
    name: 'rated',
    ids: texts.map((_, item) => `t${item}`),
    texts,
    questions: [{ question: QUESTION, votes: votes.build(texts.length), origin: 'raters' }],
    sources: [],
  };
}

/** A model's numbers for each item, none where it failed. */
export function answersOf(
  model: string,
  numbers: readonly (readonly number[])[],
  spread?: readonly number[],
): ModelJudgments {
  const start = new Uint32Array(numbers.length + 1);
  for (const [item, own] of numbers.entries()) start[item + 1] = start[item] + own.length;
  return {
    annotator: {
      model,
      revision: '1',
      dtype: 'unknown',
      method: { name: 'imported' },
      questions: [QUESTION],
    },
    question: QUESTION,
    answered: Uint8Array.from(numbers, ({ length }) => Math.min(length, 1)),
    distributions: new Float32Array(0),
    numbers: {
      start,
      values: Float64Array.from(numbers.flat()),
      ...(spread && { spread: Float64Array.from(spread) }),
    },
  };
}

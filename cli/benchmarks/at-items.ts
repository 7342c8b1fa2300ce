import type { Predictions } from '../../src/judgments/predictions.ts';

/** Answers about some items as answers about all of them. */
export function atItems(answers: Predictions, items: readonly number[], count: number): Predictions {
  const { annotator, question } = answers;
  const labels = question.labels.length;
  const answered = new Uint8Array(count);
  // An item that was not asked is missing, not failed.
  const missing = new Uint8Array(count).fill(1);
  const distributions = new Float32Array(count * labels);
  for (const [row, item] of items.entries()) {
    answered[item] = answers.answered[row];
    missing[item] = answers.missing?.[row] ?? 0;
    distributions.set(answers.distributions.subarray(row * labels, (row + 1) * labels), item * labels);
  }
  return { annotator, question, answered, missing, distributions };
}

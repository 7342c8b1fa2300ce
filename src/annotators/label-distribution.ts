import type { Method } from '../judgments/annotator.ts';

/**
 * Turns a model's scores for K labels (logits) into a distribution over them, in place and in double precision.
 * `softmax`: e^x / Σ e^x. `normalised sigmoids`: σ(x) / Σ σ(x), computed on a log scale so that labels that are all
 * unlikely do not vanish. Scores that are not finite give a row that is not finite.
 */
export function toDistribution(scores: Float64Array, method: Method['name']): void {
  if (method === 'normalised sigmoids')
    for (let label = 0; label < scores.length; label++) scores[label] = logSigmoid(scores[label]);
  let highest = -Infinity;
  for (const score of scores) highest = Math.max(highest, score);
  let sum = 0;
  for (let label = 0; label < scores.length; label++) {
    scores[label] = Math.exp(scores[label] - highest);
    sum += scores[label];
  }
  for (let label = 0; label < scores.length; label++) scores[label] /= sum;
}

function logSigmoid(x: number): number {
  return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
}

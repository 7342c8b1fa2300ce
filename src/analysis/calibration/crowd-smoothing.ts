import { fitMixtureWeight } from '../mixture-weight.ts';
import { topLabels } from '../top-labels.ts';
import type { CrowdSmoothing } from './calibrator.ts';
import type { TrainingSet } from './training-set.ts';

/** Items' worth of the label marginal in every row of the crowd. */
const PRIOR_ITEMS = 5;

/** Mixes the model's answer with what people said where it gave the same top label; the share by least mean soft cross-entropy. */
export function fitCrowdSmoothing({ labels, count, model, human }: TrainingSet): CrowdSmoothing {
  const marginal = new Float64Array(labels);
  for (let at = 0; at < human.length; at++) marginal[at % labels] += human[at] / count;
  const tops = Array.from({ length: count }, (_, row) => topLabels(model, row * labels, labels));
  const sums = Array.from({ length: labels }, () => marginal.map((share) => PRIOR_ITEMS * share));
  const answers = new Float64Array(labels).fill(PRIOR_ITEMS);
  for (const [row, top] of tops.entries()) {
    for (const answer of top) {
      answers[answer] += 1 / top.length;
      for (let c = 0; c < labels; c++) sums[answer][c] += human[row * labels + c] / top.length;
    }
  }
  const crowd = sums.map((sum, answer) => Array.from(sum, (value) => value / answers[answer]));

  const wanted: number[] = [];
  const own: number[] = [];
  const people: number[] = [];
  for (const [row, top] of tops.entries()) {
    for (let c = 0; c < labels; c++) {
      if (human[row * labels + c] === 0) continue;
      wanted.push(human[row * labels + c]);
      own.push(model[row * labels + c]);
      people.push(top.reduce((sum, answer) => sum + crowd[answer][c] / top.length, 0));
    }
  }
  return { method: 'crowd smoothing', lambda: fitMixtureWeight(wanted, own, people), crowd };
}

import type { PriorCorrection } from './calibrator.ts';
import { factorise, solve } from './cholesky.ts';
import type { TrainingSet } from './training-set.ts';

const MOST_STEPS = 100;
/** Newton's decrement at which the summed loss is within rounding of its least. */
const TOLERANCE = 1e-16;
/** What rounding can make of the loss, relative to it. */
const ROUNDING = 1e-13;

/**
 * One weight per label, by least Σ_i cross-entropy (natural logs) + ½ Σ_c (ln w_c)²: the penalty keeps labels nobody chose in place.
 * Strictly convex in ln w; Newton's method with step halving.
 */
export function fitPriorCorrection(training: TrainingSet): PriorCorrection {
  const { labels } = training;
  let shift = new Float64Array(labels);
  let loss = lossOf(training, shift);
  for (let round = 0; round < MOST_STEPS; round++) {
    const { gradient, hessian } = derivatives(training, shift);
    const step = solve(factorise(hessian, labels), gradient, labels);
    const decrement = step.reduce((sum, value, c) => sum + value * gradient[c], 0);
    if (decrement <= TOLERANCE * Math.max(1, Math.abs(loss))) break;
    let size = 1;
    for (;;) {
      const trial = shift.map((value, c) => value - size * step[c]);
      const reached = lossOf(training, trial);
      if (reached <= loss - 1e-4 * size * decrement + ROUNDING * Math.abs(loss) || size < 1e-10) {
        shift = trial;
        loss = reached;
        break;
      }
      size /= 2;
    }
  }
  return { method: 'prior correction', weights: Array.from(shift, Math.exp) };
}

function lossOf({ labels, count, model, human }: TrainingSet, shift: Float64Array): number {
  const weights = shift.map(Math.exp);
  let loss = shift.reduce((sum, value) => sum + (value * value) / 2, 0);
  for (let at = 0; at < count * labels; at += labels) {
    let sum = 0;
    for (let c = 0; c < labels; c++) {
      sum += weights[c] * model[at + c];
      if (human[at + c] > 0) loss -= human[at + c] * (shift[c] + Math.log(model[at + c]));
    }
    loss += Math.log(sum);
  }
  return loss;
}

function derivatives(
  { labels, count, model, human }: TrainingSet,
  shift: Float64Array,
): { gradient: Float64Array; hessian: Float64Array } {
  const weights = shift.map(Math.exp);
  const gradient = shift.slice();
  const hessian = new Float64Array(labels * labels);
  const q = new Float64Array(labels);
  for (let at = 0; at < count * labels; at += labels) {
    let sum = 0;
    for (let c = 0; c < labels; c++) {
      q[c] = weights[c] * model[at + c];
      sum += q[c];
    }
    for (let c = 0; c < labels; c++) q[c] /= sum;
    for (let c = 0; c < labels; c++) {
      gradient[c] += q[c] - human[at + c];
      for (let d = 0; d < c; d++) hessian[c * labels + d] -= q[c] * q[d];
      hessian[c * labels + c] += q[c] - q[c] * q[c];
    }
  }
  for (let c = 0; c < labels; c++) {
    hessian[c * labels + c] += 1;
    for (let d = 0; d < c; d++) hessian[d * labels + c] = hessian[c * labels + d];
  }
  return { gradient, hessian };
}

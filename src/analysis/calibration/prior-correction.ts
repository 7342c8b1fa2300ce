import type { PriorCorrection } from './calibrator.ts';
import { inverseOf } from './cholesky.ts';
import { minimiseSmooth } from './quasi-newton.ts';
import type { TrainingSet } from './training-set.ts';

/** Rows the curvature is measured on: it only shortens the way. */
const MOST_ROWS = 1000;

/**
 * One weight per label, by least Σ_i cross-entropy (natural logs) + ½ Σ_c (ln w_c)²: the penalty keeps labels nobody chose in place.
 * Strictly convex in ln w; quasi-Newton steps from the curvature at the model as it is.
 * @param settled promised decrease, relative to the summed loss, at which it has settled
 */
export function fitPriorCorrection(training: TrainingSet, settled: number): PriorCorrection {
  const { labels } = training;
  const chosen = new Float64Array(labels);
  for (let at = 0; at < training.human.length; at++) chosen[at % labels] += training.human[at];
  const fromTheModel = inverseOf(curvature(training), new Float64Array(labels).fill(1));
  const shift = minimiseSmooth(
    (at, gradient) => lossAt(training, chosen, at, gradient),
    new Float64Array(labels),
    () => fromTheModel,
    settled,
  );
  return { method: 'prior correction', weights: Array.from(shift, Math.exp) };
}

/** The loss less Σ p ln q, which no weight moves; its gradient is written to `gradient`. */
function lossAt(
  { labels, count, model }: TrainingSet,
  chosen: Float64Array,
  shift: Float64Array,
  gradient: Float64Array,
): number {
  const weights = shift.map(Math.exp);
  const q = new Float64Array(labels);
  const share = new Float64Array(labels);
  let loss = 0;
  for (let at = 0; at < count * labels; at += labels) {
    let sum = 0;
    for (let c = 0; c < labels; c++) {
      q[c] = weights[c] * model[at + c];
      sum += q[c];
    }
    loss += Math.log(sum);
    const part = 1 / sum;
    for (let c = 0; c < labels; c++) share[c] += q[c] * part;
  }
  for (let c = 0; c < labels; c++) {
    loss += (shift[c] * shift[c]) / 2 - chosen[c] * shift[c];
    gradient[c] = share[c] - chosen[c] + shift[c];
  }
  return loss;
}

/** Σ_i (diag(q) - qqᵀ), the loss's curvature without its penalty where all weights are 1. */
function curvature({ labels, count, model }: TrainingSet): Float64Array {
  const hessian = new Float64Array(labels * labels);
  const rows = Math.min(count, MOST_ROWS);
  for (let row = 0; row < rows; row++) {
    const at = Math.floor((row * count) / rows) * labels;
    for (let c = 0; c < labels; c++) {
      const mine = (model[at + c] * count) / rows;
      for (let d = 0; d < c; d++) hessian[c * labels + d] -= mine * model[at + d];
      hessian[c * labels + c] += mine - mine * model[at + c];
    }
  }
  for (let c = 0; c < labels; c++)
    for (let d = 0; d < c; d++) hessian[d * labels + c] = hessian[c * labels + d];
  return hessian;
}

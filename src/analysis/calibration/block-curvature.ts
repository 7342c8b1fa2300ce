import { softmaxRow } from './calibrator.ts';
import { factorise, solve } from './cholesky.ts';
import type { TrainingSet } from './training-set.ts';

/** Rows the curvature is measured on: it only shortens the way, and more rows shorten it no further. */
const MOST_ROWS = 1000;
/** Added to each row's weight: where a label is sure of nearly all rows, steps would be far too long. */
const LEAST_WEIGHT = 3e-5;

/**
 * An inverse of roughly the curvature of the mean soft cross-entropy of softmax(W ln q + b) with a penalty ½ Σ penalty x²: of
 * each label's own parameters by themselves, Σ q'(1 - q') xxᵀ / n with x = (ln q, 1). What is added to all labels alike does not
 * move the softmax, so that there the penalty alone curves it: those directions are solved for exactly and taken out of the
 * rest (deflation: Nicolaides 1987).
 *
 * @param parameters where: K rows of K weights and a bias
 * @param penalty the penalty's curvature in each parameter
 * @returns turns a gradient into a step, in place
 */
export function blockCurvature(
  training: TrainingSet,
  parameters: Float64Array,
  penalty: Float64Array,
): (direction: Float64Array) => void {
  const { labels } = training;
  const width = labels + 1;
  const factors = blocks(training, parameters).map((block, c) => {
    for (let d = 0; d < width; d++) {
      const at = d * width + d;
      block[at] += penalty[c * width + d] + 1e-9 * (1 + block[at]);
    }
    return factorise(block, width);
  });
  const curvedTogether = sumOverLabels(penalty, width);
  const together = (sums: Float64Array) =>
    sums.map((sum, d) => (curvedTogether[d] > 0 ? sum / curvedTogether[d] : 0));
  const penalised = new Float64Array(penalty.length);
  return (direction) => {
    const common = together(sumOverLabels(direction, width));
    for (let c = 0; c < labels; c++) {
      const own = direction.subarray(c * width, (c + 1) * width);
      const curved = penalty.subarray(c * width, (c + 1) * width);
      for (let d = 0; d < width; d++) own[d] -= curved[d] * common[d];
      own.set(solve(factors[c], own, width));
      for (let d = 0; d < width; d++) penalised[c * width + d] = curved[d] * own[d];
    }
    const left = together(sumOverLabels(penalised, width));
    for (let c = 0; c < labels; c++) {
      const own = direction.subarray(c * width, (c + 1) * width);
      for (let d = 0; d < width; d++) own[d] += common[d] - left[d];
    }
  };
}

/** Σ q'(1 - q') xxᵀ / n of each label; of each matrix only the lower triangle, which is all that a factorisation reads. */
function blocks({ labels, count, logs }: TrainingSet, parameters: Float64Array): Float64Array[] {
  const width = labels + 1;
  const rows = Math.min(count, MOST_ROWS);
  const sums = Array.from({ length: labels }, () => new Float64Array(width * width));
  const outer = new Float64Array(width * width);
  const q = new Float64Array(labels);
  for (let row = 0; row < rows; row++) {
    // Evenly over all rows: they may be in any order.
    const at = Math.floor((row * count) / rows) * labels;
    for (let d = 0; d < width; d++) {
      const x = d === labels ? 1 : logs[at + d];
      for (let e = 0; e <= d; e++) outer[d * width + e] = e === labels ? x : x * logs[at + e];
    }
    for (let c = 0; c < labels; c++) {
      let score = parameters[c * width + labels];
      for (let d = 0; d < labels; d++) score += parameters[c * width + d] * logs[at + d];
      q[c] = score;
    }
    softmaxRow(q, 0, labels);
    for (let c = 0; c < labels; c++)
      addLowerTriangle(sums[c], outer, (q[c] * (1 - q[c]) + LEAST_WEIGHT) / rows, width);
  }
  return sums;
}

function addLowerTriangle(to: Float64Array, from: Float64Array, times: number, width: number): void {
  for (let d = 0; d < width; d++) {
    const start = d * width;
    for (let at = start; at <= start + d; at++) to[at] += times * from[at];
  }
}

function sumOverLabels(parameters: Float64Array, width: number): Float64Array {
  const sums = new Float64Array(width);
  for (let from = 0; from < parameters.length; from += width)
    for (let d = 0; d < width; d++) sums[d] += parameters[from + d];
  return sums;
}

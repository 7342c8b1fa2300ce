import { PROBABILITY_FLOOR } from '../divergence.ts';
import { topLabels } from '../top-labels.ts';

/**
 * A fitted map from a model's distributions to better ones: plain data, so that it can be kept as JSON and applied to texts nobody
 * has judged. Label order is that of the question it was fitted on.
 */
export type Calibrator = Temperature | Isotonic | PriorCorrection | CrowdSmoothing | Dirichlet;

export type CalibrationMethod = Calibrator['method'];

/** q' ∝ q^(1 / temperature): above 1 makes a sharp model flatter. */
export interface Temperature {
  readonly method: 'temperature';
  readonly temperature: number;
}

/** One rising map per label, straight between its knots and level outside; results are renormalised. */
export interface Isotonic {
  readonly method: 'isotonic';
  readonly maps: readonly { readonly from: readonly number[]; readonly to: readonly number[] }[];
}

/** q'_c ∝ w_c q_c. */
export interface PriorCorrection {
  readonly method: 'prior correction';
  readonly weights: readonly number[];
}

/** q' = (1 - λ) q + λ M(argmax q): what people said where the model answered the same; tied labels share. */
export interface CrowdSmoothing {
  readonly method: 'crowd smoothing';
  readonly lambda: number;
  /** Row c: people's mean distribution where the model's top label is c. */
  readonly crowd: readonly (readonly number[])[];
}

/** q' = softmax(W ln q + b). */
export interface Dirichlet {
  readonly method: 'dirichlet';
  readonly weights: readonly (readonly number[])[];
  readonly bias: readonly number[];
  /** The penalty that was chosen. */
  readonly penalty: number;
}

/**
 * The calibrated distribution of one row, written to `out` from `outAt`. The row is floored at 1e-6 first, as it was for fitting.
 */
export function calibrateRow(
  calibrator: Calibrator,
  row: Float64Array,
  at: number,
  out: Float64Array,
  outAt: number,
  labels: number,
): void {
  floorRow(row, at, out, outAt, labels);
  switch (calibrator.method) {
    case 'temperature':
      for (let c = outAt; c < outAt + labels; c++) out[c] = Math.log(out[c]) / calibrator.temperature;
      return softmaxRow(out, outAt, labels);
    case 'prior correction':
      for (let c = 0; c < labels; c++) out[outAt + c] *= calibrator.weights[c];
      return normaliseRow(out, outAt, labels);
    case 'isotonic':
      return isotonicRow(calibrator, out, outAt, labels);
    case 'crowd smoothing':
      return smoothedRow(calibrator, out, outAt, labels);
    case 'dirichlet':
      return dirichletRow(calibrator, out, outAt, labels);
  }
}

/** Calibrates the rows of `items`; other rows of the result are zero. */
export function calibrate(
  calibrator: Calibrator,
  rows: Float64Array,
  labels: number,
  items: Uint32Array,
  out = new Float64Array(rows.length),
): Float64Array {
  for (const item of items) calibrateRow(calibrator, rows, item * labels, out, item * labels, labels);
  return out;
}

/** A row with no probability under 1e-6, renormalised. */
export function floorRow(
  row: Float64Array,
  at: number,
  out: Float64Array,
  outAt: number,
  labels: number,
): void {
  for (let c = 0; c < labels; c++) out[outAt + c] = Math.max(row[at + c], PROBABILITY_FLOOR);
  normaliseRow(out, outAt, labels);
}

/** Turns scores into probabilities in place. */
export function softmaxRow(row: Float64Array, at: number, labels: number): void {
  let greatest = -Infinity;
  for (let c = at; c < at + labels; c++) greatest = Math.max(greatest, row[c]);
  for (let c = at; c < at + labels; c++) row[c] = Math.exp(row[c] - greatest);
  normaliseRow(row, at, labels);
}

function normaliseRow(row: Float64Array, at: number, labels: number): void {
  let sum = 0;
  for (let c = at; c < at + labels; c++) sum += row[c];
  for (let c = at; c < at + labels; c++) row[c] /= sum;
}

function isotonicRow({ maps }: Isotonic, row: Float64Array, at: number, labels: number): void {
  const mapped = new Float64Array(labels);
  let sum = 0;
  for (let c = 0; c < labels; c++) {
    mapped[c] = interpolate(maps[c].from, maps[c].to, row[at + c]);
    sum += mapped[c];
  }
  // Where every map gives nothing there is nothing to renormalise: the model's own answer stands.
  if (sum > 0) for (let c = 0; c < labels; c++) row[at + c] = mapped[c] / sum;
}

/** Piecewise linear through the knots (`from` ascending), level beyond the outer ones. */
function interpolate(from: readonly number[], to: readonly number[], x: number): number {
  const last = from.length - 1;
  if (x <= from[0]) return to[0];
  if (x >= from[last]) return to[last];
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle] <= x) low = middle;
    else high = middle;
  }
  return to[low] + ((to[high] - to[low]) * (x - from[low])) / (from[high] - from[low]);
}

function smoothedRow({ lambda, crowd }: CrowdSmoothing, row: Float64Array, at: number, labels: number): void {
  const top = topLabels(row, at, labels);
  for (let c = 0; c < labels; c++) {
    let people = 0;
    for (const answer of top) people += crowd[answer][c] / top.length;
    row[at + c] = (1 - lambda) * row[at + c] + lambda * people;
  }
}

function dirichletRow({ weights, bias }: Dirichlet, row: Float64Array, at: number, labels: number): void {
  const logs = row.slice(at, at + labels).map(Math.log);
  for (let c = 0; c < labels; c++) {
    let score = bias[c];
    for (let d = 0; d < labels; d++) score += weights[c][d] * logs[d];
    row[at + c] = score;
  }
  softmaxRow(row, at, labels);
}

import { ascendingOrder } from '../ascending-order.ts';
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

/** Distributions with no probability under 1e-6, row by row, and their natural logs: what calibrators are fitted and applied to. */
export interface FlooredRows {
  readonly labels: number;
  readonly rows: Float64Array;
  readonly logs: Float64Array;
}

/** @param items rows that are wanted; the others stay zero */
export function flooredRows(model: Float64Array, labels: number, items: Uint32Array): FlooredRows {
  const rows = new Float64Array(model.length);
  const logs = new Float64Array(model.length);
  for (const item of items) {
    const at = item * labels;
    floorRow(model, at, rows, at, labels);
    for (let c = at; c < at + labels; c++) logs[c] = Math.log(rows[c]);
  }
  return { labels, rows, logs };
}

/** The calibrated distribution of the row from `at`, written to `out` from `outAt`. */
export function calibrateRow(
  calibrator: Calibrator,
  { labels, rows, logs }: FlooredRows,
  at: number,
  out: Float64Array,
  outAt: number,
): void {
  switch (calibrator.method) {
    case 'temperature':
      for (let c = 0; c < labels; c++) out[outAt + c] = logs[at + c] / calibrator.temperature;
      return softmaxRow(out, outAt, labels);
    case 'prior correction':
      for (let c = 0; c < labels; c++) out[outAt + c] = rows[at + c] * calibrator.weights[c];
      return normaliseRow(out, outAt, labels);
    case 'isotonic':
      return isotonicRow(calibrator, rows, at, out, outAt, labels);
    case 'crowd smoothing':
      for (let c = 0; c < labels; c++) out[outAt + c] = rows[at + c];
      return smoothedRow(calibrator, out, outAt, labels);
    case 'dirichlet':
      return dirichletRow(calibrator, logs, at, out, outAt, labels);
  }
}

/** For each label the places in `items` in ascending order of its probability: what makes isotonic maps quick to apply. */
export function columnOrders({ labels, rows }: FlooredRows, items: Uint32Array): Uint32Array[] {
  const column = new Float64Array(items.length);
  return Array.from({ length: labels }, (_, c) => {
    for (let place = 0; place < items.length; place++) column[place] = rows[items[place] * labels + c];
    return ascendingOrder(column);
  });
}

/**
 * Calibrates the rows of `items`; other rows of the result are zero.
 * @param orders {@link columnOrders} of the items, if at hand
 */
export function calibrate(
  calibrator: Calibrator,
  floored: FlooredRows,
  items: Uint32Array,
  out = new Float64Array(floored.rows.length),
  orders?: readonly Uint32Array[],
): Float64Array {
  if (calibrator.method === 'isotonic') {
    isotonicRows(calibrator, floored, items, out, orders ?? columnOrders(floored, items));
    return out;
  }
  for (const item of items) {
    const at = item * floored.labels;
    calibrateRow(calibrator, floored, at, out, at);
  }
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

function isotonicRow(
  { maps }: Isotonic,
  rows: Float64Array,
  at: number,
  out: Float64Array,
  outAt: number,
  labels: number,
): void {
  for (let c = 0; c < labels; c++) {
    const map = maps[c];
    out[outAt + c] = between(map, knotBelow(map, rows[at + c]), rows[at + c]);
  }
  normaliseMapped(rows, at, out, outAt, labels);
}

/** Many rows, label by label in ascending order: one walk along a map's knots instead of a search for each value. */
function isotonicRows(
  { maps }: Isotonic,
  { labels, rows }: FlooredRows,
  items: Uint32Array,
  out: Float64Array,
  orders: readonly Uint32Array[],
): void {
  for (const [c, map] of maps.entries()) {
    const order = orders[c];
    let knot = -1;
    for (let rank = 0; rank < order.length; rank++) {
      const at = items[order[rank]] * labels + c;
      while (knot + 1 < map.from.length && map.from[knot + 1] <= rows[at]) knot++;
      out[at] = between(map, knot, rows[at]);
    }
  }
  for (const item of items) normaliseMapped(rows, item * labels, out, item * labels, labels);
}

/** Where every map gives nothing there is nothing to renormalise: the model's own answer stands. */
function normaliseMapped(
  rows: Float64Array,
  at: number,
  out: Float64Array,
  outAt: number,
  labels: number,
): void {
  let sum = 0;
  for (let c = 0; c < labels; c++) sum += out[outAt + c];
  for (let c = 0; c < labels; c++) out[outAt + c] = sum > 0 ? out[outAt + c] / sum : rows[at + c];
}

/** The last knot (`from` ascending) at or below x; -1 where there is none. */
function knotBelow({ from }: Isotonic['maps'][number], x: number): number {
  let low = -1;
  let high = from.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle] <= x) low = middle;
    else high = middle;
  }
  return low;
}

/** Straight from the knot below x to the next one, level beyond the outer ones. */
function between({ from, to }: Isotonic['maps'][number], below: number, x: number): number {
  if (below < 0) return to[0];
  if (below === from.length - 1) return to[below];
  return to[below] + ((to[below + 1] - to[below]) * (x - from[below])) / (from[below + 1] - from[below]);
}

function smoothedRow({ lambda, crowd }: CrowdSmoothing, row: Float64Array, at: number, labels: number): void {
  const top = topLabels(row, at, labels);
  for (let c = 0; c < labels; c++) {
    let people = 0;
    for (const answer of top) people += crowd[answer][c] / top.length;
    row[at + c] = (1 - lambda) * row[at + c] + lambda * people;
  }
}

function dirichletRow(
  { weights, bias }: Dirichlet,
  logs: Float64Array,
  at: number,
  out: Float64Array,
  outAt: number,
  labels: number,
): void {
  for (let c = 0; c < labels; c++) {
    const row = weights[c];
    let score = bias[c];
    for (let d = 0; d < labels; d++) score += row[d] * logs[at + d];
    out[outAt + c] = score;
  }
  softmaxRow(out, outAt, labels);
}

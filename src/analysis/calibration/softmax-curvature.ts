import { factorise, solve } from './cholesky.ts';
import { softmaxRow } from './calibrator.ts';
import type { TrainingSet } from './training-set.ts';

/** Applies in place an inverse of roughly a function's curvature: what turns its gradient into a step. */
export type Preconditioner = (direction: Float64Array) => void;

/** Rows the curvature is measured on: it only shortens the way, and more rows shorten it no further. */
const MOST_ROWS = 2000;
/** Rows added at once, so that a sum that was read serves four of them. */
const BLOCK = 4;
/** Weight under which a row's part of a sum is left out. */
const NEGLIGIBLE = 1e-6;

/**
 * The curvature of the mean soft cross-entropy of softmax(W ln q + b) at given parameters, Σ (diag(q') - q'q'ᵀ) ⊗ xxᵀ / n with
 * x = (ln q, 1): a square of K (K + 1) rows and columns, without any penalty.
 */
export function softmaxCurvature(training: TrainingSet, parameters: Float64Array): Float64Array {
  const { labels, count, logs } = training;
  const width = labels + 1;
  const rows = Math.min(count, MOST_ROWS);
  const triangle = (width * (width + 1)) / 2;
  const sums = new Float64Array(((labels * (labels + 1)) / 2) * triangle);
  const outer = new Float64Array(BLOCK * triangle);
  const q = new Float64Array(BLOCK * labels);
  for (let block = 0; block < rows; block += BLOCK) {
    q.fill(0);
    for (let place = 0; place < Math.min(BLOCK, rows - block); place++) {
      // Evenly over all rows: they may be in any order.
      const at = Math.floor(((block + place) * count) / rows) * labels;
      let o = place * triangle;
      for (let d = 0; d < width; d++) {
        const x = d === labels ? 1 : logs[at + d];
        for (let e = 0; e <= d; e++) outer[o++] = e === labels ? x : x * logs[at + e];
      }
      for (let c = 0; c < labels; c++) {
        let score = parameters[c * width + labels];
        for (let d = 0; d < labels; d++) score += parameters[c * width + d] * logs[at + d];
        q[place * labels + c] = score;
      }
      softmaxRow(q, place * labels, labels);
    }
    let to = 0;
    for (let c = 0; c < labels; c++) {
      for (let d = 0; d <= c; d++, to += triangle) addBlock(sums, to, outer, triangle, q, labels, c, d);
    }
  }
  return unpacked(sums, labels, width, triangle, rows);
}

/** Adds four rows' part to the sum for labels c and d. */
function addBlock(
  sums: Float64Array,
  to: number,
  outer: Float64Array,
  triangle: number,
  q: Float64Array,
  labels: number,
  c: number,
  d: number,
): void {
  const weight = (row: number) => {
    const mine = q[row * labels + c];
    return c === d ? mine - mine * mine : -mine * q[row * labels + d];
  };
  const first = weight(0);
  const second = weight(1);
  const third = weight(2);
  const fourth = weight(3);
  if (Math.abs(first) + Math.abs(second) + Math.abs(third) + Math.abs(fourth) < NEGLIGIBLE) return;
  for (let at = 0; at < triangle; at++) {
    sums[to + at] +=
      first * outer[at] +
      second * outer[triangle + at] +
      third * outer[2 * triangle + at] +
      fourth * outer[3 * triangle + at];
  }
}

function unpacked(
  sums: Float64Array,
  labels: number,
  width: number,
  triangle: number,
  rows: number,
): Float64Array {
  const size = labels * width;
  const whole = new Float64Array(size * size);
  let from = 0;
  for (let c = 0; c < labels; c++) {
    for (let d = 0; d <= c; d++, from += triangle) {
      let at = from;
      for (let x = 0; x < width; x++) {
        for (let y = 0; y <= x; y++, at++) {
          const value = sums[at] / rows;
          for (const [a, b] of [
            [c * width + x, d * width + y],
            [c * width + y, d * width + x],
          ]) {
            whole[a * size + b] = value;
            whole[b * size + a] = value;
          }
        }
      }
    }
  }
  return whole;
}

/** The inverse of a curvature with a penalty's own added on its diagonal. */
export function inverseOf(curvature: Float64Array, penalty: Float64Array): Preconditioner {
  const size = penalty.length;
  const whole = curvature.slice();
  for (let at = 0; at < size; at++) whole[at * size + at] += penalty[at] + 1e-9 * (1 + whole[at * size + at]);
  const factor = factorise(whole, size);
  return (direction) => {
    direction.set(solve(factor, direction, size));
  };
}

import type { Row } from '../divergence.ts';
import { normalised } from './text-measures.ts';

/** Share that a second label must pass to count beside the first. */
const SECOND_ABOVE = 0.05;

/**
 * Which labels stand together at the top of a text: one for (first, first), and, where the second share is above 0.05, a half each for
 * (first, second) and (second, first); every row over its sum. Of labels with equal shares the later one in the order of the files
 * comes first, as a stable sort from its end has it.
 * @param places of the texts' rows in `rates`
 */
export function cooccurrence(rates: Row, places: Iterable<number>, size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (const place of places) {
    const row = normalised(rates, place * size, size);
    const { first, second } = topTwo(row);
    matrix[first * size + first] += 1;
    if (second !== null && row[second] > SECOND_ABOVE) {
      matrix[first * size + second] += 0.5;
      matrix[second * size + first] += 0.5;
    }
  }
  for (let at = 0; at < matrix.length; at += size) {
    let sum = 0;
    for (let label = at; label < at + size; label++) sum += matrix[label];
    if (sum === 0) continue;
    for (let label = at; label < at + size; label++) matrix[label] /= sum;
  }
  return matrix;
}

function topTwo(row: Row): { first: number; second: number | null } {
  let first = 0;
  let second: number | null = null;
  for (let label = 1; label < row.length; label++) {
    if (row[label] >= row[first]) {
      second = first;
      first = label;
    } else if (second === null || row[label] >= row[second]) second = label;
  }
  return { first, second };
}

/** The cells of a square matrix on and above its diagonal, row by row. */
export function upperTriangle(matrix: Row, size: number): Float64Array {
  const cells: number[] = [];
  for (let row = 0; row < size; row++)
    for (let column = row; column < size; column++) cells.push(matrix[row * size + column]);
  return Float64Array.from(cells);
}

import type { Row } from '../divergence.ts';

/** Values up to which NumPy adds eight at a time; longer rows are halved. */
const BLOCK = 128;

/**
 * Σ values, from `at` on, in the order in which NumPy adds a row (pairwise summation in blocks of eight). The last bit of a sum
 * decides which texts are tied, and the paper's rank statistics rest on that.
 */
export function numpySum(values: Row, at = 0, size = values.length): number {
  if (size < 8) {
    let sum = 0;
    for (let place = at; place < at + size; place++) sum += values[place];
    return sum;
  }
  if (size > BLOCK) {
    let half = size >> 1;
    half -= half % 8;
    return numpySum(values, at, half) + numpySum(values, at + half, size - half);
  }
  let a = values[at];
  let b = values[at + 1];
  let c = values[at + 2];
  let d = values[at + 3];
  let e = values[at + 4];
  let f = values[at + 5];
  let g = values[at + 6];
  let h = values[at + 7];
  const whole = at + size - (size % 8);
  for (let place = at + 8; place < whole; place += 8) {
    a += values[place];
    b += values[place + 1];
    c += values[place + 2];
    d += values[place + 3];
    e += values[place + 4];
    f += values[place + 5];
    g += values[place + 6];
    h += values[place + 7];
  }
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (let place = whole; place < at + size; place++) sum += values[place];
  return sum;
}

/** Mean of a row that is not empty. */
export function numpyMean(values: Row): number {
  return numpySum(values) / values.length;
}

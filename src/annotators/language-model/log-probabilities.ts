/** Steps of the table below per unit; a Taylor polynomial of degree 3 between them is off by 2.5e-9 at most. */
const STEPS = 64;
/** e^-40 is 4e-18: what is smaller does not show beside the largest term, 1. */
const LOWEST = 40;
/** e^(-i / STEPS). */
const TABLE = Float64Array.from({ length: LOWEST * STEPS }, (_, step) => Math.exp(-step / STEPS));

/**
 * The natural logarithm of Σ e^(x / temperature): log p of a token is its x / temperature minus this. Exact to 1e-8, without
 * overflow; NaN where a score is NaN.
 *
 * Goes through the whole vocabulary for every token that is read, so e^x comes from a table: with Math.exp this took a
 * third of all the time.
 */
export function logPartition(logits: Float32Array, temperature = 1): number {
  let highest = -Infinity;
  for (let token = 0; token < logits.length; token++) if (logits[token] > highest) highest = logits[token];
  const scale = STEPS / temperature;
  let sum = 0;
  for (let token = 0; token < logits.length; token++) {
    const below = (highest - logits[token]) * scale;
    if (below >= TABLE.length) continue;
    const step = below | 0;
    const rest = (below - step) / STEPS;
    sum += TABLE[step] * (1 - rest + rest * rest * (1 / 2 - rest / 6));
  }
  return highest / temperature + Math.log(sum);
}

/** log(e^a + e^b + ...); -Infinity for nothing. */
export function logSum(values: readonly number[]): number {
  const highest = Math.max(...values);
  if (highest === -Infinity) return -Infinity;
  return highest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - highest), 0));
}

import { expect, it } from 'vitest';
import { minimiseSmooth } from '../../src/analysis/calibration/quasi-newton.ts';

/** Σ ln(1 + exp(a·x)) + ½ ||x||² over rows a that do not sum to nothing: smooth, convex, and full of rounding. */
function rowsLoss(rows: readonly (readonly number[])[], counted: { evaluations: number }) {
  return (x: Float64Array, gradient: Float64Array) => {
    counted.evaluations++;
    let loss = 0;
    for (let c = 0; c < x.length; c++) {
      loss += (x[c] * x[c]) / 2;
      gradient[c] = x[c];
    }
    for (const row of rows) {
      const score = row.reduce((sum, value, c) => sum + value * x[c], 0);
      loss += Math.log1p(Math.exp(score));
      for (const [c, value] of row.entries()) gradient[c] += value / (1 + Math.exp(-score));
    }
    return loss;
  };
}

const rows = Array.from({ length: 500 }, (_, row) => [Math.sin(row), Math.cos(3 * row) - 0.3, 1 + (row % 7)]);

it.each([1e-6, 1e-12, 0])('ends where its gradient is nothing, and does end: settled at %d', (settled) => {
  const counted = { evaluations: 0 };
  const value = rowsLoss(rows, counted);
  const x = minimiseSmooth(
    value,
    new Float64Array(3),
    () => (step) => step.forEach((_, c) => (step[c] /= 50)),
    settled,
  );
  const gradient = new Float64Array(3);
  value(x, gradient);
  expect(Math.hypot(...gradient)).toBeLessThan(settled === 1e-6 ? 0.2 : 1e-4);
  expect(counted.evaluations).toBeLessThan(150);
});

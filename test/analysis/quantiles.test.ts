import { describe, expect, it } from 'vitest';
import { normalQuantile, studentQuantile } from '../../src/analysis/quantiles.ts';
import { expected } from '../reference/case.ts';

const reference = expected<number[][]>('special');

describe('quantiles, against SciPy', () => {
  it.each(reference.normalQuantile)('normal at %d', (p, value) => {
    expect(Math.abs(normalQuantile(p) - value)).toBeLessThan(1e-13);
  });
  it.each(reference.studentQuantile)('Student’s t at %d with %d degrees of freedom', (p, degrees, value) => {
    expect(Math.abs(studentQuantile(p, degrees) - value)).toBeLessThan(1e-8 * Math.max(1, Math.abs(value)));
  });
});

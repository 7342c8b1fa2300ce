import { describe, expect, it } from 'vitest';
import { digamma, incompleteBeta, logGamma, studentCumulative } from '../../src/analysis/gamma.ts';
import { expected } from '../reference/case.ts';

const reference = expected<number[][]>('special');

describe('special functions, against SciPy', () => {
  it.each(reference.logGamma)('ln Γ(%d)', (x, value) => {
    expect(Math.abs(logGamma(x) - value)).toBeLessThan(1e-12 * Math.max(1, Math.abs(value)));
  });
  it.each(reference.digamma)('ψ(%d)', (x, value) => {
    expect(Math.abs(digamma(x) - value)).toBeLessThan(1e-13 * Math.max(1, Math.abs(value)));
  });
  it.each(reference.incompleteBeta)('I_%d(%d, %d)', (x, a, b, value) => {
    expect(Math.abs(incompleteBeta(x, a, b) - value)).toBeLessThan(1e-11);
  });
  it.each(reference.student)('P(T <= %d) with %d degrees of freedom', (t, degrees, value) => {
    expect(Math.abs(studentCumulative(t, degrees) - value)).toBeLessThan(1e-11);
  });
});

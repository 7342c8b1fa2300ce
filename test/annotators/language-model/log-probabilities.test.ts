import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logPartition, logSum } from '../../../src/annotators/language-model/log-probabilities.ts';

const score = fc.float({ min: -300, max: 300, noNaN: true });

test('is what the logarithm of the sum of exponentials is', () => {
  fc.assert(
    fc.property(
      fc.array(score, { minLength: 1, maxLength: 200 }),
      fc.double({ min: 0.1, max: 3, noNaN: true }),
      (scores, temperature) => {
        const exact = logSum(scores.map((each) => each / temperature));
        const found = logPartition(Float32Array.from(scores), temperature);
        expect(Math.abs(found - exact)).toBeLessThan(1e-8 * Math.max(1, Math.abs(exact)));
      },
    ),
  );
});

test('by hand: three scores of 0', () => {
  expect(logPartition(Float32Array.of(0, 0, 0))).toBeCloseTo(Math.log(3), 12);
});

test('a token that cannot come adds nothing', () => {
  expect(logPartition(Float32Array.of(2, -Infinity))).toBeCloseTo(2, 12);
});

test('a score that is no number gives none', () => {
  expect(logPartition(Float32Array.of(0, NaN, 1))).toBeNaN();
  expect(logPartition(Float32Array.of(NaN))).toBeNaN();
});

test('the sum of nothing is nothing', () => {
  expect(logSum([])).toBe(-Infinity);
  expect(logSum([-Infinity, -Infinity])).toBe(-Infinity);
  expect(logSum([Math.log(0.25), Math.log(0.5)])).toBeCloseTo(Math.log(0.75), 12);
});

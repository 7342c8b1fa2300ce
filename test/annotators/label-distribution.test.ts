import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toDistribution } from '../../src/annotators/label-distribution.ts';

test('softmax by hand', () => {
  const scores = Float64Array.of(Math.log(1), Math.log(2), Math.log(5));
  toDistribution(scores, 'softmax');
  [1 / 8, 2 / 8, 5 / 8].forEach((p, label) => expect(scores[label]).toBeCloseTo(p, 14));
});

test('normalised sigmoids by hand: σ(0) = 1/2 and σ(ln 3) = 3/4', () => {
  const scores = Float64Array.of(0, Math.log(3));
  toDistribution(scores, 'normalised sigmoids');
  expect(scores[0]).toBeCloseTo(0.4, 14);
  expect(scores[1]).toBeCloseTo(0.6, 14);
});

test('keeps the ratio of labels that are all very unlikely', () => {
  const scores = Float64Array.of(-1000, -1000 + Math.log(3));
  toDistribution(scores, 'normalised sigmoids');
  expect(scores[1] / scores[0]).toBeCloseTo(3, 10);
});

test.each(['softmax', 'normalised sigmoids'] as const)(
  '%s sums to 1 and keeps the order of the scores',
  (method) => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (scores) => {
          const distribution = Float64Array.from(scores);
          toDistribution(distribution, method);
          expect(distribution.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
          for (let label = 1; label < scores.length; label++)
            if (scores[label] > scores[label - 1])
              expect(distribution[label]).toBeGreaterThanOrEqual(distribution[label - 1]);
        },
      ),
    );
  },
);

test.each([NaN, Infinity])('a score of %s is not turned into a probability', (score) => {
  const scores = Float64Array.of(score, 0);
  toDistribution(scores, 'softmax');
  expect(scores.every(Number.isFinite)).toBe(false);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crossEntropy,
  entropy,
  hellinger,
  jensenShannon,
  kullbackLeibler,
  totalVariation,
  wasserstein,
} from '../../src/analysis/divergence.ts';

/** Pairs of distributions over the same 2 to 30 labels, zeros among them. */
const pairs = fc.integer({ min: 2, max: 30 }).chain((labels) => {
  const row = fc
    .array(fc.integer({ min: 0, max: 20 }), { minLength: labels, maxLength: labels })
    .filter((counts) => counts.some((count) => count > 0))
    .map((counts) => {
      const sum = counts.reduce((a, b) => a + b, 0);
      return counts.map((count) => count / sum);
    });
  return fc.tuple(row, row);
});

const equal = (p: number[], q: number[]) => p.every((share, c) => Math.abs(share - q[c]) < 1e-12);

describe('worked by hand', () => {
  it('takes distributions without a common label as far apart as can be', () => {
    expect(jensenShannon([1, 0], 0, [0, 1], 0, 2)).toBe(1);
    expect(totalVariation([1, 0], 0, [0, 1], 0, 2)).toBe(1);
    expect(hellinger([1, 0], 0, [0, 1], 0, 2)).toBe(1);
  });

  it('measures bits', () => {
    expect(entropy([0.25, 0.25, 0.25, 0.25], 0, 4)).toBe(2);
    expect(crossEntropy([1, 0], 0, [0.5, 0.5], 0, 2)).toBe(1);
    expect(kullbackLeibler([0.5, 0.5], 0, [0.25, 0.75], 0, 2)).toBeCloseTo(1 - Math.log2(3) / 2, 12);
    // p = (1, 0), q = (½, ½), m = (¾, ¼): ½ log2(4/3) + ½ [½ log2(2/3) + ½ log2 2] = 0.3112781...
    expect(jensenShannon([1, 0], 0, [0.5, 0.5], 0, 2)).toBeCloseTo(0.311278124459, 12);
  });

  it('stays finite where the model gave nothing', () => {
    expect(crossEntropy([1, 0], 0, [0, 1], 0, 2)).toBeCloseTo(-Math.log2(1e-6 / (1 + 1e-6)), 12);
  });

  it('reads rows from where they start', () => {
    expect(jensenShannon([9, 9, 1, 0], 2, [0, 1, 9], 0, 2)).toBe(1);
  });

  it('moves mass along the scale in its own units', () => {
    expect(wasserstein([1, 0, 0], 0, [0, 0, 1], 0, [1, 2, 5])).toBe(4);
  });
});

describe('properties', () => {
  it('JSD is symmetric, within [0, 1], and 0 exactly for equal distributions', () => {
    fc.assert(
      fc.property(pairs, ([p, q]) => {
        const there = jensenShannon(p, 0, q, 0, p.length);
        expect(there).toBeCloseTo(jensenShannon(q, 0, p, 0, p.length), 14);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(1);
        expect(jensenShannon(p, 0, p, 0, p.length)).toBe(0);
        if (!equal(p, q)) expect(there).toBeGreaterThan(0);
      }),
    );
  });

  it('Hellinger and total variation bound each other and JSD', () => {
    fc.assert(
      fc.property(pairs, ([p, q]) => {
        const tvd = totalVariation(p, 0, q, 0, p.length);
        const distance = hellinger(p, 0, q, 0, p.length);
        expect(distance ** 2).toBeLessThanOrEqual(tvd + 1e-12);
        expect(tvd).toBeLessThanOrEqual(Math.SQRT2 * distance + 1e-12);
        expect(jensenShannon(p, 0, q, 0, p.length)).toBeLessThanOrEqual(tvd + 1e-12);
      }),
    );
  });

  it('Wasserstein obeys the triangle inequality', () => {
    fc.assert(
      fc.property(pairs, pairs, ([p, q], [r]) => {
        const size = Math.min(p.length, r.length);
        const cut = (row: number[]) => {
          const sum = row.slice(0, size).reduce((a, b) => a + b, 0);
          return sum === 0 ? null : row.slice(0, size).map((share) => share / sum);
        };
        const [a, b, c] = [cut(p), cut(q), cut(r)];
        fc.pre(a !== null && b !== null && c !== null);
        const points = Array.from({ length: size }, (_, index) => index * index);
        const between = (x: number[], y: number[]) => wasserstein(x, 0, y, 0, points);
        expect(between(a, c)).toBeLessThanOrEqual(between(a, b) + between(b, c) + 1e-9);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distances, entropy, wasserstein } from '../../src/analysis/divergence.ts';

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

const between = (p: number[], q: number[]) => distances(p, 0, q, 0, p.length);

const equal = (p: number[], q: number[]) => p.every((share, c) => Math.abs(share - q[c]) < 1e-12);

describe('worked by hand', () => {
  it('takes distributions without a common label as far apart as can be', () => {
    expect(between([1, 0], [0, 1])).toMatchObject({ jsd: 1, tvd: 1, hellinger: 1, product: 0 });
  });

  it('measures bits', () => {
    expect(entropy([0.25, 0.25, 0.25, 0.25], 0, 4)).toBe(2);
    expect(between([1, 0], [0.5, 0.5]).crossEntropy).toBe(1);
    expect(between([0.5, 0.5], [0.25, 0.75]).crossEntropy).toBeCloseTo(2 - Math.log2(3) / 2, 12);
    // p = (1, 0), q = (½, ½), m = (¾, ¼): ½ log2(4/3) + ½ [½ log2(2/3) + ½ log2 2] = 0.3112781...
    expect(between([1, 0], [0.5, 0.5]).jsd).toBeCloseTo(0.311278124459, 12);
  });

  it('stays finite where the model gave nothing', () => {
    expect(between([1, 0], [0, 1]).crossEntropy).toBeCloseTo(-Math.log2(1e-6 / (1 + 1e-6)), 12);
  });

  it('reads rows from where they start', () => {
    expect(distances([9, 9, 1, 0], 2, [0, 1, 9], 0, 2).jsd).toBe(1);
  });

  it('moves mass along the scale in its own units', () => {
    expect(wasserstein([1, 0, 0], 0, [0, 0, 1], 0, [1, 2, 5])).toBe(4);
  });
});

describe('properties', () => {
  it('JSD is symmetric, within [0, 1], and 0 exactly for equal distributions', () => {
    fc.assert(
      fc.property(pairs, ([p, q]) => {
        const there = between(p, q).jsd;
        expect(there).toBeCloseTo(between(q, p).jsd, 14);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(1);
        expect(between(p, p).jsd).toBe(0);
        if (!equal(p, q)) expect(there).toBeGreaterThan(0);
      }),
    );
  });

  it('Hellinger and total variation bound each other and JSD', () => {
    fc.assert(
      fc.property(pairs, ([p, q]) => {
        const { jsd, tvd, hellinger } = between(p, q);
        expect(hellinger ** 2).toBeLessThanOrEqual(tvd + 1e-12);
        expect(tvd).toBeLessThanOrEqual(Math.SQRT2 * hellinger + 1e-12);
        expect(jsd).toBeLessThanOrEqual(tvd + 1e-12);
      }),
    );
  });

  it('each label without a vote counts as by the definitions', () => {
    fc.assert(
      fc.property(pairs, ([p, q]) => {
        const { jsd, tvd, hellinger, crossEntropy, product } = between(p, q);
        const over = (term: (p: number, q: number) => number) =>
          p.reduce((sum, share, c) => sum + term(share, q[c]), 0);
        const part = (share: number, middle: number) => (share === 0 ? 0 : share * Math.log2(share / middle));
        expect(jsd).toBeCloseTo(over((a, b) => part(a, (a + b) / 2) + part(b, (a + b) / 2)) / 2, 12);
        expect(tvd).toBeCloseTo(over((a, b) => Math.abs(a - b)) / 2, 12);
        expect(hellinger).toBeCloseTo(Math.sqrt(over((a, b) => (Math.sqrt(a) - Math.sqrt(b)) ** 2) / 2), 12);
        const total = over((_, b) => Math.max(b, 1e-6));
        expect(crossEntropy).toBeCloseTo(
          over((a, b) => (a === 0 ? 0 : -a * Math.log2(Math.max(b, 1e-6) / total))),
          11,
        );
        expect(product).toBeCloseTo(
          over((a, b) => a * b),
          14,
        );
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
        const way = (x: number[], y: number[]) => wasserstein(x, 0, y, 0, points);
        expect(way(a, c)).toBeLessThanOrEqual(way(a, b) + way(b, c) + 1e-9);
      }),
    );
  });
});

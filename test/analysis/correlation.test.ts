import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve, pearson, ranks, spearman } from '../../src/analysis/correlation.ts';

describe('ranks', () => {
  it('are shared by equal values, and by values that differ by rounding only', () => {
    expect([...ranks([3, 1, 3, 2])]).toEqual([3.5, 1, 3.5, 2]);
    expect([...ranks([0.1 + 0.2, 0.3, 0.1])]).toEqual([2.5, 2.5, 1]);
    expect([...ranks([])]).toEqual([]);
  });

  it('add up to n (n + 1) / 2 and keep the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1 }), (values) => {
        const rank = ranks(values);
        expect(rank.reduce((a, b) => a + b, 0)).toBeCloseTo((values.length * (values.length + 1)) / 2, 9);
        for (let i = 1; i < values.length; i++) {
          expect(Math.sign(rank[i] - rank[i - 1])).toBe(Math.sign(values[i] - values[i - 1]));
        }
      }),
    );
  });
});

describe('pearson and spearman', () => {
  it('are 1 and -1 along a line, and null for a constant', () => {
    expect(pearson([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 3], [9, 8, -100])).toBeCloseTo(-1, 12);
    expect(pearson([1, 2, 3], [5, 5, 5])).toBeNull();
    expect(pearson([0.1 + 0.2, 0.3, 0.3], [1, 2, 3])).toBeNull();
    expect(pearson([1], [1])).toBeNull();
  });

  it('worked by hand', () => {
    // Deviations (-1.5, -0.5, 0.5, 1.5) and (-1, 1, -1, 1): 2 / √(5 · 4).
    expect(pearson([1, 2, 3, 4], [0, 2, 0, 2])).toBeCloseTo(2 / Math.sqrt(20), 12);
  });
});

describe('area under the curve', () => {
  it('counts pairs in the right order, ties half', () => {
    // Positives 3 and 1 against negatives 2 and 1: right, right, wrong, tied.
    expect(areaUnderCurve(ranks([3, 1, 2, 1]), [1, 1, 0, 0])).toBe(2.5 / 4);
    expect(areaUnderCurve(ranks([1, 2]), [1, 1])).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { holm, pairedTests } from '../../src/analysis/comparisons.ts';
import { Random } from '../../src/analysis/random.ts';
import { caseReport } from '../reference/case-report.ts';
import { CASES, expected } from '../reference/case.ts';

interface Difference {
  difference: number;
  lo: number;
  hi: number;
  sd: number;
  p: number;
}
type Reference = Record<'jsd' | 'squared' | 'crossEntropy', Difference> & { items: number };

const reference = expected<{ comparison?: Reference }>('categories');

it.each(CASES.filter(({ name }) => reference[name].comparison))(
  '$name, against the reference script',
  async (one) => {
    const truth = reference[one.name].comparison!;
    const report = await caseReport(one);
    const [found] = report.questions[0].comparisons!;
    expect(found.items).toBe(truth.items);
    for (const score of ['jsd', 'squared', 'crossEntropy'] as const) {
      expect(found[score].difference).toBeCloseTo(truth[score].difference, 9);
      // A percentile of 1,000 resamples is uncertain by about a tenth of a standard error; few raters only widen it.
      expect(found[score].over).toBe('items and raters');
      expect(found[score].lo! - truth[score].lo).toBeLessThan(0.35 * truth[score].sd);
      expect(found[score].hi! - truth[score].hi).toBeGreaterThan(-0.35 * truth[score].sd);
      // Raters may be more alike than chance would have it, which takes a little off.
      expect(found[score].p! - truth[score].p).toBeGreaterThan(-0.06);
      expect(found[score].p! - truth[score].p).toBeLessThan(0.1);
      expect(found[score].pAdjusted).toBe(found[score].p);
    }
  },
);

describe('sign flips', () => {
  it('counts as every sign pattern would where there are few', () => {
    // Of the 32 signed sums of 1..5 (31 to -15 in twos), those of at least 13 in size: ±15, ±13.
    const [{ p }] = pairedTests([Float64Array.of(-1, 2, 3, 4, 5)], 10, 40_000, new Random(1));
    expect(Math.abs(p - 4 / 32)).toBeLessThan(0.007);
  });

  it('is as likely as anything where there is no difference', () => {
    const [{ p, difference }] = pairedTests([new Float64Array(9)], 10, 100, new Random(1));
    expect([p, difference]).toEqual([1, 0]);
  });

  it('has uniform p-values for symmetric differences', () => {
    const random = new Random(4);
    const ps = Array.from({ length: 300 }, () => {
      const column = Float64Array.from({ length: 21 }, () => (random.uniform() - 0.5) ** 3);
      return pairedTests([column], 1, 199, random)[0].p;
    }).sort((a, b) => a - b);
    const distance = Math.max(...ps.map((p, place) => Math.abs(p - (place + 0.5) / ps.length)));
    expect(distance).toBeLessThan(1.95 / Math.sqrt(300) + 1 / 200);
  });
});

it('adjusts by Holm', () => {
  expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
  expect(holm([0.5, 0.6])).toEqual([1, 1]);
});

import { describe, expect, it } from 'vitest';
import { bootstrapMeans, percentileInterval, quantile } from '../../src/analysis/bootstrap.ts';
import { meanIntervals, meanOf } from '../../src/analysis/intervals.ts';
import { Random } from '../../src/analysis/random.ts';

it('takes quantiles as NumPy does', () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
  expect(quantile([1, 2, 3, 4], 0.9)).toBeCloseTo(3.7, 12);
  expect(quantile([7], 0.025)).toBe(7);
});

describe('bootstrap of means', () => {
  const random = new Random(1);
  const column = Float64Array.from({ length: 200 }, () => random.uniform() ** 2);

  it('spreads as the standard error says', () => {
    const [means] = bootstrapMeans([column], 4000, new Random(2));
    const centre = meanOf(column);
    const error = Math.sqrt(meanOf(column.map((value) => (value - centre) ** 2)) / column.length);
    const spread = Math.sqrt(meanOf(means.map((mean) => (mean - centre) ** 2)));
    expect(Math.abs(spread / error - 1)).toBeLessThan(0.05);
    const { lo, hi } = percentileInterval(means);
    expect((hi - lo) / (2 * 1.96 * error)).toBeGreaterThan(0.93);
    expect((hi - lo) / (2 * 1.96 * error)).toBeLessThan(1.07);
  });

  it('uses the same resamples for all columns', () => {
    const [once, twice] = bootstrapMeans([column, column.map((value) => 2 * value)], 20, new Random(3));
    for (const [resample, mean] of once.entries()) expect(twice[resample]).toBeCloseTo(2 * mean, 12);
  });

  it('holds the true mean in 95% of intervals', () => {
    let held = 0;
    for (let run = 0; run < 400; run++) {
      const draws = Float64Array.from({ length: 80 }, () => random.uniform());
      const { one } = meanIntervals({ one: draws }, 200, random);
      if (one.lo! <= 0.5 && one.hi! >= 0.5) held++;
    }
    // Four binomial standard errors about 0.94, which is what 80 rows give.
    expect(Math.abs(held / 400 - 0.94)).toBeLessThan(0.048);
  });
});

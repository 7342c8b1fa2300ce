import { expect, it } from 'vitest';
import { meanIntervals } from '../../src/analysis/intervals.ts';
import { Random } from '../../src/analysis/random.ts';

const columns = { gap: Float64Array.of(0.1, 0.2, 0.4, 0.3) };
const intervals = (variance: number | null, degrees = 1e6) =>
  meanIntervals(columns, 2000, new Random(1, 'test'), {
    gap: variance === null ? null : { variance, degrees },
  }).gap;

it('grows with the standard error as few raters add to it, on both sides alike', () => {
  const alone = intervals(null);
  expect(alone.over).toBe('items only');
  // The mean of four has variance 0.0125 / 4: three times as much again doubles the standard error.
  const wider = intervals((3 * 0.0125) / 4);
  expect(wider.over).toBe('items and raters');
  expect((wider.hi! - wider.mean!) / (alone.hi! - alone.mean!)).toBeCloseTo(2, 1);
  expect((wider.mean! - wider.lo!) / (alone.mean! - alone.lo!)).toBeCloseTo(2, 1);
});

it('has the width of Student’s t where nearly all of it is the raters’', () => {
  const { mean, hi } = intervals(100, 2);
  expect(Math.abs((hi! - mean!) / 10 - 4.303)).toBeLessThan(0.5);
});

it('is the same where raters add nothing, and says that it allows for them', () => {
  const { over, ...none } = intervals(0);
  expect(over).toBe('items and raters');
  expect(none).toEqual({ mean: intervals(null).mean, lo: intervals(null).lo, hi: intervals(null).hi });
});

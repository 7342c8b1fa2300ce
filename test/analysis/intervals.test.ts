import { expect, it } from 'vitest';
import { meanIntervals } from '../../src/analysis/intervals.ts';
import { Random } from '../../src/analysis/random.ts';

const columns = { gap: Float64Array.of(0.1, 0.2, 0.4, 0.3) };
const intervals = (error?: number) =>
  meanIntervals(columns, 200, new Random(1, 'test'), error === undefined ? undefined : { gap: error }).gap;

it('is never narrower than what the raters alone allow', () => {
  const { mean, lo, hi, over } = intervals(0.5);
  expect(over).toBe('items and raters');
  expect(mean! - lo!).toBeCloseTo(1.96 * 0.5, 3);
  expect(hi! - mean!).toBeCloseTo(1.96 * 0.5, 3);
});

it('says that it is over items only where leaving raters out leaves nothing to compare', () => {
  expect(intervals(NaN)).toEqual(intervals());
  expect(intervals().over).toBe('items only');
});

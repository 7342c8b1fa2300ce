import { expect, it } from 'vitest';
import { intervalInWords } from '../../src/charts/mean-interval.ts';

const two = (value: number) => value.toFixed(2);

it('says a mean with the ends of its interval, or alone where it has none', () => {
  expect(intervalInWords({ mean: 0.616, lo: 0, hi: 1 }, two)).toBe('0.62 (0.00 to 1.00)');
  expect(intervalInWords({ mean: 0.616 }, two)).toBe('0.62');
  expect(intervalInWords({ mean: 0.616, lo: 0.5 }, two)).toBe('0.62');
});

import { expect, it } from 'vitest';
import { pixelsAcross } from '../../src/charts/figure-size.ts';

it('has words of the size asked for at the width asked for', () => {
  // 85 mm are 240.94 pt; words of 8 pt are 13 of its pixels.
  expect(pixelsAcross(85, 8)).toBeCloseTo((240.945 * 13) / 8, 2);
  expect(pixelsAcross(170, 8)).toBeCloseTo(2 * pixelsAcross(85, 8), 9);
  expect(pixelsAcross(85, 4)).toBeCloseTo(2 * pixelsAcross(85, 8), 9);
});

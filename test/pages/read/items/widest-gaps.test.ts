import { expect, it } from 'vitest';
import { surestTexts, widestGaps } from '../../../../src/pages/read/items/widest-gaps.ts';

const gap = Float64Array.of(0.2, NaN, 0.9, 0.5, 0.7);
const seen = Uint8Array.of(0, 0, 1, 0, 0);

it('ranks the items with a gap that were not seen in training, and keeps as many as asked for', () => {
  expect(widestGaps({ gap, seen }, 2)).toEqual([4, 3]);
  expect(widestGaps({ gap, seen }, 10)).toEqual([4, 3, 0]);
});

it('ranks none where there is no gap', () => {
  expect(widestGaps({ gap: null, seen }, 3)).toEqual([]);
});

it('ranks the items whose answers have the lowest entropy', () => {
  const modelEntropy = Float64Array.of(1, NaN, 0.2, 0.2, 2);
  expect(surestTexts({ modelEntropy }, ['a', 'b', 'c', 'd', 'e'], 3)).toEqual([2, 3, 0]);
  expect(surestTexts({ modelEntropy }, ['a', 'b', 'c', 'c', 'e'], 3)).toEqual([2, 0, 4]);
});

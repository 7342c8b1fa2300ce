import { expect, it } from 'vitest';
import { figureParts, inSigns } from '../../../../src/pages/read/models/figure-parts.ts';
import { withCeiling } from '../../../../src/pages/read/parts/ceilings.ts';

const two = (value: number) => value.toFixed(2);

it.each([
  ['0.63 of at most 0.66', '0.63', '≤ 0.66'],
  ['2.90 of at least 2.65', '2.90', '≥ 2.65'],
  ['95.0% (2 failed, 3 not asked)', '95.0%', '(2 failed, 3 not asked)'],
  ['–', '–', undefined],
])('%s is a figure and what stands beside it', (words, value, signs) => {
  const parts = figureParts(words);
  expect(parts.value).toBe(value);
  expect(parts.beside && inSigns(parts.beside)).toBe(signs);
});

it('what an exactly right model would get is in every form of it', () => {
  expect(inSigns(figureParts(withCeiling(0.63, { mean: 0.66 }, two)).beside!)).toBe('≤ 0.66');
  expect(inSigns(figureParts(withCeiling(0.68, { mean: 0.66 }, two)).beside!)).toBe('(if right: 0.66)');
});

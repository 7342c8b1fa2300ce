import { expect, it } from 'vitest';
import { ggufLength } from '../../../src/annotators/llama-cpp/gguf-length.ts';

const tensor = (type: number, dimensions: number[], offset: number) => ({
  name: 'a',
  type,
  dimensions,
  offset,
});

it.each([
  ['Q4_K', 12, 4.5],
  ['Q6_K', 14, 6.5625],
  ['IQ4_XS', 23, 4.25],
  ['BF16', 30, 16],
  ['MXFP4', 39, 4.25],
])('%s takes its bits a weight', (_, form, bits) => {
  expect(ggufLength([tensor(form, [512, 3], 1000)])).toBe(1000 + (512 * 3 * bits) / 8);
});

it('the tensor that ends last counts, in whatever order they are listed', () => {
  expect(ggufLength([tensor(0, [10], 400), tensor(1, [10], 100)])).toBe(440);
  expect(ggufLength([])).toBe(0);
});

it('a form that is not known counts to where its tensor begins', () => {
  expect(ggufLength([tensor(0, [10], 100), tensor(9999, [512, 512], 160)])).toBe(160);
});

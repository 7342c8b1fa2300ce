import { describe, expect, it } from 'vitest';
import {
  BLOCK,
  blockWeights,
  rowsByHalves,
  WEIGHT_FORMS,
} from '../../../src/annotators/gguf-onnx/block-weights.ts';
// Written by test/reference/block_weights.py.
import forms from './blocks.json' with { type: 'json' };

describe.each(Object.entries(forms))('weights in %s', (_, { type, content, weights }) => {
  it('are the numbers that llama.cpp has for them, a block of equal ones too', () => {
    const form = WEIGHT_FORMS[type];
    const { values, scales, zeros } = blockWeights(Uint8Array.from(Buffer.from(content, 'hex')), form);
    const found = weights.map((_, at) => {
      const block = Math.floor(at / BLOCK);
      const value = form.bits === 8 ? values[at] : (values[at >> 1] >> (4 * (at % 2))) & 15;
      return scales[block] * (value - (zeros?.[block] ?? 2 ** (form.bits! - 1)));
    });
    for (const [at, weight] of weights.entries()) expect(found[at]).toBeCloseTo(weight, 6);
  });
});

it('rows that a rotation mixes stand half a head apart', () => {
  const rows = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7);
  expect([...rowsByHalves(rows, 8, 4, 1)]).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutBatches } from '../../src/annotators/batches.ts';

test('puts texts of like length together, longest first', () => {
  expect(cutBatches([2, 9, 3, 9, 2], 18)).toEqual([
    [1, 3],
    [2, 0, 4],
  ]);
});

test('gives a text longer than a batch one of its own', () => {
  expect(cutBatches([1, 50, 1], 10)).toEqual([[1], [0, 2]]);
});

test('has no batch for no text', () => {
  expect(cutBatches([], 10)).toEqual([]);
});

test('takes every text once and never more tokens than allowed, padding counted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 128 })),
      fc.integer({ min: 1, max: 512 }),
      (lengths, most) => {
        const batches = cutBatches(lengths, most);
        expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, index) => index));
        for (const batch of batches) {
          const width = Math.max(...batch.map((index) => lengths[index]));
          expect(batch.length === 1 || batch.length * width <= most).toBe(true);
        }
      },
    ),
  );
});

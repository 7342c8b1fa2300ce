import { expect, it } from 'vitest';
import { mostConfused, rowShares } from '../../src/analysis/row-shares.ts';

it('a confusion matrix row by row, a row that nothing is in having no shares', () => {
  expect(
    rowShares([
      [3, 1],
      [0, 0],
    ]),
  ).toEqual([[0.75, 0.25], null]);
});

it('what is confused most stands off the diagonal', () => {
  const confusion = [
    [9, 1, 0],
    [2, 5, 0],
    [0, 0, 4],
  ];
  expect(mostConfused(confusion)).toEqual({ row: 1, column: 0 });
  expect(mostConfused([[2]])).toBeNull();
});

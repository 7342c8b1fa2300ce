import { expect, it } from 'vitest';
import { answerRow } from '../../../../src/pages/read/items/answer-rows.ts';

it('labels stand by their share, and those that round to nothing are counted apart', () => {
  expect(answerRow([0.25, 0.0049, 0.7391, 0, 0.006], false)).toEqual({ given: [2, 0, 4], nothing: [1, 3] });
  expect(answerRow(Float64Array.from([0, 0.5, 0.5]), false)).toEqual({ given: [1, 2], nothing: [0] });
});

it('points of a scale stay in its order, whatever they get', () => {
  expect(answerRow([0, 0.2, 0.8], true)).toEqual({ given: [0, 1, 2], nothing: [] });
});

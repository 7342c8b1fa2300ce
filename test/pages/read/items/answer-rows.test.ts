import { expect, it } from 'vitest';
import { answerRow, labelOrder } from '../../../../src/pages/read/items/answer-rows.ts';

const people = [0.25, 0.0049, 0.7391, 0, 0.006];
const model = Float64Array.from([0.1, 0, 0.2, 0.3, 0.4]);

it('rows have one order: the first row’s largest first, then what the others give most', () => {
  const order = labelOrder([people, null, model], 5, false);
  expect(order).toEqual([2, 0, 4, 3, 1]);
  expect(answerRow(people, order, false)).toEqual({ given: [2, 0, 4], nothing: [3, 1] });
  expect(answerRow(model, order, false)).toEqual({ given: [2, 0, 4, 3], nothing: [1] });
});

it('labels of the same share keep the question’s order', () => {
  expect(labelOrder([[0, 0.5, 0.5]], 3, false)).toEqual([1, 2, 0]);
  expect(labelOrder([null], 3, false)).toEqual([0, 1, 2]);
});

it('points of a scale keep its order, and none is left out', () => {
  const order = labelOrder([[0, 0.2, 0.8]], 3, true);
  expect(answerRow([0, 0.2, 0.8], order, true)).toEqual({ given: [0, 1, 2], nothing: [] });
});

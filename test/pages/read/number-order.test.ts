import { expect, it } from 'vitest';
import { numberItems, numberOrders, widestResiduals } from '../../../src/pages/read/numbers/number-order.ts';

const texts = ['A calm sea', 'Rain again', 'the SEA in winter', 'A letter', 'No answer'];
const figures = {
  residual: Float64Array.of(-3, 2, 1, -1, NaN),
  peopleSd: Float64Array.of(1, 5, NaN, 5, 2),
  modelSd: new Float64Array(5).fill(NaN),
};

it('sorts by the residual either way and by its size, texts without one last', () => {
  expect(numberItems(texts, figures, 'residual-down', '')).toEqual([0, 1, 2, 3, 4]);
  expect(numberItems(texts, figures, 'over', '')).toEqual([1, 2, 3, 0, 4]);
  expect(numberItems(texts, figures, 'under', '')).toEqual([0, 3, 2, 1, 4]);
});

it('sorts by spread, ties in file order, and leaves out what has no figure', () => {
  expect(numberItems(texts, figures, 'people', '')).toEqual([1, 3, 4, 0, 2]);
  expect(numberOrders(figures)).toEqual(['residual-down', 'over', 'under', 'people', 'file']);
  expect(numberOrders({ ...figures, residual: figures.modelSd })).toEqual(['people', 'file']);
});

it('finds texts by what they hold', () => {
  expect(numberItems(texts, figures, 'file', ' sea ')).toEqual([0, 2]);
});

it('names the widest residuals without texts that were seen in training', () => {
  const seen = Uint8Array.of(1, 0, 0, 0, 0);
  expect(widestResiduals({ residual: figures.residual, seen }, 2)).toEqual([1, 2]);
});

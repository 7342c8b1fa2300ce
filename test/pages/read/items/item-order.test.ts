import { describe, expect, it } from 'vitest';
import { itemOrder, possibleOrders } from '../../../../src/pages/read/items/item-order.ts';

const texts = ['Glad to see you', 'So sad', 'GLAD it is over', 'no votes here'];
const figures = {
  label: null,
  gap: [0.2, 0.9, 0.5, NaN],
  humanEntropy: [1, 0, 1, NaN],
  modelEntropy: [2, 3, 1, 0.5],
};
const order = (...given: Parameters<typeof itemOrder>) => [...itemOrder(...given)];

describe('itemOrder', () => {
  it('puts the largest gap first and items without one last', () => {
    expect(order(texts, figures, 'gap-down', '')).toEqual([1, 2, 0, 3]);
    expect(order(texts, figures, 'gap-up', '')).toEqual([0, 2, 1, 3]);
  });

  it('keeps file order among equals', () => {
    expect(order(texts, figures, 'people', '')).toEqual([0, 2, 1, 3]);
  });

  it('searches without regard to case', () => {
    expect(order(texts, figures, 'file', ' glad ')).toEqual([0, 2]);
    expect(order(texts, figures, 'gap-down', 'glad')).toEqual([2, 0]);
    expect(order(texts, figures, 'gap-down', 'joyless')).toEqual([]);
  });

  it('offers only orders whose figures are there, file order first where there is no gap', () => {
    expect(possibleOrders(figures)).toEqual(['gap-down', 'gap-up', 'people', 'model', 'file']);
    expect(possibleOrders({ label: null, gap: null, humanEntropy: null, modelEntropy: [1] })).toEqual([
      'file',
      'model',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { itemOrder, orderInWords, possibleOrders } from '../../../../src/pages/read/items/item-order.ts';

const texts = ['Glad to see you', 'So sad', 'GLAD it is over', 'no votes here'];
const figures = {
  label: null,
  gap: [0.2, 0.9, 0.5, NaN],
  humanEntropy: [1, 0, 1, NaN],
  modelEntropy: [2, 3, 1, 0.5],
  shares: null,
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
    expect(
      possibleOrders({ label: null, gap: null, humanEntropy: null, modelEntropy: [1], shares: null }),
    ).toEqual(['file', 'model']);
  });

  it('goes by what the model gives to any label, or by its mean on a scale', () => {
    const shares = {
      labels: ['joy', 'fear'],
      points: null,
      model: [0.2, 0.8, 0, 0, 0.9, 0.1, 0.5, 0.5],
      answered: [1, 0, 1, 1],
    };
    const without = { ...figures, gap: null, humanEntropy: null };
    expect(possibleOrders({ ...without, shares })).toEqual(['file', 'model', 'most:joy', 'most:fear']);
    expect(order(texts, { ...without, shares }, 'most:fear', '')).toEqual([0, 3, 2, 1]);
    expect(orderInWords('most:fear')).toBe('Most fear first');
    const scale = { ...shares, labels: ['1', '5'], points: [1, 5] };
    expect(possibleOrders({ ...without, shares: scale }).slice(2)).toEqual(['mean-down', 'mean-up']);
    expect(order(texts, { ...without, shares: scale }, 'mean-up', '')).toEqual([2, 3, 0, 1]);
    expect(order(texts, { ...without, shares: scale }, 'mean-down', '')).toEqual([0, 3, 2, 1]);
    expect(orderInWords('mean-up')).toBe('Lowest mean first');
  });
});

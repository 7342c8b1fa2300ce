import { expect, it } from 'vitest';
import { spotByKey } from '../../src/charts/spot.ts';

it('goes through a grid by its rows and columns, and stops at its ends', () => {
  const go = (key: string, place: number) => spotByKey(key, place, 6, 3);
  expect([go('ArrowRight', 0), go('ArrowLeft', 1), go('ArrowDown', 1), go('ArrowUp', 4)]).toEqual([
    1, 0, 4, 1,
  ]);
  expect([go('ArrowLeft', 0), go('ArrowUp', 2), go('ArrowDown', 3), go('ArrowRight', 5)]).toEqual([
    0, 2, 3, 5,
  ]);
  expect([go('Home', 4), go('End', 1), go('Tab', 2)]).toEqual([0, 5, 2]);
});

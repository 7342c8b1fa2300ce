import { expect, it } from 'vitest';
import { enlarged, spotByKey } from '../../src/charts/spot.ts';

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

it('spots lie on a picture that fills a room, and in the middle of it', () => {
  const spot = { x: 10, y: 20, width: 4, height: 6, words: 'joy: 0.5', href: '#a' };
  const wide = enlarged([spot], { width: 100, height: 50 }, { width: 400, height: 150 });
  expect(wide).toEqual([{ ...spot, x: 80, y: 60, width: 12, height: 18 }]);
  const [high] = enlarged([spot], { width: 100, height: 50 }, { width: 200, height: 300 });
  expect([high.x, high.y]).toEqual([20, 140]);
});

import { expect, it } from 'vitest';
import { spearman } from '../../src/analysis/correlation.ts';
import { Random } from '../../src/analysis/random.ts';
import { SpearmanInfluence } from '../../src/analysis/spearman-influence.ts';

/** Columns that go together, with ties. */
function columns(size: number, random: Random): [number[], number[]] {
  const x = Array.from({ length: size }, () => random.below(7));
  return [x, x.map((value) => (random.below(3) === 0 ? random.below(9) : value + random.below(2)))];
}

it('tells how the correlation changes when one item changes, whatever the new values', () => {
  const size = 4000;
  const random = new Random(1, 'influence');
  const [x, y] = columns(size, random);
  const influence = new SpearmanInfluence(x, y);
  const before = spearman(x, y)!;
  for (const [newX, newY] of [
    [0, 0],
    [6, 0],
    [3, 8],
    [2.5, 4],
    [-1, 9.5],
    [100, 3],
  ]) {
    const [otherX, otherY] = [[...x], [...y]];
    let told = 0;
    // Few of many, so that it is seen beside rounding and still of the first order.
    for (let item = 0; item < 20; item++) {
      told += (influence.at(newX, newY) - influence.at(x[item], y[item])) / size;
      otherX[item] = newX;
      otherY[item] = newY;
    }
    const changed = spearman(otherX, otherY)! - before;
    expect(Math.abs(changed - told)).toBeLessThan(0.03 * Math.abs(told) + 1e-5);
  }
});

it('has one mean over the items, and none where a column is constant', () => {
  const [x, y] = columns(500, new Random(2, 'influence'));
  const influence = new SpearmanInfluence(x, y);
  const mean = x.reduce((sum, value, item) => sum + influence.at(value, y[item]) / x.length, 0);
  // Every item twice is the same correlation.
  const twice = new SpearmanInfluence([...x, ...x], [...y, ...y]);
  expect(twice.at(3, 4) - influence.at(3, 4)).toBeCloseTo(0, 12);
  expect(Number.isFinite(mean)).toBe(true);
  expect(new SpearmanInfluence([1, 1, 1], [1, 2, 3]).at(1, 2)).toBeNaN();
});

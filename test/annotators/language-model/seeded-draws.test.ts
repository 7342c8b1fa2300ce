import { expect, test } from 'vitest';
import { seededDraws } from '../../../src/annotators/language-model/seeded-draws.ts';

test('the same names give the same number, others another', async () => {
  const draw = await seededDraws(1);
  const again = await seededDraws(1);
  const other = await seededDraws(2);
  expect(draw('a', 1, 2)).toBe(again('a', 1, 2));
  const numbers = [draw('a', 1, 2), draw('a', 2, 1), draw('a', 12), draw('b', 1, 2), other('a', 1, 2)];
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('numbers are spread evenly over [0, 1): chi-squared over 20 cells below its 99.9% point', async () => {
  const draw = await seededDraws(3);
  const cells = new Array<number>(20).fill(0);
  const draws = 20_000;
  for (let index = 0; index < draws; index++) {
    const number = draw('text', index, 0);
    expect(number >= 0 && number < 1).toBe(true);
    cells[Math.floor(number * cells.length)]++;
  }
  const expected = draws / cells.length;
  const chi = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chi).toBeLessThan(43.82);
});

import { expect, it } from 'vitest';
import { fallingRoot } from '../../src/analysis/root.ts';

it.each([
  ['a line', (x: number) => 0.3 - x, 0.3],
  ['a steep end', (x: number) => 1 / (x + 1e-6) - 2, 0.5 - 1e-6],
  ['a flat end', (x: number) => Math.exp(-20 * x) - Math.exp(-4), 0.2],
  ['a step', (x: number) => (x < 0.8 ? 1 : -1), 0.8],
  ['what is positive everywhere', (x: number) => 2 - x, 1],
  ['what is negative everywhere', (x: number) => -1 - x, 0],
] as const)('finds where %s is 0, in few steps', (_, value, place) => {
  let steps = 0;
  const counted = (x: number) => {
    steps++;
    return value(x);
  };
  expect(Math.abs(fallingRoot(counted, 0, 1, 1e-10) - place)).toBeLessThan(1e-10);
  expect(steps).toBeLessThan(50);
});

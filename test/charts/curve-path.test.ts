import { scaleLinear } from 'd3';
import { expect, it } from 'vitest';
import { bandPath, curvePath } from '../../src/charts/curve-path.ts';

const SCALES = { x: scaleLinear([0, 1], [0, 100]), y: scaleLinear([0, 1], [50, 0]) };
const POINTS = [
  { at: 0, lo: 0, mean: 0.5, hi: 1 },
  { at: 1, lo: 0.2, mean: 0.4, hi: 0.6 },
];

it('is a curve through points in the units of the scales', () => {
  expect(curvePath(SCALES, POINTS, ({ at, mean }) => [at, mean])).toBe('M0,25L100,30');
  expect(curvePath(SCALES, [], () => [0, 0])).toBeNull();
});

it('is a band that goes along one curve and back along the other', () => {
  expect(bandPath(SCALES, POINTS, ({ at, lo, hi }) => [at, lo, hi])).toBe('M0,0L100,20L100,40L0,50Z');
  expect(bandPath(SCALES, [], () => [0, 0, 0])).toBeNull();
});

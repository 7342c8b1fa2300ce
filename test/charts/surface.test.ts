import { expect, it } from 'vitest';
import { fitted } from '../../src/charts/surface.ts';

it('draws a chart at the width that its height, enlarged to the room, leaves', () => {
  // 500 / 250 = 2: everything twice as large, so half of the width is drawn on.
  expect(fitted({ width: 1600, height: 500 }, 250)).toBe(800);
});

it('leaves the room that words beside the marks need', () => {
  expect(fitted({ width: 1140, height: 900 }, 300)).toBe(760);
});

it('never makes a chart smaller than it was drawn', () => {
  expect(fitted({ width: 1200, height: 200 }, 300)).toBe(1200);
  expect(fitted({ width: 360, height: 600 }, 300)).toBe(360);
});

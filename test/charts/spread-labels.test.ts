import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spread } from '../../src/charts/spread-labels.ts';

it('leaves labels where they are with room between them', () => {
  expect(spread([100, 20, 60], 16, 0, 120)).toEqual([100, 20, 60]);
});

it('parts those that would cover one another, in their order', () => {
  expect(spread([50, 52, 54], 16, 0, 120)).toEqual([50, 66, 82]);
  expect(spread([112, 110, 118], 16, 0, 120)).toEqual([104, 88, 120]);
});

it('never lets two stand closer than a line, and stays between the ends where there is room', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 7 }), (wanted) => {
      const places = spread(wanted, 16, 8, 292).sort((a, b) => a - b);
      for (const [at, place] of places.entries())
        if (at > 0) expect(place - places[at - 1]).toBeGreaterThanOrEqual(16);
      expect(places[0]).toBeGreaterThanOrEqual(8);
      expect(places.at(-1)!).toBeLessThanOrEqual(292);
    }),
  );
});

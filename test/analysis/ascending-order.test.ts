import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ascendingOrder } from '../../src/analysis/ascending-order.ts';

const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(-0, 0, 1 / 3, 1 / 3 + 2 ** -54, 5e-324, -5e-324),
  // Numbers that differ in their last bits alone.
  fc.integer({ min: 0, max: 1000 }).map((step) => 0.25 + step * 2 ** -54),
);

it.each([10, 400])('is the order that a stable sort gives: up to %i values', (most) => {
  fc.assert(
    fc.property(fc.array(numbers, { minLength: most === 10 ? 0 : 129, maxLength: most }), (values) => {
      const places = [...values.keys()].sort((a, b) => values[a] - values[b]);
      expect([...ascendingOrder(Float64Array.from(values))]).toEqual(places);
    }),
  );
});

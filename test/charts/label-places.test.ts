import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutLabel, labelPlaces, type LabelPlace } from '../../src/charts/label-places.ts';

const WITHIN = { left: 0, right: 400, top: 0, bottom: 300 };

it('puts a label to the right of its point, to the left at the edge, and leaves out what has no room', () => {
  const [right, left] = labelPlaces(
    [
      { x: 100, y: 100, label: 'joy' },
      { x: 395, y: 200, label: 'fear' },
    ],
    WITHIN,
  );
  expect(right).toEqual({ x: 108, y: 104, anchor: 'start' });
  expect(left).toEqual({ x: 387, y: 204, anchor: 'end' });
  const crowded = labelPlaces(
    Array.from({ length: 30 }, () => ({ x: 200, y: 150, label: 'embarrassment' })),
    WITHIN,
  );
  expect(crowded.filter((place) => place !== null).length).toBeLessThan(5);
});

it('never lets two labels overlap', () => {
  const point = fc.record({
    x: fc.integer({ min: 0, max: 400 }),
    y: fc.integer({ min: 0, max: 300 }),
    label: fc.string({ minLength: 1, maxLength: 14 }),
  });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 30 }), (points) => {
      const boxes = labelPlaces(points, WITHIN).flatMap((place, index) => {
        if (!place) return [];
        const long = points[index].label.length * 7;
        const left = place.x - { start: 0, end: long, middle: long / 2 }[place.anchor];
        return [{ left, right: left + long, top: place.y - 11, bottom: place.y + 3 }];
      });
      for (const [index, a] of boxes.entries())
        for (const b of boxes.slice(index + 1))
          expect(a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom).toBe(true);
    }),
  );
});

it('puts no label over what else is there', () => {
  const point = { x: 100, y: 100, label: 'joy' };
  const name = { left: 105, right: 160, top: 90, bottom: 110 };
  expect(labelPlaces([point], WITHIN, [name])).toEqual([{ x: 92, y: 104, anchor: 'end' }]);
  expect(labelPlaces([point], WITHIN, [WITHIN])).toEqual([null]);
});

it('cuts a label that has room nowhere off at its beginning, where its point leaves more room', () => {
  const around = (x: number, y: number): LabelPlace[] => [
    { x: x + 10, y, anchor: 'start' },
    { x: x - 10, y, anchor: 'end' },
  ];
  const letters = { character: 10, line: 15, around };
  const label = 'embarrassment';
  expect(cutLabel({ x: 40, y: 5, label }, 100, 10, letters)).toEqual({
    x: 50,
    y: 5,
    anchor: 'start',
    words: '…ment',
  });
  expect(cutLabel({ x: 80, y: 5, label }, 100, 10, letters)).toEqual({
    x: 70,
    y: 5,
    anchor: 'end',
    words: '…ssment',
  });
});
